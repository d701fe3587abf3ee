"""The thread as a picture: its lines in time, each kind of record in a lane of its own.

It shows nothing that the list does not say. Places are percentages of the width and pixels of the height.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.partial_dates import PartialDate
from documents.models import Document
from meetings.models import Meeting, Outcome
from plans.charts import Axis, Stretch, Tick
from plans.models import Activity, Plan, ProgressReport

from .dates import date_of
from .telling import Thread

LANES = (
    (_("Decided"), (Meeting, Outcome)),
    (_("Written"), (Document,)),
    (_("Planned"), (Plan,)),
    (_("Done"), (Activity,)),
    (_("Reported"), (ProgressReport,)),
)
FEWEST = 3  # fewer marks show nothing that a line of text does not
LANE_HEIGHT, MIDDLE, FOOT, BAR = 32, 22, 20, 8
PLANNED = 2


@dataclass(frozen=True)
class Mark:
    """A record at its date: a dot at `x`, or, for a plan, its years as a `bar`. `y` is the middle, in pixels."""

    y: int
    x: str
    bar: Stretch | None = None
    is_start: bool = False


@dataclass(frozen=True)
class Line:
    """From the record of a line of the list to the one above it."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True)
class Lane:
    name: str | Promise
    top: int

    @property
    def y(self) -> int:
        """Its middle."""
        return self.top + MIDDLE

    @property
    def words(self) -> int:
        """Where its name stands."""
        return self.top + MIDDLE - 12


@dataclass(frozen=True)
class Picture:
    lanes: list[Lane]
    marks: list[Mark]
    lines: list[Line]
    ticks: list[Tick]

    @property
    def height(self) -> int:
        return max(mark.y for mark in self.marks) + LANE_HEIGHT - MIDDLE + FOOT

    @property
    def shows_start(self) -> bool:
        return any(mark.is_start for mark in self.marks)

    @property
    def foot(self) -> int:
        return self.height - 5


def draw(thread: Thread) -> Picture | None:
    """The picture of a thread; None where too little of it has a date."""
    start = thread.graph.start
    spans = {record: span for record in (start, *(step.record for step in thread.steps)) if (span := years(record))}
    if len(spans) < FEWEST:
        return None
    axis = Axis(min(first for first, _last in spans.values()), max(last for _first, last in spans.values()))
    lanes = lanes_of(spans)
    heights = {record: lanes[lane_of(record)].y for record in spans}
    heights |= {plan: lanes[PLANNED].y + row * BAR for row, plan in enumerate(plans_among(spans))}
    marks = {record: mark(record, axis, heights[record], record is start) for record in spans}
    lines = [
        Line(marks[above].x, marks[above].y, marks[below].x, marks[below].y)
        for above, below in pairs(thread)
        if above in marks and below in marks
    ]
    ticks = [tick for tick in axis.ticks(timezone.localdate().year) if axis.first <= tick.year <= axis.last]
    return Picture([*lanes.values()], [*marks.values()], lines, ticks)


def lanes_of(records: Iterable[Publishable]) -> dict[int, Lane]:
    """One below the other, those of them that are needed; in that of the plans each has a bar of its own."""
    lanes, top = {}, 0
    for kind in sorted({lane_of(record) for record in records}):
        lanes[kind] = Lane(LANES[kind][0], top)
        top += LANE_HEIGHT + (BAR * (len(plans_among(records)) - 1) if kind == PLANNED else 0)
    return lanes


def plans_among(records: Iterable[Publishable]) -> list[Plan]:
    """The earliest first."""
    return sorted((record for record in records if isinstance(record, Plan)), key=years)


def lane_of(record: Publishable) -> int | None:
    return next((kind for kind, (_name, models) in enumerate(LANES) if isinstance(record, models)), None)


def years(record: Publishable) -> tuple[int, int] | None:
    """The first and the last year that a record takes up in the picture; None where it has no place in it."""
    date = date_of(record)
    if date is None or lane_of(record) is None:
        return None
    return date.year, (isinstance(record, Plan) and record.end_year) or date.year


def mark(record: Publishable, axis: Axis, y: int, is_start: bool) -> Mark:
    if isinstance(record, Plan):
        first, last = years(record)
        bar = axis.stretch(first, last + 1)
        return Mark(y, bar.x, bar, is_start)
    return Mark(y, axis.share(moment(date_of(record)) - axis.first), None, is_start)


def moment(date: PartialDate) -> float:
    """The middle of a date, in years: 2023.5 for 2023."""
    middle = date.first + (date.last - date.first) / 2
    return middle.year + (middle - datetime.date(middle.year, 1, 1)).days / 366


def pairs(thread: Thread) -> Iterator[tuple[Publishable, Publishable]]:
    """Each record of the list with the one above it."""
    for step in thread.before + thread.after:
        yield thread.graph.start, step.record
    for step in thread.steps:
        for below in step.below:
            yield step.record, below.record
