"""Puts a backup back: all of it in one transaction, compared with what was kept, or nothing at all."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from amin_portal.publishing.changes import keeping
from amin_portal.publishing.models import PublicChange, RecordVersion, publishable_models
from amin_portal.publishing.models.version import take_turn
from amin_portal.search import index

from . import uploads
from .archive import Archive, code_of, opened
from .keys import go_on_after, raise_public_numbers
from .making import migrations
from .refused import Refused
from .tables import Table, emptied, quoted, tables


@dataclass(frozen=True)
class Restored:
    rows: int
    files: int
    entries: int  # of the search


def restore(path: Path, replace: bool = False) -> Restored:
    """Put the backup at `path` into an empty portal, or with `replace` into the place of what is there.

    Raises Refused, having changed nothing.
    """
    with opened(path) as archive:
        archive.check()
        refuse_other_migrations(archive)
        missing, other = compared(archive)
        if not replace:
            refuse_a_full_portal(other)
        with new_files() as new, transaction.atomic():
            alone()
            before = RecordVersion.objects.values_list("number", flat=True).first() or 0
            put_rows(archive)
            ContentType.objects.clear_cache()
            entries = index.rebuild()
            raise_public_numbers(before)
            put_files(archive, missing, new)
            put_files(archive, other)
        keeping.begin()  # this release may tell the record otherwise than the one that made the backup
        let_the_planner_look()
        return Restored(archive.rows, len(archive.files), entries)


def refuse_other_migrations(archive: Archive) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused("The tables of this release are not made yet. Run: manage.py migrate")
    ours, theirs = set(migrations()), set(archive.manifest["migrations"])
    if newer := sorted(theirs - ours):
        raise Refused(
            f"The backup was made by a newer release ({code_of(archive.manifest)}), which has {', '.join(newer[:3])}. "
            "Install that release first."
        )
    if older := sorted(ours - theirs):
        raise Refused(
            f"The backup was made by an older release ({code_of(archive.manifest)}, {archive.manifest['made_at']}), "
            f"which does not have {', '.join(older[:3])}. Install that release, restore, then upgrade it."
        )


def refuse_a_full_portal(other_files: list[str]) -> None:
    kinds = [*publishable_models(), PublicChange, get_user_model()]
    if full := [model._meta.verbose_name_plural for model in kinds if model._base_manager.exists()]:
        raise Refused(f"There are {', '.join(map(str, full[:3]))} here already. With --replace they are replaced.")
    if other_files:
        raise Refused(f"The storage has another {other_files[0]} already. With --replace it is replaced.")


def compared(archive: Archive) -> tuple[list[str], list[str]]:
    """The files of the archive that the storage does not have, and those that it has otherwise."""
    there = {name: uploads.sha256_of(name) for name in archive.files}
    missing = [name for name, sha256 in there.items() if sha256 is None]
    return missing, [name for name, sha256 in there.items() if sha256 not in (None, archive.files[name]["sha256"])]


@contextmanager
def new_files() -> Iterator[list[str]]:
    """Files whose names are put into the list go again where something fails."""
    names: list[str] = []
    try:
        yield names
    except BaseException:
        for name in names:
            default_storage.delete(name)
        raise


def alone() -> None:
    """Readers see what was there until the end; whoever wants to write waits."""
    take_turn()
    if connection.vendor == "postgresql":
        names = ", ".join(quoted(table.model._meta.db_table) for table in (*tables(), *emptied()))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")


def put_rows(archive: Archive) -> None:
    """References may lead in circles: they are looked at after the last row."""
    for table in (*tables(), *emptied()):
        table.empty()
    for table in tables():
        put_table(archive, table)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise Refused(f"A row names one that is not in the backup: {error}") from error


def put_table(archive: Archive, table: Table) -> None:
    """Raises Refused where what stands in the table afterwards is not, to the byte, what was kept."""
    entry = archive.tables.get(table.name)
    if entry is None or entry["columns"] != table.columns:
        raise Refused(f"The backup has {table.name} with other columns than this release.")
    with archive.open(entry["member"]) as lines:
        count = table.put(lines)
    go_on_after(table, entry["last_key"])
    digest = hashlib.sha256()
    for line in table.lines():
        digest.update(line)
    if (count, digest.hexdigest()) != (entry["parts"], entry["sha256"]):
        raise Refused(f"The rows of {table.name} did not come back as they were kept.")


def put_files(archive: Archive, names: list[str], written: list[str] | None = None) -> None:
    for name in names:
        entry = archive.files[name]
        if written is not None:
            written.append(name)
        with archive.open(entry["member"]) as file:
            uploads.put(name, file, entry["sha256"])


def let_the_planner_look() -> None:
    """PostgreSQL would count the rows by itself, after a minute of slow pages."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
