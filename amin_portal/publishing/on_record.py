"""Which values stand in a column, found by stepping through its index: as many look-ups as values, not as rows."""

from typing import Any

from django.db import connection, models

NEXT_YEAR = {
    "postgresql": "(date_trunc('year', stepped.value) + interval '1 year')::date",
    "sqlite": "date(stepped.value, 'start of year', '+1 year')",
}


def leads_an_index(model: type[models.Model], name: str) -> bool:
    """Without one, and one of all rows, each step would read the whole table."""
    return any(index.fields[:1] == [name] and index.condition is None for index in model._meta.indexes)


def values_on_record(model: type[models.Model], name: str) -> list[Any]:
    """What stands in the field, of whatever state the records are, as the database says it and in its order."""
    return stepped(model, name, "> stepped.value")


def years_on_record(model: type[models.Model], name: str) -> list[int]:
    """The years of a date, the earliest first."""
    return [int(str(day)[:4]) for day in stepped(model, name, f">= {NEXT_YEAR[connection.vendor]}")]


def stepped(model: type[models.Model], name: str, beyond: str) -> list[Any]:
    """The least value, then always the least `beyond` the last."""
    quoted = connection.ops.quote_name
    column, table = quoted(model._meta.get_field(name).column), quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"""
            WITH RECURSIVE stepped (value) AS (
                SELECT min({column}) FROM {table}
                UNION ALL
                SELECT (SELECT min({column}) FROM {table} WHERE {column} {beyond}) FROM stepped WHERE value IS NOT NULL
            )
            SELECT value FROM stepped WHERE value IS NOT NULL ORDER BY value""")  # noqa: S608
        return [value for (value,) in cursor.fetchall()]
