"""`python -m tests.benchmarks [documents]`: a table on standard output; the database is made for it and taken down."""

import os
import sys
from time import perf_counter

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amin_portal.settings.test")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from . import corpus, search

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    made = setup_databases(verbosity=0, interactive=False)
    try:
        start = perf_counter()
        checksum = corpus.build(number)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{connection.vendor}: {number} documents, checksum {checksum}, made in {perf_counter() - start:.0f} s\n")
        for row in search.table():
            print(row, flush=True)
    finally:
        teardown_databases(made, verbosity=0)
