"""The tables of the tests, made from the models and not by replaying each migration: 1.5 s of CPU a worker, not 17.

That migrations lead to the models is checked by `makemigrations --check`; that they run, by the suite of the browser,
on both databases.
"""

from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OURS = ("amin_portal.", "meetings.", "documents.", "plans.")


def write_what_migrations_write() -> None:
    """The rows that our migrations bring along; and each of them is remembered as applied."""
    loader = MigrationLoader(None)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    plan = [step for leaf in loader.graph.leaf_nodes() for step in loader.graph.forwards_plan(leaf)]
    for key in dict.fromkeys(plan):
        recorder.record_applied(*key)
        migration = loader.graph.nodes[key]
        if migration.__module__.startswith(OURS):
            for operation in migration.operations:
                if isinstance(operation, RunPython):
                    operation.code(apps, connection.schema_editor())
