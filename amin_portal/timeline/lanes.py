"""What happened when, as marks on an axis of years: the meetings of each body, and what was adopted."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from amin_portal.publishing.partial_dates import PartialDate
from documents.models import Document, MeetingDocument
from meetings.models import Body, Meeting
from plans.charts import Axis

LEFT_OUT = (Meeting.Status.CANCELLED, Meeting.Status.POSTPONED)


@dataclass(frozen=True)
class Mark:
    """A place on the axis; `how` is "known", "vague" where only the year is known, "ahead" of what is announced."""

    x: str
    how: str


@dataclass
class Lane:
    """The meetings and events of a body, held jointly with others or alone."""

    body: Body
    marks: list[Mark] = field(default_factory=list)
    years: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    undated: int = 0

    @property
    def total(self) -> int:
        return sum(self.years.values()) + self.undated


def lanes(bodies: Iterable[Body], meetings: Iterable[Meeting], axis: Axis) -> list[Lane]:
    """A lane for each of `bodies` of which a meeting is on record, in their order.

    `meetings` have their body and joint bodies fetched. Marks in the same place are one.
    """
    found = {body.pk: Lane(body) for body in bodies}
    for meeting in meetings:
        for key in {meeting.body_id, *(body.pk for body in meeting.joint_bodies.all())} & found.keys():
            add(found[key], meeting, axis)
    for lane in found.values():
        lane.marks = list(dict.fromkeys(lane.marks))
    return [lane for lane in found.values() if lane.total]


def add(lane: Lane, meeting: Meeting, axis: Axis) -> None:
    if meeting.start is None:
        lane.undated += 1
        return
    lane.years[meeting.start.year] += 1
    known = "vague" if meeting.start.precision == "year" else "known"
    lane.marks.append(Mark(place(meeting.start, axis), known if meeting.status == Meeting.Status.HELD else "ahead"))


def place(date: PartialDate, axis: Axis) -> str:
    """The middle of the day, month or year on the axis."""
    new_year = datetime.date(date.year, 1, 1)
    days = (date.first - new_year).days + (date.last - new_year).days + 1
    return axis.share(date.year - axis.first + days / 2 / 366)


@dataclass(frozen=True)
class Adopted:
    """A document that a meeting adopted, endorsed or signed, and when as far as that is known."""

    document: Document
    meeting: Meeting
    act: str
    date: PartialDate | None
    x: str | None


def adoptions(papers: Iterable[MeetingDocument], axis: Axis) -> list[Adopted]:
    """From papers whose document and meeting are fetched, the earliest first, those without a date last."""
    found = []
    for paper in papers:
        date = paper.date or paper.meeting.start
        x = place(date, axis) if date else None
        found.append(Adopted(paper.document, paper.meeting, paper.get_role_display(), date, x))
    return sorted(found, key=lambda one: (one.date is None, one.date.first if one.date else datetime.date.min))
