"""Rows of cells as CSV or XLSX. Nothing here knows of records: pages and API may write theirs with it too.

openpyxl is imported where an Excel file is at hand, here and beside: it takes 12 MB of a worker, and most never see
one.
"""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .cells import Cell, fit_for_xlsx, guarded

AT_ONCE = 500  # rows that are sent in one piece
WIDTH = 18  # of a column, in letters
BOM = codecs.BOM_UTF8


@dataclass(frozen=True)
class Format:
    """A kind of file. `most_rows` is how many it is made for, None any number."""

    name: str
    media_type: str
    most_rows: int | None = None

    def __str__(self) -> str:
        return self.name.upper()


CSV = Format("csv", "text/csv; charset=utf-8")
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", most_rows=20_000)
FORMATS = {format.name: format for format in (XLSX, CSV)}


class _Line:
    """Takes what the writer of CSV writes, and hands it back."""

    def write(self, line: str) -> str:
        return line


def as_csv(
    headings: Iterable[str], rows: Iterable[Iterable[Cell]], bom: bool = True, guard: bool = True
) -> Iterator[bytes]:
    """The file in pieces. Excel takes a byte order mark for UTF-8; programs want none, and no guards."""
    writer = csv.writer(_Line())
    piece = [writer.writerow(headings)]
    yield BOM if bom else b""
    for row in rows:
        piece.append(writer.writerow([guarded(cell) for cell in row] if guard else row))
        if len(piece) == AT_ONCE:
            yield "".join(piece).encode()
            piece.clear()
    yield "".join(piece).encode()


def as_xlsx(
    headings: Iterable[str], rows: Iterable[Iterable[Cell]], sheet_name: str, typed_as_text: bool = False
) -> bytes:
    """The whole file. `typed_as_text` keeps Excel from making days of the dates that people type into it."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_name[:31])
    sheet.freeze_panes = "A2"
    headings = list(headings)
    for number in range(1, len(headings) + 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = WIDTH
        if typed_as_text:
            column.number_format = "@"
    sheet.append([_heading(sheet, name) for name in headings])
    for row in rows:
        sheet.append([fit_for_xlsx(guarded(cell)) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _heading(sheet: Any, name: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell
