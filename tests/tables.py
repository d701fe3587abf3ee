"""The tables of the tests, made from the models and not by replaying each migration: 1.5 s of CPU a worker, not 6.

That migrations lead to the models is checked by `makemigrations --check`; that they run, by the suite of the browser,
on both databases.
"""

from functools import cache
from typing import Any

from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import QuerySet

OURS = ("amin_portal.", "meetings.", "documents.", "plans.")


def write_what_migrations_write() -> None:
    """The rows that our migrations bring along; and each of them is remembered as applied."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for migration in migrations():
        recorder.record_applied(migration.app_label, migration.name)
    write_rows_again()


def write_rows_again() -> None:
    """The rows that our migrations bring along, after a test that empties every table."""
    for migration in migrations():
        if migration.__module__.startswith(OURS):
            for operation in migration.operations:
                if isinstance(operation, RunPython):
                    operation.code(apps, connection.schema_editor())


@cache
def migrations() -> list[Migration]:
    """All of them, each after those that it builds on."""
    graph = MigrationLoader(None).graph
    plan = [step for leaf in graph.leaf_nodes() for step in graph.forwards_plan(leaf)]
    return [graph.nodes[key] for key in dict.fromkeys(plan)]


def behind_the_back(records: QuerySet, **values: Any) -> None:
    """Straight into the table, where no version grows, as no part of the portal does: what was answered goes."""
    records.update(**values)
    caches["answers"].clear()
