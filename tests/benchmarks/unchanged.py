"""Lists that a reader has already, beside a constant view behind the same middleware: CPU time of the process.

The requests go to the handler that gunicorn calls, from 400 addresses in turn. Every round takes each case once, so
that all of them meet the same machine; a share is that of the round's own floor: 0.5 is an answer for which the
process works twice as long as for the constant view.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle
from statistics import quantiles
from time import process_time
from typing import Any, NamedTuple

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from amin_portal.reference_data.loading import load
from amin_portal.urls import urlpatterns as of_the_portal

ROUNDS = 60
LISTS = {
    "page": "/meetings/",
    "API": "/api/v1/meetings/",
    "calendar": "/meetings/calendar.ics",
    "feed": "/meetings/feed.atom",
    "CSV": "/meetings/list.csv",
}
ADDRESSES = cycle([f"198.51.{one // 200}.{one % 200}" for one in range(400)])
AS_SERVED = {
    "ROOT_URLCONF": __name__,
    "API_RATE": "600/minute",
    "WHITENOISE_AUTOREFRESH": False,
    "WHITENOISE_USE_FINDERS": False,
}


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("constant")


urlpatterns = [path("constant", constant), *of_the_portal]


class Case(NamedTuple):
    """What is asked so many times in a row, in each round."""

    what: str
    status: int
    address: str
    known: str = ""
    times: int = 20


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """Asks the portal as a server does, without a socket."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()

    def ask(self, address: str, known: str = "") -> Answer:
        said: list[Any] = []
        answer = self.handler(environ(address, known), lambda status, headers: said.extend((status, headers)))
        body = b"".join(answer)
        answer.close()
        status, headers = said
        return Answer(int(status[:3]), dict(headers), body)

    def seconds(self, case: Case) -> float:
        """CPU time of one request, of this process alone."""
        start = process_time()
        for _time in range(case.times):
            self.ask(case.address, case.known)
        return (process_time() - start) / case.times


def environ(address: str, known: str) -> dict[str, Any]:
    asked = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address,
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": next(ADDRESSES),
        "HTTP_HOST": "testserver",
        "HTTP_ACCEPT": "*/*",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_USER_AGENT": "benchmark",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    return asked | {"HTTP_IF_NONE_MATCH": known} if known else asked


def cases(server: Server) -> list[Case]:
    floor = Case("constant view", 200, "/constant")
    known = [Case(name, 304, address, server.ask(address).headers["ETag"]) for name, address in LISTS.items()]
    return [floor, *known, *(Case(name, 200, address, times=2) for name, address in LISTS.items())]


def statements(server: Server, case: Case) -> int:
    """How many the database is asked for; raises AssertionError where the answer is another one than is measured."""
    found: list[str] = []

    def count(execute: Any, sql: str, *args: Any) -> CursorWrapper:
        found.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(count):
        status = server.ask(case.address, case.known).status
    if status != case.status:
        raise AssertionError(f"{case.what} answered {status}, not {case.status}.")
    return len(found)


def table() -> Iterator[str]:
    """Rows of Markdown about the portal's own record; loads it."""
    load()
    with override_settings(**AS_SERVED):
        server = Server()
        measured = cases(server)
        costs = {case: statements(server, case) for case in measured}
        rounds = [[server.seconds(case) for case in measured] for _round in range(ROUNDS)]
    yield "| list | status | statements | CPU µs | share of the constant view (quartiles) |"
    yield "|---|---|---|---|---|"
    for place, case in enumerate(measured):
        _low, taken, _high = quantiles([one[place] * 1e6 for one in rounds], n=4)
        low, share, high = quantiles([one[0] / one[place] for one in rounds], n=4)
        yield f"| {case.what} | {case.status} | {costs[case]} | {taken:.0f} | {share:.3g} ({low:.3g} to {high:.3g}) |"
