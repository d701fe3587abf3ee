"""P11: the dump of many documents beside a floor: their rows in plain SQL, as JSON, in a ZIP."""

import json
import resource
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection
from django.urls import get_resolver

from amin_portal.dumps.making import LEVEL, make
from documents.models import Document

from .figures import HOLDS, MISSED, Figure, exactly

LEAST = 10_000  # records a second
MOST_MEMORY = 16  # megabytes, for any number of records
SITE = "https://minerals.example.org"


def floor(folder: Path) -> None:
    """No door, no relations, no addresses, no table: what any dump of these rows has to do."""
    lines = folder / "floor.jsonl"
    with connection.cursor() as cursor, lines.open("w", encoding="utf-8") as file:
        cursor.execute(f"SELECT * FROM {Document._meta.db_table} ORDER BY id")  # noqa: S608
        names = [column[0] for column in cursor.description]
        while rows := cursor.fetchmany(500):
            told = (dict(zip(names, row, strict=True)) for row in rows)
            file.writelines(json.dumps(one, ensure_ascii=False, default=str) + "\n" for one in told)
    with ZipFile(folder / "floor.zip", "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        archive.write(lines, lines.name)


def taken_by(work: Callable[[Path], object]) -> tuple[float, float]:
    """Seconds of the CPU, and megabytes that the process holds more at most than before."""
    before = resident()
    with tempfile.TemporaryDirectory() as folder:
        start = process_time()
        work(Path(folder))
        return process_time() - start, resident() - before


def resident() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure() -> list[Figure]:
    """The schema, which costs the same for any number of records, is in the dump's time; loading the pages is not."""
    _ = get_resolver().url_patterns
    made: list[dict] = []
    bare, _more = taken_by(floor)
    cpu, more = taken_by(lambda folder: made.append(make(folder, date(2026, 1, 1), SITE)))
    records, limit = sum(one["records"] for one in made[0]["collections"]), f"at least {LEAST:,} a second"
    every, documents = records / cpu, Document.objects.count() / cpu
    of_floor = f"{documents:,.0f} ({bare / cpu:.2f} of plain rows in a ZIP)"
    return [
        Figure("P11", "dump, records of all kinds a second", f"{every:,.0f}", limit, verdict(every)),
        Figure("P11", "dump, documents a second of everything beside them", of_floor, limit, verdict(documents)),
        exactly("P11", "dump, memory beyond that of plain rows", more, MOST_MEMORY, "MB"),
    ]


def verdict(rate: float) -> str:
    return HOLDS if rate >= LEAST else MISSED
