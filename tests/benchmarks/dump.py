"""The dump of many documents beside a floor: their rows in plain SQL, as JSON, in a ZIP. CPU time of the process."""

import json
import resource
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection

from amin_portal.dumps.making import LEVEL, make
from documents.models import Document


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


def seconds(work: Callable[[Path], object]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        start = process_time()
        work(Path(folder))
        return process_time() - start


def table(documents: int) -> Iterator[str]:
    """Rows of Markdown; the schema, which costs the same for any number of records, is in the dump's time."""
    yield "| way | documents | CPU seconds | documents a second | share of the floor | memory at most, MB |"
    yield "|---|---|---|---|---|---|"
    bare = seconds(floor)
    for name, taken in (
        ("floor: rows, JSON, ZIP", bare),
        ("dump", seconds(lambda folder: make(folder, date(2026, 1, 1), "https://minerals.example.org"))),
    ):
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        rate = documents / taken
        yield f"| {name} | {documents} | {taken:.1f} | {rate:.0f} | {bare / taken:.2f} | {memory} |"
