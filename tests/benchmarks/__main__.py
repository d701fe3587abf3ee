"""`python -m tests.benchmarks [documents] [--only unchanged|search|dump]`: tables on standard output.

A database is made for each table, in a file as a served one is, and taken down again.
"""

import os
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import django


def lists_that_are_known(documents: int) -> Iterator[str]:
    from django.db import connection

    from . import unchanged

    yield f"{connection.vendor}: the portal's own record\n"
    yield from unchanged.table()


def search_among_many(documents: int) -> Iterator[str]:
    from django.db import connection

    from . import corpus, search

    start = perf_counter()
    checksum = corpus.build(documents)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield f"{connection.vendor}: {documents} documents, checksum {checksum}, made in {perf_counter() - start:.0f} s\n"
    yield from search.table()


def everything_in_one_file(documents: int) -> Iterator[str]:
    from django.db import connection

    from . import corpus, dump

    checksum = corpus.build(documents)
    yield f"{connection.vendor}: {documents} documents, checksum {checksum}\n"
    yield from dump.table(documents)


TABLES = {"unchanged": lists_that_are_known, "search": search_among_many, "dump": everything_in_one_file}


def show(table: Callable[[int], Iterator[str]], documents: int) -> None:
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        made = setup_databases(verbosity=0, interactive=False)
        try:
            for row in table(documents):
                print(row, flush=True)
        finally:
            teardown_databases(made, verbosity=0)
    print()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amin_portal.settings.test")
    django.setup()
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=100_000)
    parser.add_argument("--only", choices=TABLES)
    asked = parser.parse_args()
    for name, table in TABLES.items():
        if asked.only in (None, name):
            show(table, asked.documents)
