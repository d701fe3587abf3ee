"""Queries that are asked again and again with other keys: compiled once, and made into records without a query set.

To compile the conditions of the door takes many times as long as the database needs to answer.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any

from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

KEYS = [-20_050_804]
"""Stands in a query for keys that are given when it is asked: `public_records(Outcome).filter(meeting__in=KEYS)`."""


class Compiled:
    """A query set of whole records in which KEYS stand once. Whatever else it says is said for good.

    It is asked of the database that may be read from at the time. What is joined by `select_related` comes along.
    """

    def __init__(self, records: QuerySet) -> None:
        self.model = records.model
        compiler = records.query.get_compiler(using=records.db)
        statement, values = compiler.as_sql()
        pieces = statement.split("%s")
        if len(pieces) != len(values) + 1 or values.count(*KEYS) != 1:
            raise ValueError(f"The keys have no one place in {statement}")
        place = values.index(*KEYS)
        self.before, self.after = "%s".join(pieces[: place + 1]), "%s".join(pieces[place + 1 :])
        self.values_before, self.values_after = values[:place], values[place + 1 :]
        columns = compiler.klass_info["select_fields"]
        self.names = [compiler.select[column][0].target.attname for column in columns]
        self.start, self.end = columns[0], columns[-1] + 1
        self.key = self.start + self.names.index(self.model._meta.pk.attname)
        self.beside = list(compiler.annotation_col_map.values())
        self.converters = compiler.get_converters([column for column, *_alias in compiler.select])
        self.joined = cache(partial(get_related_populators, compiler.klass_info, compiler.select))

    def records(self, keys: Sequence[Any]) -> list[Model]:
        return [record for record, *_beside in self.rows(keys)]

    def rows(self, keys: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Each record, and what was annotated beside it; one that is found several times is one object."""
        if not keys:
            return
        statement = ", ".join(["%s"] * len(keys)).join((self.before, self.after))
        connection, known = connections[router.db_for_read(self.model)], {}
        with connection.cursor() as cursor:
            cursor.execute(statement, (*self.values_before, *keys, *self.values_after))
            found = cursor.fetchall()
        for row in found:
            if row[self.key] not in known:
                known[row[self.key]] = self.made(row, connection)
            yield known[row[self.key]], *(row[place] for place in self.beside)

    def made(self, row: Sequence[Any], connection: Any) -> Model:
        values = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        record = self.model.from_db(connection.alias, self.names, values[self.start : self.end])
        for related in self.joined(connection.alias):
            related.populate(values, record)
        return record
