"""The table behind the picture: what each year held."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .lanes import Adopted, Lane


@dataclass(frozen=True)
class Year:
    """A year with the number of meetings of each body, and what was adopted."""

    year: int
    meetings: list[tuple[Lane, int]]
    adopted: list[Adopted]


def years(lanes: Iterable[Lane], adoptions: Iterable[Adopted]) -> list[Year]:
    """The years in which anything happened, the latest first."""
    lanes, adopted = list(lanes), defaultdict(list)
    for one in adoptions:
        if one.date:
            adopted[one.date.year].append(one)
    eventful = {*adopted, *(year for lane in lanes for year in lane.years)}
    return [
        Year(year, [(lane, lane.years[year]) for lane in lanes if year in lane.years], adopted.get(year, []))
        for year in sorted(eventful, reverse=True)
    ]
