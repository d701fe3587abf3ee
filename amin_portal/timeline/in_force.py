"""In which years plans were in force: where there was none, and where several ran beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from plans.charts import Axis, Stretch
from plans.models import Plan


@dataclass(frozen=True)
class Run:
    """Years one after the other in which the same `plans` were in force; `possible` may be, as no end is on record."""

    first: int
    last: int
    plans: tuple[Plan, ...]
    possible: tuple[Plan, ...]
    place: Stretch

    @property
    def kind(self) -> str:
        """One of "none", "one", "several", and "open" where only an open end may reach so far."""
        if not self.plans:
            return "open" if self.possible else "none"
        return "several" if len(self.plans) > 1 else "one"

    @property
    def years(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"

    @property
    def count(self) -> int:
        return self.last - self.first + 1


def runs(plans: Iterable[Plan], axis: Axis, this_year: int) -> list[Run]:
    """The years of the axis from the first to the last that any plan covers, divided where the plans change.

    A part stands for itself only in years that its whole does not cover: the phases of a plan are no overlap.
    """
    plans = [plan for plan in plans if plan.start_year]
    if not plans:
        return []
    end = max(plan.end_year or max(plan.start_year, this_year) for plan in plans) + 1
    changes = {plan.start_year for plan in plans} | {plan.end_year + 1 for plan in plans if plan.end_year}
    begin = min(plan.start_year for plan in plans)
    firsts = sorted(year for year in {*changes, this_year + 1, end} if begin <= year <= end)
    pieces = [(first, following - 1) for first, following in pairwise(firsts)]
    together = groupby(pieces, key=lambda piece: in_force(plans, piece[0], this_year))
    return [run(list(pieces), *found, axis) for found, pieces in together]


def run(pieces: list[tuple[int, int]], plans: tuple[Plan, ...], possible: tuple[Plan, ...], axis: Axis) -> Run:
    first, last = pieces[0][0], pieces[-1][1]
    return Run(first, last, plans, possible, axis.stretch(first, last + 1))


def in_force(plans: Iterable[Plan], year: int, this_year: int) -> tuple[tuple[Plan, ...], tuple[Plan, ...]]:
    """The plans that cover the year, and those that may: nobody knows how far into the future an open end reaches."""
    covering = [plan for plan in plans if plan.start_year <= year <= (plan.end_year or year)]
    keys = {plan.pk for plan in covering}
    wholes = [plan for plan in covering if plan.part_of_id not in keys]
    certain = tuple(plan for plan in wholes if plan.end_year or year <= max(this_year, plan.start_year))
    return certain, tuple(plan for plan in wholes if plan not in certain)


def spans(kind: str, found: Iterable[Run]) -> str:
    """The years of all runs of a kind in words: "1999 to 2004, 2027"; what follows on each other is taken together."""
    joined: list[tuple[int, int]] = []
    for one in found:
        if one.kind == kind and joined and joined[-1][1] == one.first - 1:
            joined[-1] = joined[-1][0], one.last
        elif one.kind == kind:
            joined.append((one.first, one.last))
    words = (_("%(first)s to %(last)s") if first < last else "%(first)s" for first, last in joined)
    return ", ".join(word % {"first": first, "last": last} for word, (first, last) in zip(words, joined, strict=True))
