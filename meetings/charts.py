"""In which years each body met, as far as the record knows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from .models import Body, Meeting

YEARS_TOGETHER = 5
YEAR_WIDTH = 12  # pixels, in the strip of dots of a column


@dataclass(frozen=True)
class Cell:
    """The meetings of a body in the years of one column, from the first to the last.

    `once` and `more_often` are the years with one meeting and with several, as places in a strip of dots (pixels).
    """

    first: int
    last: int
    count: int = 0
    once: tuple[int, ...] = ()
    more_often: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row:
    """A body with its meetings by column; `total` counts those without a date too."""

    body: Body
    cells: list[Cell]
    total: int


@dataclass(frozen=True)
class MeetingYears:
    """Bodies by columns of five years (the first and the last of each); `undated` meetings stand in no column."""

    columns: list[tuple[int, int]]
    rows: list[Row]
    undated: int


def held_by_body(meetings: QuerySet[Meeting]) -> list[tuple[int, int | None]]:
    """One entry per meeting held and body that held it, alone or jointly: the body's key and the year, if known."""
    held = meetings.filter(status=Meeting.Status.HELD).order_by()
    found = {
        (meeting, body, start and start.year)
        for meeting, *bodies, start in held.values_list("pk", "body", "joint_bodies", "start")
        for body in bodies
        if body
    }
    return [(body, year) for _meeting, body, year in found]


def meeting_years(bodies: Iterable[Body], held: Iterable[tuple[int, int | None]]) -> MeetingYears | None:
    """How many meetings each of `bodies` held in which years, from what `held_by_body` found.

    None where no meeting of theirs has a date.
    """
    counts = {body: Counter() for body in bodies}
    by_key = {body.pk: body for body in counts}
    for key, year in held:
        if key in by_key:
            counts[by_key[key]][year] += 1
    years = {year for of_body in counts.values() for year in of_body if year}
    if not years:
        return None
    columns = five_years(min(years), max(years))
    rows = [row(body, columns, of_body) for body, of_body in counts.items()]
    return MeetingYears(columns, rows, undated=sum(of_body[None] for of_body in counts.values()))


def five_years(first: int, last: int) -> list[tuple[int, int]]:
    """Columns from the one with the `first` year to the one with the `last`: 1996 to 2000, 2001 to 2005 and so on."""
    start = first - (first - 1) % YEARS_TOGETHER
    return [(year, year + YEARS_TOGETHER - 1) for year in range(start, last + 1, YEARS_TOGETHER)]


def row(body: Body, columns: list[tuple[int, int]], counts: Counter[int | None]) -> Row:
    """The meetings of one body, counted by year, in their columns."""
    return Row(body, [cell(first, last, counts) for first, last in columns], counts.total())


def cell(first: int, last: int, counts: Counter[int | None]) -> Cell:
    """The meetings of the years from `first` to `last`, from those of all years."""
    found = {year: counts[year] for year in range(first, last + 1) if year in counts}
    places = {year: (year - first) * YEAR_WIDTH + YEAR_WIDTH // 2 for year in found}
    once = tuple(places[year] for year, count in found.items() if count == 1)
    more_often = tuple(places[year] for year, count in found.items() if count > 1)
    return Cell(first, last, sum(found.values()), once, more_often)
