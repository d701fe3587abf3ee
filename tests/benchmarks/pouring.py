"""Rows into tables in the quickest way that each database has, and a checksum of what was poured."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, Model

AT_ONCE = 5_000

Row = dict[str, Any]


class Pouring:
    """Goes past save(), signals and history. The checksum is of the rows as they were given, so of no database."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.filled: list[type[Model]] = []

    @property
    def checksum(self) -> str:
        return self.digest.hexdigest()[:12]

    def pour(self, model: type[Model], rows: Iterable[Row]) -> None:
        """Each row names the same columns (`body_id`); every other column gets the default of its field."""
        rows = iter(rows)
        while some := list(islice(rows, AT_ONCE)):
            self.digest.update(repr((model._meta.label, [*some[0]], [[*row.values()] for row in some])).encode())
            columns = [
                field for field in model._meta.concrete_fields if field.attname in some[0] or not field.primary_key
            ]
            write(model._meta.db_table, [field.column for field in columns], prepared(columns, some))
        self.filled.append(model)

    def finish(self) -> None:
        """Where keys were given, the next one comes after them."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), self.filled):
                cursor.execute(statement)
        settle()


def settle() -> None:
    """What PostgreSQL does by itself some minutes after many changes, where nobody has turned that off."""
    can_tidy = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if can_tidy else "ANALYZE")


def prepared(columns: list[Field], rows: list[Row]) -> Iterator[list[Any]]:
    """The values as the database takes them; what is the same in all rows is prepared once."""
    usual = [field.get_db_prep_save(field.get_default(), connection) for field in columns]
    given = [(place, field) for place, field in enumerate(columns) if field.attname in rows[0]]
    for row in rows:
        values = usual.copy()
        for place, field in given:
            values[place] = field.get_db_prep_save(row[field.attname], connection)
        yield values


def write(table: str, columns: list[str], rows: Iterable[list[Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608
