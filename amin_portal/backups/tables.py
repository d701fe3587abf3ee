"""What of the database a backup holds, and how a row is written so that both databases read the same from it.

A row is a line of JSON: the values of the table's columns in the order of `Table.columns`. Equal rows make equal lines
on either database, so that a table that was put back can be compared with what was kept by one checksum.
"""

import base64
import datetime
import decimal
import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models
from django.db.models import Value

from .refused import Refused

AT_ONCE = 1000  # rows that are in memory
WITH_EXPONENT = 1e16  # floats from here on are written with one
MADE_ANEW = ("sessions.session", "search.entry", "search.facets")
"""Left out: people log in again, and the search is built from the record."""


class Table:
    """The table of one model, its rows read and written without any of the model's own rules."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name: str = model._meta.label_lower
        self.fields = model._meta.concrete_fields
        self.columns = [field.attname for field in self.fields]

    def lines(self) -> Iterator[bytes]:
        """Every row, in the order of its key."""
        rows = self.model._base_manager.order_by("pk").values_list(*self.columns)
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield written(row).encode() + b"\n"

    def empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {quoted(self.model._meta.db_table)}")  # noqa: S608

    def put(self, lines: Iterable[bytes]) -> int:
        """Write the rows of these lines and say how many there were. Raises Refused where one cannot be kept."""
        readers, count, remaining = [reader(field) for field in self.fields], 0, iter(lines)
        names = ", ".join(quoted(field.column) for field in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        statement = f"INSERT INTO {quoted(self.model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
        while some := list(islice(remaining, AT_ONCE)):
            try:
                rows = [self._row(readers, line) for line in some]
                with connection.cursor() as cursor:
                    cursor.executemany(statement, rows)
            except (DatabaseError, ValidationError, ValueError, TypeError) as error:
                raise Refused(
                    f"Rows {count + 1} to {count + len(some)} of {self.name} cannot be kept: {error}"
                ) from error
            count += len(some)
        return count

    def _row(self, readers: list[Callable[[Any], Any]], line: bytes) -> list[Any]:
        return [read(value) for read, value in zip(readers, json.loads(line), strict=True)]


def tables() -> list[Table]:
    """Those that a backup holds."""
    return [Table(model) for model in own_tables() if model._meta.label_lower not in MADE_ANEW]


def emptied() -> list[Table]:
    """Those that are left out, and empty after the way back."""
    return [Table(model) for model in own_tables() if model._meta.label_lower in MADE_ANEW]


def own_tables() -> list[type[models.Model]]:
    found = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return [model for model in found if not model._meta.proxy]


def plain(value: Any) -> str:
    """A value that JSON has no type for. Raises TypeError for one of which nobody has thought."""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()  # with microseconds
    if isinstance(value, uuid.UUID | decimal.Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} is not known here")


encode = json.JSONEncoder(default=plain, sort_keys=True, separators=(",", ":")).encode


def written(row: Any) -> str:
    """PostgreSQL knows no exponents in JSON: what SQLite keeps as 1e+16 is a whole number there, so on paper too."""
    line = encode(row)
    return encode(in_full(row)) if "e+" in line else line


def in_full(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value) if abs(value) >= WITH_EXPONENT else value
    if isinstance(value, dict):
        return {key: in_full(one) for key, one in value.items()}
    return [in_full(one) for one in value] if isinstance(value, list | tuple) else value


def reader(field: models.Field) -> Callable[[Any], Any]:
    """Turns a value of a line into what the database is given."""
    if isinstance(field, models.JSONField):
        null = None if field.null else Value(None, models.JSONField())
        return lambda value: field.get_db_prep_save(null if value is None else value, connection)
    if isinstance(field, models.BinaryField):
        return lambda value: None if value is None else base64.b64decode(value)
    return lambda value: None if value is None else field.get_db_prep_save(field.to_python(value), connection)


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
