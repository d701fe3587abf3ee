"""What is answered while the record cannot be read or written: 503, and when to try again.

Whoever writes may hold what readers need as well (SQLite lets one write at a time, and a reader writes down what has
fallen due), for longer than a reader should wait; the database is not there for a moment; or the disk is full.
"""

import errno
import logging
import sqlite3
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from amin_portal.operations.request_ids import to_quote
from amin_portal.publishing.problems import PROBLEM, problem

AGAIN_AFTER = 30  # seconds
OF_SQLITE = {  # held by somebody else; the disk is full, or gone
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
OF_A_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG}

logger = logging.getLogger(__name__)


class BusyMiddleware:
    """Problem details for clients of the API, a page for people, who sent something or not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return come_back(request, error) if passes(error) else None


def come_back(request: HttpRequest, error: Exception) -> HttpResponse:
    """503: nothing was lost or half written, and when to try again. Asks the database nothing."""
    logger.warning("The record could not be read or written", exc_info=error)
    if request.path.startswith("/api/"):
        told = problem(503, "The record cannot be read just now. Please try again later.", **to_quote())
        response: HttpResponse = JsonResponse(told, status=503, content_type=PROBLEM)
    else:
        response = render(request, "503.html", to_quote(), status=503)
    response["Retry-After"] = str(AGAIN_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def passes(error: BaseException | None) -> bool:
    """Whether it will be over without a change of the code.

    What SQLite says of a table that is not there has the same class as what it says of a lock.
    """
    if isinstance(error, OSError):
        return error.errno in OF_A_DISK
    if isinstance(error, InterfaceError):  # a connection of PostgreSQL that ended between two statements
        return connection.vendor == "postgresql"
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is None or code & 0xFF in OF_SQLITE
