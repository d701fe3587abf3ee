"""What was read from a file: headings and rows of text.

A cell that cannot be taken is a ValidationError in the place of its text: all the others are read all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_COLUMNS = 200
MOST_LINES = 20_000  # empty ones too, where the rows are limited

Taken = str | ValidationError


class Refused(ValidationError):
    """A file that is not taken, and why."""


@dataclass(frozen=True)
class Row:
    """A row that is not empty; `number` is the one that the spreadsheet shows beside it: the headings are row 1."""

    number: int
    cells: list[Taken]


@dataclass(frozen=True)
class Sheet:
    """`passed_over` are the names of further sheets in the file, which are not read."""

    headings: list[str]
    rows: list[Row]
    passed_over: tuple[str, ...] = ()


def sheet_of(lines: Iterable[list[Taken]], most_rows: int | None, passed_over: tuple[str, ...] = ()) -> Sheet:
    """The sheet with these lines, read no further than needed to see that there are more than `most_rows`.

    Raises Refused for too many, or none.
    """
    numbered = enumerate(lines, start=1)
    headings = _headings(next(numbered, (1, []))[1])
    rows: list[Row] = []
    for number, line in numbered:
        if most_rows is not None and number > MOST_LINES:
            raise Refused(
                _("The sheet goes on after row %(number)d. Delete the empty rows below your own.")
                % {"number": MOST_LINES}
            )
        cells = without_empty_end(line)
        if cells and len(rows) == most_rows:
            raise Refused(too_many_rows(most_rows))
        if cells:
            rows.append(Row(number, cells))
    if not rows:
        raise Refused(_("The file has no row below the names of the columns."))
    return Sheet(headings, rows, passed_over)


def too_many_rows(most: int) -> str:
    message = _(
        "The file has more than %(most)d rows. Divide it, or hand it to whoever runs the portal: "
        "manage.py import_spreadsheet takes any number."
    )
    return message % {"most": most}


def without_empty_end(line: list[Taken]) -> list[Taken]:
    cells = list(line)
    while cells and isinstance(cells[-1], str) and not cells[-1].strip():
        cells.pop()
    return cells


def _headings(line: list[Taken]) -> list[str]:
    headings = without_empty_end(line)
    if not headings:
        raise Refused(_("The first row must hold the names of the columns."))
    if len(headings) > MOST_COLUMNS:
        raise Refused(_("The first row names more than %(most)d columns.") % {"most": MOST_COLUMNS})
    for heading in headings:
        if isinstance(heading, ValidationError):
            raise Refused(_("Row 1: %(reason)s") % {"reason": " ".join(heading.messages)})
    return [str(heading).strip() for heading in headings]
