"""Log lines: one JSON object each where the portal is served, plain text on a machine of one's own.

No line says who asked: no address of a visitor, no name of a user, no browser, nothing that was typed. Of the address
that was asked for it holds what stands before the question mark, and only where that is no secret.
"""

import json
import logging
import os
import re
import traceback
from copy import copy
from datetime import UTC, datetime
from functools import lru_cache
from textwrap import indent
from types import TracebackType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from .request_ids import request_id

SECRET = ("/preview/", "/account/", "/admin/")  # tokens, keys to a new password, numbers of accounts
TOLD_BY_DATABASE = re.compile(r"^(DETAIL|CONTEXT|LINE \d+|PARAMETERS): .*\n?", re.MULTILINE)  # may hold what was typed
WEIGHTS = {"CRITICAL": "<2>", "ERROR": "<3>", "WARNING": "<4>"}  # sd-daemon(3)
ADDRESS_REFUSED = re.compile(r"(checking failed - ).*( does not match)")  # Origin or Referer of a form
REFUSED = "django.security."  # behind it the class of an exception that says what it refuses: what was typed
OF_VISITORS = re.compile(r"\bip=[0-9a-fA-F:.%]*[0-9a-fA-F]")  # gunicorn names who sent what it cannot read


def moment(timestamp: float) -> str:
    second = int(timestamp)
    return f"{second_of(second)}.{int((timestamp - second) * 1000):03}+00:00"


@lru_cache(maxsize=4)
def second_of(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%S")


@lru_cache(maxsize=4096)
def view_at(path: str) -> str:
    """The name of the view that answers there, or nothing."""
    if path.startswith(settings.STATIC_URL):
        return "static"
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def view_of(request: HttpRequest, status: int) -> str:
    """The name of the view that answered, or that stands at the address that was answered before it was looked for."""
    if match := request.resolver_match:
        return match.view_name
    return view_at(request.path_info) if status != 404 else ""


def path_of(request: HttpRequest, view: str) -> str:
    """The address without its query, where it is one of ours and holds no secret."""
    return request.path if view and not request.path.startswith(SECRET) else ""


class Line(logging.Formatter):
    """A line for people, without what nobody should read in it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request_id}]: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        record = copy(record)
        record.request_id = request_id.get() or "-"
        if is_refusal(record):
            record.exc_info = record.exc_text = None
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        record.message = told(record).replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Set in: whatever it says, no line of it looks like one of its own."""
        return indent(traceback_of(ei), "  ")


class Json(logging.Formatter):
    """A line for programs. The journal of systemd is told its weight as well, so that `--priority warning` finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = WEIGHTS if is_read_by_journal() else {}

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": moment(record.created),
            "level": record.levelname,
            "logger": record.name,
            "request_id": request_id.get(),
            "message": told(record),
        }
        if record.exc_info and not is_refusal(record):
            line["exception"] = traceback_of(record.exc_info)
        return self.weights.get(record.levelname, "") + json.dumps(line, ensure_ascii=False)


def is_read_by_journal() -> bool:
    """Whether standard error leads to the journal, which takes the weight off again: systemd.exec(5)."""
    if not (stream := os.environ.get("JOURNAL_STREAM")):
        return False
    error = os.fstat(2)
    return stream == f"{error.st_dev}:{error.st_ino}"


def is_refusal(record: logging.LogRecord) -> bool:
    """Whether Django tells of what it takes for an attack; why forms lack their token it says in words of its own."""
    return record.name.startswith(REFUSED) and record.name != f"{REFUSED}csrf"


def told(record: logging.LogRecord) -> str:
    """The message; the path that Django puts into it is what may be told of it."""
    if is_refusal(record):
        return f"Refused: {record.name.removeprefix(REFUSED)}"
    message = record.getMessage()
    if isinstance(request := getattr(record, "request", None), HttpRequest):
        status = getattr(record, "status_code", 500)
        message = message.replace(request.path, path_of(request, view_of(request, status)) or "(a path)")
    message = ADDRESS_REFUSED.sub(r"\1(an address)\2", TOLD_BY_DATABASE.sub("", message))
    return OF_VISITORS.sub("ip=(not kept)", message)


def traceback_of(error: tuple[type[BaseException], BaseException, TracebackType | None] | tuple) -> str:
    return TOLD_BY_DATABASE.sub("", "".join(traceback.format_exception(*error))).rstrip()
