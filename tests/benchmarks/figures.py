"""What was measured, beside what it may be at most or must be at least."""

from collections.abc import Sequence
from statistics import median, quantiles
from typing import NamedTuple

HOLDS, NARROWLY, MISSED, TOLD = "holds", "holds within the spread", "**missed**", ""


class Figure(NamedTuple):
    """A line of the table; `limit` and `verdict` are empty where no budget says anything."""

    budget: str
    what: str
    value: str
    limit: str = ""
    verdict: str = TOLD


class Spread(NamedTuple):
    low: float
    middle: float
    high: float

    def __str__(self) -> str:
        return f"{self.middle:.3g} ({self.low:.3g} to {self.high:.3g})"


def spread(values: Sequence[float]) -> Spread:
    """The median between the quartiles."""
    if len(values) < 2:
        return Spread(values[0], values[0], values[0])
    low, _middle, high = quantiles(values, n=4)
    return Spread(low, median(values), high)


def at_least(budget: str, what: str, values: Sequence[float], least: float | None, of: str, more: str = "") -> Figure:
    """Shares of something that ran beside it; missed only where the upper quartile is below the limit too."""
    found = spread(values)
    told = f"{found}{more}"
    if least is None:
        return Figure(budget, what, told, f"share of {of}")
    verdict = HOLDS if found.middle >= least else NARROWLY if found.high >= least else MISSED
    return Figure(budget, what, told, f"at least {least:g} {of}", verdict)


def at_most(budget: str, what: str, values: Sequence[float], most: float | None, of: str, more: str = "") -> Figure:
    """Times as long as something that ran beside it; missed only where the lower quartile is above the limit too."""
    found = spread(values)
    told = f"{found}{more}"
    if most is None:
        return Figure(budget, what, told, f"times {of}")
    verdict = HOLDS if found.middle <= most else NARROWLY if found.low <= most else MISSED
    return Figure(budget, what, told, f"at most {most:g} × {of}", verdict)


def exactly(budget: str, what: str, value: float, most: float | None, unit: str, form: str = ",.0f") -> Figure:
    """What does not vary from run to run, or was taken once: one number against a limit."""
    told = f"{value:{form}} {unit}".strip()
    if most is None:
        return Figure(budget, what, told)
    return Figure(budget, what, told, f"at most {most:g} {unit}".strip(), HOLDS if value <= most else MISSED)
