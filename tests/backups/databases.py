"""Another database beside that of the tests, and what stands in the tables of the one that is in use."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.utils import ConnectionHandler
from django.test import override_settings

from amin_portal.backups.archive import opened
from amin_portal.backups.tables import tables
from tests.tables import write_what_migrations_write

RAISED = "publishing.recordversion"  # by each restoration


@contextmanager
def using_file(path: Path) -> Iterator[None]:
    """Within, and in this thread, the portal runs on this SQLite file as it does in production."""
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    handler = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}}
    )
    here = connections["default"]
    connections["default"] = handler["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = here


def make_tables() -> None:
    """An empty portal, as `migrate` leaves it."""
    with override_settings(MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()}):
        call_command("migrate", run_syncdb=True, verbosity=0)
    write_what_migrations_write()


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row that a backup holds, but for the version of the record."""
    held = (table.model for table in tables() if table.name != RAISED)
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in held}


def sums(path: Path) -> dict[str, str]:
    """The checksums of all that is in an archive, but for the version of the record."""
    with opened(path) as archive:
        entries = archive.tables | archive.files
        return {name: entry["sha256"] for name, entry in entries.items() if name != RAISED}


def rewritten(path: Path, target: Path, members: dict[str, bytes]) -> Path:
    """A copy of an archive with other bytes in some members, or with more of them."""
    with ZipFile(path) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, members.pop(name, old.read(name)))
        for name, content in members.items():
            new.writestr(name, content)
    return target
