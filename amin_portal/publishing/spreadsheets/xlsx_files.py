"""Reads the first sheet of an XLSX: what is typed there, dates as far as they are shown, and no formula."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .cells import plain
from .sheets import Refused, Sheet, Taken, sheet_of

UNPACKED = 100 * 1024**2  # bytes: a hundred times the largest sheet that is taken here
MEMBERS = 2_000
MACROS = re.compile(r"vbaProject\.bin$|/macrosheets/", re.IGNORECASE)
NOT_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')  # of the format of a number: what is not of its code
PIECE = 2**16


def sheet_of_xlsx(content: bytes, most_rows: int | None) -> Sheet:
    """The first sheet. Raises Refused where the file is broken, hostile, or laid out for the eye."""
    _refuse_before_opening(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that are not read
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not shown:
                raise Refused(_("The file has no sheet."))
            _refuse_merged_cells(book, shown[0])
            shown[0].reset_dimensions()  # some programs write wrong ones
            others = tuple(sheet.title for sheet in shown[1:])
            return sheet_of(_lines(shown[0]), most_rows, passed_over=others)
    except Refused:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise Refused(_("This Excel file is broken: open it, save it again and choose it anew.")) from error


def _refuse_before_opening(content: bytes) -> None:
    """From the list of members alone: nothing is unpacked yet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused(_("This Excel file is broken: open it, save it again and choose it anew.")) from error
    names = {member.filename for member in members}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise Refused(_("This is neither an Excel file (.xlsx) nor a CSV."))
    if any(MACROS.search(name) for name in names):
        raise Refused(_("This file holds macros: save it as .xlsx, which holds none."))
    if len(members) > MEMBERS or sum(member.file_size for member in members) > UNPACKED:
        raise Refused(_("This file claims to unpack to an absurd size."))


def _refuse_merged_cells(book: Any, sheet: Any) -> None:
    with book._archive.open(sheet._worksheet_path) as part:
        end = b""
        while piece := part.read(PIECE):
            if b"mergeCell " in end + piece:
                raise Refused(_("The sheet has merged cells: undo the merging, so that each row says all of its own."))
            end = piece[-10:]


def _lines(sheet: Any) -> Iterator[list[Taken]]:
    for cells in sheet.iter_rows():
        yield [_taken(cell) for cell in cells]


def _taken(cell: Any) -> Taken:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return ValidationError(_("This cell holds a formula: put its value there instead (copy, paste values)."))
    if cell.data_type == "e":
        return ValidationError(_("This cell holds an error of Excel: %(error)s.") % {"error": value})
    if isinstance(value, datetime.datetime):
        return _as_far_as_shown(value, cell.number_format)
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(plain(value))


def _as_far_as_shown(day: datetime.datetime, number_format: str) -> str:
    """Excel makes 1 December 2005 of "Dec 2005", but shows no day then: what it shows is what is known."""
    letters = NOT_LETTERS.sub("", number_format).split(";")[0].lower()
    if "d" in letters or "y" not in letters:
        return f"{day:%Y-%m-%d}"
    return f"{day:%Y-%m}" if "m" in letters else f"{day:%Y}"
