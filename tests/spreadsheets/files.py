"""Spreadsheets as staff bring them."""

import csv
import io
import zipfile
from typing import Any

from django.contrib.auth.models import User
from openpyxl import Workbook, load_workbook

from amin_portal.publishing.spreadsheets.columns import columns_of
from amin_portal.publishing.spreadsheets.exporting import rows_of
from amin_portal.publishing.spreadsheets.headings import Headings
from amin_portal.publishing.spreadsheets.importing import Import, Outcome
from amin_portal.publishing.spreadsheets.reading import read
from amin_portal.publishing.spreadsheets.resources import RecordResource
from amin_portal.publishing.spreadsheets.writing import as_csv, as_xlsx
from tests.factories.accounts import SuperuserFactory


def csv_of(*lines: list[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def xlsx_of(*lines: list[Any], formats: dict[str, str] | None = None, merged: str = "", others: tuple = ()) -> bytes:
    """`formats` are those of single cells: {"B2": "mmm-yy"}."""
    book = Workbook()
    for line in lines:
        book.active.append(line)
    for cell, number_format in (formats or {}).items():
        book.active[cell].number_format = number_format
    if merged:
        book.active.merge_cells(merged)
    for name in others:
        book.create_sheet(name)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_member(content: bytes, name: str, part: bytes) -> bytes:
    """The same archive with one part more."""
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return file.getvalue()


def without_member(content: bytes, name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(file, "w") as archive:
        for member in whole.infolist():
            if member.filename != name:
                archive.writestr(member, whole.read(member))
    return file.getvalue()


def lines_of(content: bytes) -> list[list[Any]]:
    """What Excel shows of a file that we wrote."""
    if content.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(content)).active
        return [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


def exported(resource: type[RecordResource], kind: str = "csv") -> bytes:
    model = resource._meta.model
    columns = columns_of(model, "https://minerals.example.org")
    headings, rows = [column.column_name for column in columns], rows_of(model.objects.order_by("pk"), columns)
    return b"".join(as_csv(headings, rows)) if kind == "csv" else as_xlsx(headings, rows, "all")


def task(resource: type[RecordResource], content: bytes, user: User | None = None) -> Import:
    sheet = read(content, "utf-8", 2_000, Headings(resource, []).knows)
    return Import(resource, sheet, "list.csv", user or SuperuserFactory())


def look(resource: type[RecordResource], *lines: list[Any]) -> Outcome:
    return task(resource, csv_of(*lines)).look()


def write(resource: type[RecordResource], *lines: list[Any]) -> Outcome:
    return task(resource, csv_of(*lines)).write()


def said(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Cell, column and message of each problem."""
    return [(problem.cell or f"row {problem.row}", problem.column, problem.message) for problem in outcome.problems]


def changes(outcome: Outcome) -> list[tuple]:
    """Row, column, old and new of each change."""
    return [(effect.number, *change) for effect in outcome.effects for change in effect.changes]
