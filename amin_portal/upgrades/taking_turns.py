"""One `migrate` at a time, whichever machines start it, and none that keeps visitors waiting."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from django.core.management.base import CommandError
from django.db.backends.base.base import BaseDatabaseWrapper

from amin_portal.publishing.models.version import TURN

MIGRATING = TURN + 1  # another lock of PostgreSQL: whoever saves does not wait for a migration
PATIENCE = 900  # seconds that one waits for another to finish
EVERY = 0.2  # seconds
SHORT = 3  # seconds: while a change of a table waits for its readers, later readers wait for it


@contextmanager
def one_at_a_time(connection: BaseDatabaseWrapper, tell: Callable[[str], object]) -> Iterator[None]:
    """Within, nobody else is. Raises CommandError where another takes too long."""
    if connection.vendor == "postgresql":
        kept = connection.copy()  # the lock ends with its connection, so that none is left of who was killed
        try:
            wait_until(lambda: first(kept, "SELECT pg_try_advisory_lock(%s)", [MIGRATING]), tell)
            yield
        finally:
            kept.close()
    elif connection.is_in_memory_db():
        yield
    else:
        with open(f"{connection.settings_dict['NAME']}.migrating", "w") as file:
            wait_until(lambda: is_locked(file), tell)
            yield


@contextmanager
def short_waits(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within, PostgreSQL gives a change up that would keep readers waiting for longer than a moment."""
    if connection.vendor != "postgresql":
        yield
        return
    before = first(connection, "SELECT current_setting('lock_timeout')")
    first(connection, "SELECT set_config('lock_timeout', %s, false)", [f"{SHORT}s"])
    try:
        yield
    finally:
        first(connection, "SELECT set_config('lock_timeout', %s, false)", [before])


def wait_until(has_turn: Callable[[], bool], tell: Callable[[str], object]) -> None:
    end, is_told = time.monotonic() + PATIENCE, False
    while not has_turn():
        if not is_told:
            tell("Another migrate is under way; this one goes on when it has ended.")
            is_told = True
        if time.monotonic() > end:
            raise CommandError(f"Another migrate has not ended within {PATIENCE} seconds.")
        time.sleep(EVERY)


def is_locked(file: TextIO) -> bool:
    """By us. The system lets go of it when this process ends, however it does."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def first(connection: BaseDatabaseWrapper, statement: str, values: list | None = None) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
