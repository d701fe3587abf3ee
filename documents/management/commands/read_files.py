import logging
import os
import signal
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection

from documents.models import DocumentFile
from documents.reading.queue import keep, let_wait, next_waiting, read, uploads

DATABASE_IS_AWAY = (InterfaceError, OperationalError)
logger = logging.getLogger(__name__)
LATER = 60  # pauses before a file is tried again that could not be tried


class Command(BaseCommand):
    help = "Read the uploaded files that wait: their text, their number of pages, a picture of the first page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--again", action="store_true", help="read those too that were read before")
        which.add_argument("--file", type=UUID, metavar="UID", help="read this one, again if need be")
        which.add_argument("--watch", action="store_true", help="go on for ever, reading what is uploaded")
        parser.add_argument("--beside", type=int, metavar="PID", help="with --watch: end when this process does")
        parser.add_argument("--pause", type=float, default=1, help="with --watch: seconds between two looks (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["watch"]:
            with ended_by(signal.SIGTERM, signal.SIGINT):
                self.watch(options["pause"], options["beside"])
            return
        if options["file"]:
            self.read_one(options["file"])
            return
        if options["again"]:
            let_wait(uploads())
        self.read_waiting()

    def read_one(self, uid: str) -> None:
        file = uploads().select_related("document").filter(uid=uid).first()
        if file is None:
            raise CommandError(f"No uploaded file has the uid {uid}.")
        let_wait(uploads().filter(pk=file.pk))
        if not self.read_file(file):
            raise CommandError(f"{file} could not be tried; it goes on waiting.")

    def read_waiting(self) -> None:
        """Read what waits now, whatever becomes of a single file."""
        states, left = Counter(), []
        while file := next_waiting(left):
            if state := self.read_file(file):
                states[state] += 1
            else:
                left.append(file.pk)
        counts = ", ".join(f"{count} {DocumentFile.TextState(state).label}" for state, count in states.items())
        self.stdout.write(f"Files: {counts}." if counts else "No file waits to be read.")
        if left:
            raise CommandError(f"Could not be tried, and go on waiting: {len(left)}.")

    def read_file(self, file: DocumentFile) -> str:
        """The state that the file has now; nothing if it could not be tried."""
        try:
            reading = read(file)
            if keep(file, reading):
                self.stdout.write(f"{file}: {DocumentFile.TextState(reading.state).label}. {reading.note}".rstrip())
            return reading.state
        except DATABASE_IS_AWAY:
            raise
        except Exception:
            logger.exception("%s could not be tried", file)
            return ""

    def watch(self, pause: float, beside: int | None) -> None:
        """Read what comes, for ever; a database that is away is waited for."""
        leave: dict[int, float] = {}
        while beside is None or is_running(beside):
            try:
                leave = {key: until for key, until in leave.items() if until > time.monotonic()}
                file = next_waiting(leave)
                if file and not self.read_file(file):
                    leave[file.pk] = time.monotonic() + LATER * pause
            except DATABASE_IS_AWAY as error:
                logger.error("The database does not answer: %s", error)
                file = None
                if not connection.in_atomic_block:
                    connection.close()  # the next look opens another
            if not file:
                time.sleep(pause)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def ended_by(*signals: signal.Signals) -> Iterator[None]:
    """End quietly at one of the signals, wherever it comes: what is being read goes on waiting, its child is killed."""

    def end(*args: Any) -> None:
        raise SystemExit

    before = {number: signal.signal(number, end) for number in signals}
    try:
        yield
    except SystemExit:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
