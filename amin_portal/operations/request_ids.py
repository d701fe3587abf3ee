"""A name for each request, by which what a visitor reports is found in the logs. It says nothing of the visitor."""

import re
from contextvars import ContextVar
from random import getrandbits
from typing import Any

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")

request_id: ContextVar[str] = ContextVar("request_id", default="")


def name_request(headers: dict[str, Any], is_behind_proxy: bool) -> str:
    """What the proxy calls it, where that is ours and the name can be one; else one of our own."""
    given = headers.get("HTTP_X_REQUEST_ID", "") if is_behind_proxy else ""
    name = given if given and WELL_FORMED.fullmatch(given) else f"{getrandbits(64):016x}"
    request_id.set(name)
    return name


def to_quote() -> dict[str, str]:
    """What a page of a failure shows, for whoever reports it."""
    return {"request_id": request_id.get()}
