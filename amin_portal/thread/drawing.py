"""The thread as a picture: its lines in time, each kind of record in a lane of its own.

It shows nothing that the list does not say. Places are thousandths of the width and pixels of the height; what is drawn
alike is one path.
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
from plans.charts import Axis, Tick
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
WIDTH = 1000
PLANNED = 2


@dataclass(frozen=True)
class Mark:
    """A record at its date: a dot, or, for a plan, its years as a bar of some `width`. `y` is the middle, in pixels."""

    x: int
    y: int
    width: int = 0

    @property
    def path(self) -> str:
        return f"M{self.x} {self.y}h{self.width}"


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
    """`dots`, `bars` and `links` between them are paths; `start` is that of the record whose thread it is, if dated."""

    height: int
    lanes: list[Lane]
    ticks: list[Tick]
    dots: str
    bars: str
    links: str
    start: Mark | None

    @property
    def grid(self) -> str:
        """The middle of each lane, from end to end."""
        return "".join(f"M0 {lane.y}h{WIDTH}" for lane in self.lanes)

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
    marks = {record: mark(record, axis, heights[record]) for record in spans}
    others = [mark for record, mark in marks.items() if record is not start]
    return Picture(
        height=max(heights.values()) + LANE_HEIGHT - MIDDLE + FOOT,
        lanes=[*lanes.values()],
        ticks=[tick for tick in axis.ticks(timezone.localdate().year) if axis.first <= tick.year <= axis.last],
        dots="".join(mark.path for mark in others if not mark.width),
        bars="".join(mark.path for mark in others if mark.width),
        links="".join(
            link(marks[above], marks[below]) for above, below in pairs(thread) if {above, below} <= spans.keys()
        ),
        start=marks.get(start),
    )


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


def mark(record: Publishable, axis: Axis, y: int) -> Mark:
    if isinstance(record, Plan):
        first, last = years(record)
        x = place(first, axis)
        return Mark(x, y, place(last + 1, axis) - x)
    return Mark(place(moment(date_of(record)), axis), y)


def place(year: float, axis: Axis) -> int:
    """Where a moment lies on the axis."""
    return round(WIDTH * (year - axis.first) / (axis.last + 1 - axis.first))


def link(above: Mark, below: Mark) -> str:
    return f"M{above.x} {above.y}L{below.x} {below.y}"


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
