"""What is kept of each request: a line in the log, and what is counted. Written a few times a second, many at once.

To do so while the reader waits would cost a tenth of a kept answer; so it costs less than a hundredth. A worker that is
killed takes the last quarter of a second with it; one that ends writes it down.
"""

import atexit
import os
from collections import deque
from contextlib import suppress
from json.encoder import encode_basestring_ascii as quoted
from threading import Event, Lock, Thread
from time import sleep
from typing import NamedTuple

from django.conf import settings

from .logs import moment
from .metrics import count_request

STDERR = 2
PAUSE = 0.25  # seconds
MOST = 50_000  # requests that wait to be written; where that is too slow, the oldest are forgotten
AT_ONCE = 64 * 1024  # bytes


class Entry(NamedTuple):
    """What is told of a request; nothing that tells who asked."""

    at: float  # Unix time
    request_id: str
    method: str
    view: str
    path: str
    status: int
    seconds: float  # until the answer was made, not until it was sent
    bytes: str | None  # unknown of what is made while it is sent
    source: str  # "reader", who had it already, "kept" or "view": see publishing.answers


def as_json(told: Entry) -> str:
    """By hand: to make a dictionary for `json.dumps` takes three times as long."""
    return (
        f'{{"time": "{moment(told.at)}", "level": "INFO", "logger": "access", "request_id": "{told.request_id}", '
        f'"method": {quoted(told.method)}, "view": {quoted(told.view)}, "path": {quoted(told.path)}, '
        f'"status": {told.status}, "ms": {told.seconds * 1000:.1f}, "bytes": {told.bytes or "null"}}}\n'
    )


def as_line(told: Entry) -> str:
    return (
        f"{moment(told.at)} INFO access [{told.request_id}]: {told.method} {quoted(told.path)} ({told.view or '-'}) "
        f"{told.status}, {told.seconds * 1000:.1f} ms, {told.bytes or '?'} bytes\n"
    )


FORMS = {"json": as_json, "line": as_line}


class Journal:
    def __init__(self) -> None:
        self.waiting: deque[Entry] = deque(maxlen=MOST)
        self.has_something = Event()
        self.one_at_a_time = Lock()
        self.process = 0

    def note(self, entry: Entry) -> None:
        self.waiting.append(entry)
        if not self.has_something.is_set():
            self.has_something.set()
            if self.process != os.getpid():  # a worker is forked, and threads are not
                self.process = os.getpid()
                Thread(target=self.keep_writing, name="journal", daemon=True).start()

    def keep_writing(self) -> None:
        while True:
            self.has_something.wait()
            sleep(PAUSE)
            self.has_something.clear()
            self.write()

    def write(self) -> None:
        """All that waits. A full disk, or nobody who listens, is no reason for anything else to fail."""
        form = FORMS[settings.LOG_FORMAT] if settings.ACCESS_LOG else None
        with self.one_at_a_time:
            lines, size = [], 0
            while self.waiting:
                entry = self.waiting.popleft()
                count_request(entry.view, entry.method, entry.status, entry.seconds, entry.source)
                if form:
                    lines.append(form(entry).encode())
                    size += len(lines[-1])
                if size > AT_ONCE or lines and not self.waiting:
                    with suppress(OSError):
                        os.write(STDERR, b"".join(lines))
                    lines, size = [], 0


journal = Journal()
atexit.register(journal.write)
