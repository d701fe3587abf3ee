"""Which reports were known by a day, and which of them is the latest: asked of the database."""

import datetime
from collections.abc import Sequence
from typing import Self

from django.db.models import Case, DateField, F, OrderBy, Q, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from amin_portal.publishing.models.door import PublishableQuerySet, published_and_due
from amin_portal.publishing.partial_dates import over_by
from meetings.models import Meeting


def held_by(day: datetime.date) -> Q:
    """Meetings whose last known day is `day` or before; never one whose date is not known."""
    return over_by("end", day) | Q(end__isnull=True) & over_by("start", day)


def last_day(meeting: Meeting) -> datetime.date | None:
    """The last day that the meeting may have had, by its end or else its start; None where neither is known."""
    date = meeting.end or meeting.start
    return date.last if date else None


IS_TOLD_OF = published_and_due("meeting") & published_and_due("meeting__body")  # the date of another says nothing
MET_ON = Case(When(IS_TOLD_OF, then=Coalesce("meeting__end", "meeting__start")), output_field=DateField())
TOLD_ON = Coalesce("as_of", MET_ON, output_field=DateField())


class ReportQuerySet(PublishableQuerySet):
    """Reports in the order of time: by the day for which they hold, else that of their meeting; undated ones first."""

    def known_by(self, day: datetime.date | None) -> Self:
        """What had been reported on that day; all of them for None.

        A report to a meeting is known from the last day of the meeting on; any other from the last day that its date
        covers. What has neither date was known on no day that can be named.
        """
        return self if day is None else self.filter(known_on(day))

    def latest_first(self) -> Self:
        return self.order_by(*latest_first())

    def latest_of_each(self, subject: str) -> Self:
        """The latest of these reports on each `subject`: "action" or "activity"."""
        place = Window(RowNumber(), partition_by=[F(f"{subject}_id")], order_by=latest_first())
        return self.annotate(place=place).filter(place=1)

    def latest_of_each_stretch(self, subject: str, days: Sequence[datetime.date]) -> Self:
        """The latest on each `subject` that came to be known by each of the days (ascending), not by the one before.

        `stretch` counts those days from 0; what was known by none of them has the number after the last.
        """
        cases = [When(known_on(day), then=Value(number)) for number, day in enumerate(days)]
        reports = self.annotate(stretch=Case(*cases, default=Value(len(days))), met_on=MET_ON, told_on=TOLD_ON)
        by = [F(f"{subject}_id"), F("stretch")]
        return reports.annotate(place=Window(RowNumber(), partition_by=by, order_by=latest_first())).filter(place=1)


def known_on(day: datetime.date) -> Q:
    meetings = Meeting.objects.public()
    dated = meetings.exclude(start=None, end=None)
    to_no_meeting = Q(meeting=None) | ~Q(meeting__in=dated.values("pk"))
    return Q(meeting__in=meetings.filter(held_by(day)).values("pk")) | to_no_meeting & over_by("as_of", day)


def latest_first() -> list[OrderBy]:
    """The order in which the first report is the latest: the same as by `moment`."""
    return [TOLD_ON.desc(nulls_last=True), MET_ON.desc(nulls_last=True), F("pk").desc()]


Moment = tuple[datetime.date, datetime.date, int]


def moment(told_on: datetime.date | None, met_on: datetime.date | None, pk: int) -> Moment:
    """The place of a report in the same order, the latest greatest."""
    return told_on or datetime.date.min, met_on or datetime.date.min, pk
