"""What will go, told in the answers that still have it: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.http import http_date

from .links import link


@dataclass(frozen=True)
class Deprecated:
    """A parameter or a field of a collection (of every one: an empty name), since when, and until when it is there.

    `why` is the address at which it says what to use instead.
    """

    name: str
    since: datetime.datetime
    until: datetime.datetime
    why: str
    collection: str = ""
    is_field: bool = False

    def concerns(self, view: Any) -> bool:
        if self.collection not in ("", view.model.collection):
            return False
        if self.is_field:
            return self.name in view.get_serializer().fields
        return self.name in view.request.query_params


DEPRECATED: tuple[Deprecated, ...] = ()  # nothing is going; docs/api.md says how long it stays when something does


def announce(view: Any, response: HttpResponseBase, going: Iterable[Deprecated] = DEPRECATED) -> None:
    """Say of what the answer has or was asked with that it will go: when it began, the earliest end, and why."""
    concerned = [one for one in going if one.concerns(view)]
    if not concerned or response.status_code >= 300:
        return
    response["Deprecation"] = f"@{int(min(one.since for one in concerned).timestamp())}"
    response["Sunset"] = http_date(min(one.until for one in concerned).timestamp())
    links = [link(one.why, "deprecation", type="text/html") for one in concerned]
    response["Link"] = ", ".join(filter(None, [response.get("Link", ""), *links]))
