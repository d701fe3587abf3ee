"""Asks the portal in the process, through all of its middleware, and takes the time of it.

The requests go to the handler that gunicorn calls, with the room on Python's stack that it has there. Every round takes
each case once, so that all of them meet the same machine. Another address asks each time, 400 in turn.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import count, cycle
from time import perf_counter, process_time
from typing import Any, NamedTuple

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from amin_portal.publishing.models import RecordVersion
from amin_portal.stack import with_room

from .portal import HOST

READERS = cycle([f"198.51.{one // 200}.{one % 200}" for one in range(400)])
HOSTS = (f"n{number}.portal.example" for number in count())
VERSION = f"UPDATE {RecordVersion._meta.db_table} SET number = number + 1"  # noqa: S608
TURN, MOST_IN_A_TURN = 0.03, 30  # seconds that a case is measured in a round; requests


class Asked(NamedTuple):
    """`known` is the ETag of the answer that the reader has; `host` another one than usual."""

    address: str
    known: str = ""
    gzip: bool = False
    host: str = HOST
    cookies: str = ""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Taken(NamedTuple):
    """Seconds for one request: of the CPU for this process, and by the clock."""

    cpu: float
    clock: float


class Case(NamedTuple):
    """What is asked some times in a row, in each round; `before` is done first, each time, and not counted."""

    name: str
    asked: Iterator[Asked]
    before: Callable[[], None] | None = None
    status: int = 200


class Server:
    def __init__(self) -> None:
        self.handler = with_room(WSGIHandler())

    def ask(self, asked: Asked) -> Answer:
        said: list[Any] = []
        answer = self.handler(environ(asked), lambda status, headers: said.extend((status, headers)))
        body = b"".join(answer)
        answer.close()
        status, headers = said
        return Answer(int(status[:3]), dict(headers), body)

    def json(self, asked: Asked) -> Any:
        return json.loads(self.ask(asked).body)

    def time(self, case: Case, times: int = 1) -> Taken:
        """The mean of so many requests; raises AssertionError where another answer comes than is measured."""
        cpu = clock = 0.0
        for _time in range(times):
            if case.before:
                case.before()
            asked = next(case.asked)
            cpu_before, before = process_time(), perf_counter()
            answer = self.ask(asked)
            clock += perf_counter() - before
            cpu += process_time() - cpu_before
            if answer.status != case.status:
                raise AssertionError(f"{case.name}: {asked.address} answered {answer.status}, not {case.status}.")
        return Taken(cpu / times, clock / times)

    def rounds(self, cases: Iterable[Case], number: int) -> dict[str, list[Taken]]:
        """The times of each case, round by round; two requests that do not count say how many make a turn."""
        turns = [(case, turn_of(self.time(case, 2))) for case in cases]
        rounds = [[self.time(*turn) for turn in turns] for _round in range(number)]
        return {case.name: [one[place] for one in rounds] for place, (case, _times) in enumerate(turns)}

    def statements(self, asked: Asked, before: Callable[[], None] | None = None) -> int:
        """How many the database is asked for."""
        if before:
            before()
        found: list[str] = []

        def keep(execute: Any, sql: str, *args: Any) -> Any:
            found.append(sql)
            return execute(sql, *args)

        with connection.execute_wrapper(keep):
            self.ask(asked)
        return len(found)


def turn_of(taken: Taken) -> int:
    """How many requests fill a turn, within bounds."""
    return max(1, min(MOST_IN_A_TURN, round(TURN / max(taken.cpu, 1e-6))))


def environ(asked: Asked) -> dict[str, Any]:
    """As gunicorn makes it of a request that came through a proxy, which ended TLS."""
    path, _mark, query = asked.address.partition("?")
    told = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_FORWARDED_FOR": next(READERS),
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_HOST": asked.host,
        "HTTP_ACCEPT": "*/*",
        "HTTP_USER_AGENT": "benchmark",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    more = {
        "HTTP_IF_NONE_MATCH": asked.known,
        "HTTP_ACCEPT_ENCODING": "gzip, br" if asked.gzip else "",
        "HTTP_COOKIE": asked.cookies,
    }
    return told | {name: value for name, value in more.items() if value}


def same(asked: Asked) -> Iterator[Asked]:
    return cycle([asked])


def by_other_hosts(asked: Asked) -> Iterator[Asked]:
    """Each time under a name under which nobody asked before: the answer is made, with what is kept for all of them."""
    return (asked._replace(host=host) for host in HOSTS)


def publish() -> None:
    """Raise the version of the record, so that nothing that was kept is of use to the next request."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)


class Turns:
    """Cases that one process goes through whenever it is told to, with the time of each by the clock."""

    def __init__(self, server: Server, cases: Iterable[Case]) -> None:
        self.server, self.cases = server, list(cases)
        self.take(1)

    def take(self, times: int = 3) -> dict[str, float]:
        return {case.name: self.server.time(case, times).clock for case in self.cases}


def serve() -> Server:
    """The portal, with a version to raise."""
    RecordVersion.current()
    return Server()
