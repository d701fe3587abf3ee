"""The last key that each table has given: no later row may get the key, and with it the history, of a deleted one.

The public numbers are raised further. What was told after the backup was made is not in it, and nobody may take what
is told next for that: so both go on from the clock, which no counting of changes overtakes.
"""

import time

from django.db import connection, models

from amin_portal.publishing.models import PublicChange, RecordVersion

from .tables import Table, quoted


def last_key(table: Table) -> int | None:
    """None where keys are not counted."""
    key = table.model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT last_value, is_called FROM {sequence_of(table)}")  # noqa: S608
            value, is_called = cursor.fetchone()
            return value if is_called else 0
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.model._meta.db_table])
        row = cursor.fetchone()
        return row[0] if row else 0


def go_on_after(table: Table, last: int | None) -> None:
    """The next key is greater than `last`, than all that are there, and than all that were given here before."""
    if last is None:
        return
    highest = table.model._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0
    last = max(last, highest, last_key(table) or 0)
    if not last:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(%s, %s)", [sequence_of(table), last])
            return
        name = table.model._meta.db_table
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last, name])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, last])


def sequence_of(table: Table) -> str:
    options = table.model._meta
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted(options.db_table), options.pk.column])
        return cursor.fetchone()[0]


def raise_public_numbers(before: int) -> None:
    """The version of the record and the cursor of its changes; `before` is the version that was public here."""
    now = int(time.time())
    version, _is_new = RecordVersion.objects.get_or_create(pk=1)
    RecordVersion.objects.filter(pk=1).update(number=max(now, version.number + 1, before + 1))
    go_on_after(Table(PublicChange), now)
