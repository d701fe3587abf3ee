"""Where plans lie in time, as drawings show it: each in its own period, and beside each other on one axis of years.

Places on an axis are percentages of its width, written as SVG takes them ("12.5%"): text, so that no language puts its
own decimal sign into them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Plan

MOST_CELLS = 20  # a longer period is told in words alone
MOST_TICKS = 8  # as many written years stand clear of each other on a phone
STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class YearCell:
    """A year of a period, which is "past", "now" or "ahead"."""

    year: int
    place: str


@dataclass(frozen=True)
class Standing:
    """Where a plan stands in its period: in words, and the years of it that are known; `goes_on` if its end is not."""

    words: str
    years: tuple[YearCell, ...] = ()
    goes_on: bool = False


def standing(start_year: int | None, end_year: int | None, this_year: int) -> Standing:
    """Where `this_year` lies in the period of a plan; either end of the period may be unknown (None)."""
    years = cells(start_year, end_year or max(start_year, this_year), this_year) if start_year else ()
    return Standing(standing_in_words(start_year, end_year, this_year), years, goes_on=bool(years) and not end_year)


def cells(first: int, last: int, this_year: int) -> tuple[YearCell, ...]:
    """The years from `first` to `last`, both included; none where they are too many to be told apart."""
    if last - first >= MOST_CELLS:
        return ()
    years = range(first, last + 1)
    return tuple(
        YearCell(year, "past" if year < this_year else "ahead" if year > this_year else "now") for year in years
    )


def standing_in_words(start_year: int | None, end_year: int | None, this_year: int) -> str:
    """ "Year 1 of 5", or what can be said instead."""
    if end_year and end_year < this_year:
        return _("Its period ended in %(year)s") % {"year": end_year}
    if start_year and start_year > this_year:
        return _("Its period begins in %(year)s") % {"year": start_year}
    if start_year and end_year:
        numbers = {"number": this_year - start_year + 1, "count": end_year - start_year + 1}
        return _("Year %(number)s of %(count)s") % numbers
    if start_year:
        return _("Since %(year)s; no end is on record") % {"year": start_year}
    if end_year:
        return _("Until %(year)s; its beginning is not known") % {"year": end_year}
    return _("Its period is not known")


@dataclass(frozen=True)
class Tick:
    """A year written on an axis, and where the middle of it is."""

    year: int
    x: str
    is_now: bool


@dataclass(frozen=True)
class Stretch:
    """From one place on an axis to another."""

    x: str
    end: str
    width: str


@dataclass(frozen=True)
class Axis:
    """The years from `first` to `last`, both included, each as wide as the next."""

    first: int
    last: int

    def share(self, years: float) -> str:
        """So many years as a part of the whole width."""
        return f"{round(100 * years / (self.last + 1 - self.first), 1):g}%"

    def middle(self, year: int) -> str:
        return self.share(year + 0.5 - self.first)

    def stretch(self, begin: int, end: int) -> Stretch:
        """From the beginning of one year to the beginning of another, which may be the earlier one."""
        return Stretch(self.share(begin - self.first), self.share(end - self.first), self.share(abs(end - begin)))

    def ticks(self, this_year: int) -> list[Tick]:
        """The years to write: round ones, and this year, which takes the place of those too close to it."""
        span = self.last - self.first
        step = next((step for step in STEPS if span < step * MOST_TICKS), STEPS[-1])
        clear = max(1, span / (MOST_TICKS + 1))
        round_years = [year for year in range(self.first, self.last + 1) if year % step == 0]
        years = sorted({this_year, *(year for year in round_years if abs(year - this_year) >= clear)})
        return [Tick(year, self.middle(year), year == this_year) for year in years]

    def period(self, plan: Plan, this_year: int) -> tuple[Stretch | None, Stretch | None]:
        """The years that the plan is known to cover, and, from their open side outwards, those that it may cover."""
        start, end = plan.start_year, plan.end_year
        if start and end:
            return self.stretch(start, end + 1), None
        if start:
            known = max(start, this_year) + 1
            return self.stretch(start, known), self.stretch(known, self.last + 1)
        if end:
            return self.stretch(end, end + 1), self.stretch(end, self.first)
        return None, None


@dataclass(frozen=True)
class Row:
    """A plan on an axis: the years it covers, those it may cover, the year of its adoption and the middle of that."""

    plan: Plan
    is_part: bool
    in_force: bool
    known: Stretch | None
    possible: Stretch | None
    adopted: str | None
    adopted_in: int | None


@dataclass(frozen=True)
class Timeline:
    """Plans beside each other on one axis of years."""

    axis: Axis
    ticks: list[Tick]
    rows: list[Row]


def timeline(plans: Iterable[Plan], this_year: int, others: Iterable[int] = ()) -> Timeline | None:
    """`plans` (what their adoption is made of fetched) on an axis of all their years and this one; parts below wholes.

    `others` are years of what else stands on the axis. None where no year is known of anything.
    """
    found = [(plan, is_part, adoption_year(plan)) for plan, is_part in parts_below_wholes(plans)]
    years = {year for plan, _part, adopted in found for year in (plan.start_year, plan.end_year, adopted) if year}
    years |= set(others)
    if not years:
        return None
    axis = Axis(min(years | {this_year}), max(years | {this_year}))
    rows = [row(axis, plan, is_part, adopted, this_year) for plan, is_part, adopted in found]
    return Timeline(axis, axis.ticks(this_year), rows)


def row(axis: Axis, plan: Plan, is_part: bool, adopted: int | None, this_year: int) -> Row:
    known, possible = axis.period(plan, this_year)
    return Row(plan, is_part, covers(plan, this_year), known, possible, adopted and axis.middle(adopted), adopted)


def covers(plan: Plan, year: int) -> bool:
    """Whether the plan is known to be in force in that year; the same as `PlanQuerySet.in_force`."""
    return bool(plan.start_year) and plan.start_year <= year <= (plan.end_year or year)


def adoption_year(plan: Plan) -> int | None:
    """The year in which the plan was adopted, by the date of the act or else by that of the meeting."""
    adoption = plan.adoption
    date = adoption and (adoption.on or (adoption.meeting and adoption.meeting.start))
    return date.year if date else None


def parts_below_wholes(plans: Iterable[Plan]) -> Iterator[tuple[Plan, bool]]:
    """The plans in the given order, but what is part of another (True) directly below it."""
    plans = {plan.pk: plan for plan in plans}
    parts = defaultdict(list)
    for plan in plans.values():
        parts[plan.part_of_id if plan.part_of_id in plans else None].append(plan)

    def below(whole: int | None) -> Iterator[tuple[Plan, bool]]:
        for plan in parts.pop(whole, ()):
            yield plan, whole is not None
            yield from below(plan.pk)

    yield from below(None)
    while parts:  # plans that are part of each other: nothing in the database forbids it
        yield from below(next(iter(parts)))
