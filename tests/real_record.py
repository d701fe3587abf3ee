"""The real record for tests: loaded once by each process of the run, then put back as the rows that the load made."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from amin_portal.reference_data.loading import Result, load

Rows = dict[str, object]

VIRTUAL = {"search_words": "rowid, names, text", "search_spellings": "rowid, word"}  # of SQLite: asked, not copied
first: tuple[Result, Rows] | None = None
known_columns: dict[str, list[str]] = {}


def bring() -> Result:
    """Fill an empty portal, inside a transaction that the caller rolls back."""
    global first
    if first is None:
        before = {table: content(table) for table in tables()}
        result = load()
        after = {table: content(table) for table in tables()}
        first = result, {table: rows for table, rows in after.items() if rows != before[table]}
    else:
        for table, rows in first[1].items():
            put(table, rows)
        set_sequences()
    connection.check_constraints()  # now, and not at the end of each test anew
    return first[0]


def tables() -> Iterator[str]:
    names = set(connection.introspection.table_names())
    virtual = VIRTUAL if connection.vendor == "sqlite" else {}
    yield from sorted(name for name in names if not any(name.startswith(f"{one}_") for one in virtual))


def content(table: str) -> object:
    """All rows as the database writes them, through no type of Python."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                return b"".join(bytes(block) for block in copy)
        cursor.execute(f'SELECT {", ".join(f"+{name}" for name in columns(cursor, table))} FROM "{table}"')  # noqa: S608
        return cursor.fetchall()


def set_sequences() -> None:
    """Behind the last keys: PostgreSQL does not roll them back, wherever a restoration has set them since."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def put(table: str, rows: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(rows)
            return
        names = columns(cursor, table)
        places = ", ".join(["%s"] * len(names))
        cursor.executemany(f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({places})', rows)  # noqa: S608


def columns(cursor, table: str) -> list[str]:
    if table in VIRTUAL:
        return VIRTUAL[table].split(", ")
    if table not in known_columns:
        described = connection.introspection.get_table_description(cursor, table)
        known_columns[table] = [f'"{one.name}"' for one in described]
    return known_columns[table]
