"""Whether this worker can serve: its database, what has to be migrated, caches, storage, search; each within a second.

What is dear to find out is remembered for a while where it was well.
"""

import importlib
import logging
import os
import pkgutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.apps import apps
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from amin_portal.search.kinds import KINDS
from amin_portal.search.models import Entry

WITHIN = 1.0  # seconds
WELL_FOR = 30.0  # seconds
LOOKED_AT = 20  # records of a kind, at either end
CONTENT = b"The portal can write here."

OK, FAILED = "ok", "failed"
logger = logging.getLogger(__name__)


class NotReady(Exception):
    """What is told of a part that is not well: a few words, nothing of the machine."""


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    """All that this release brings are applied; others may be, of the release that comes after it."""
    if missing := migrations_here() - set(MigrationRecorder(connection).applied_migrations()):
        raise NotReady(f"{len(missing)} not applied")


@cache
def migrations_here() -> set[tuple[str, str]]:
    """By their files: to load them takes half a second and some memory."""
    found = set()
    for app in apps.get_app_configs():
        try:
            folder = importlib.import_module(MigrationLoader.migrations_module(app.label)[0])
        except ModuleNotFoundError:
            continue
        found |= {(app.label, one.name) for one in pkgutil.iter_modules(folder.__path__) if one.name[0] not in "_~"}
    return found


def attempts() -> None:
    """The count of attempts to log in."""
    caches["default"].get("readiness")


def shared_caches() -> str:
    """No worker needs Redis to serve, so that it is gone is said and not held against it."""
    for name in ("answers", "readers"):
        cache = caches[name]
        cache.get("readiness")
        if hasattr(cache, "outage") and cache.outage.is_on:  # to ask for its class would load Redis where none is used
            return "Redis does not answer"
    return OK


def storage() -> None:
    """A file can be written, read and removed."""
    name = default_storage.save(f"readiness-{os.getpid()}", ContentFile(CONTENT))
    try:
        with default_storage.open(name) as file:
            if file.read() != CONTENT:
                raise NotReady("does not return what was written")
    finally:
        default_storage.delete(name)


def search() -> None:
    """The first and the last records of each kind are found, and nothing else is.

    Each change is in the index with its own transaction, so what can go wrong goes wrong for many: one that was not
    made, or was not restored. To count all would cost more than a probe may.
    """
    for kind in KINDS:
        entries = Entry.objects.visible().filter(kind=kind.name)
        searched = kind.public().filter(pk__in=kind.records().values("pk"))
        for order in ("pk", "-pk"):
            public = set(searched.order_by(order).values_list("pk", flat=True)[:LOOKED_AT])
            found = set(entries.order_by(order).values_list("object_id", flat=True)[:LOOKED_AT])
            missing = public - set(entries.filter(object_id__in=public).values_list("object_id", flat=True))
            gone = found - set(searched.filter(pk__in=found).values_list("pk", flat=True))
            if missing or gone:
                raise NotReady("not in step: run manage.py rebuild_search")


class Remembered:
    """A check that is not made again for a while after it went well."""

    def __init__(self, check: Callable[[], None], seconds: float) -> None:
        self.check = check
        self.seconds = seconds
        self.until = 0.0

    def __call__(self) -> None:
        if time.monotonic() >= self.until:
            self.check()
            self.until = time.monotonic() + self.seconds


class Aside:
    """A check in a thread of its own, which may hang: it is waited for a second, and not begun again meanwhile."""

    def __init__(self, check: Callable[[], None]) -> None:
        self.check = check
        self.thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readiness")
        self.running = None

    def __call__(self) -> None:
        if self.running is None or self.running.done():
            self.running = self.thread.submit(self.check)
        try:
            self.running.result(WITHIN)
        except TimeoutError:
            raise NotReady("does not answer in time") from None


IN_DATABASE = {
    "database": database,
    "migrations": migrations,
    "login_attempts": attempts,
    "search": Remembered(search, WELL_FOR),
}
BESIDE = {"storage": Remembered(Aside(storage), WELL_FOR)}


def verdicts() -> dict[str, str]:
    """What is to be said of each part, in its order; "ok" where it is well."""
    told = {name: verdict(name, limited(check)) for name, check in IN_DATABASE.items()}
    told |= {name: verdict(name, check) for name, check in BESIDE.items()}
    return told | {"caches": shared_caches()}


def verdict(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except NotReady as reason:
        return str(reason)
    except Exception as error:
        logger.warning("Not ready: %s (%s)", name, type(error).__name__)
        return FAILED
    return OK


def limited(check: Callable[[], None]) -> Callable[[], None]:
    """The check with a limit of time for each question to PostgreSQL. Readers of SQLite wait for nobody."""
    if connection.vendor != "postgresql":
        return check

    def within() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{WITHIN}s"])
            check()

    return within
