"""What stands in a cell: text that no spreadsheet takes for a formula, and that comes back as it was."""

import datetime
import re
from typing import Any

from django.utils import timezone

from amin_portal.publishing.partial_dates import PartialDate

Cell = str | int | float | None

FORMULA = re.compile(r"'*[=+\-@\t\r]")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XLSX can hold them
LONGEST = 32_767  # characters in a cell of an XLSX
CUT = "… (cut: the CSV has all of it)"
YES, NO = "yes", "no"


def guarded(value: Cell) -> Cell:
    """With an apostrophe before text that a spreadsheet would run; see OWASP, "CSV Injection"."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def plain(value: Any) -> Cell:
    """A value of a record as text or number, the same in every language: dates as far as they are known."""
    if isinstance(value, bool):
        return YES if value else NO
    if value is None or isinstance(value, int | float | str):
        return value
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    if isinstance(value, PartialDate | datetime.date):
        return value.isoformat()
    return str(value)


def fit_for_xlsx(value: Cell) -> Cell:
    """Without what no XLSX can hold."""
    if not isinstance(value, str):
        return value
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT


def alike(one: Cell, other: Cell) -> bool:
    """Whether two guarded cells hold the same, whatever the way through a file does to line ends and the like."""
    return _settled(one) == _settled(other)


def _settled(cell: Cell) -> str:
    text = fit_for_xlsx("" if cell is None else str(cell))
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
