"""`?as_of=`: which past state of a plan is asked for, what of it is left out, and the way from meeting to meeting."""

import datetime
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import DateField, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import FormerSlug
from amin_portal.publishing.models.door import records_visible_to
from amin_portal.publishing.partial_dates import PartialDate, on_or_before
from amin_portal.publishing.refused import Problem
from meetings.models import Meeting

from .models import Action, Adoption, Plan, ProgressReport
from .models.known import held_by, last_day

AS_OF = "as_of"
MOST_MEETINGS = 6  # columns of a drawing and its table that a phone can show


STILL_TO_COME = _("%(name)s is still to come: nobody can say what will be known then.")
NEITHER = _(
    "“%(name)s” is neither a meeting on record nor a date. Name a meeting as its address does (ammin-9), or write "
    "a day, a month or a year: 2023-11-24, 2023-11, 2023."
)
NOT_DATED = _("When the %(name)s was held is not known, so what was known then cannot be told.")


class NoSuchState(Exception):
    """What `as_of` asks for cannot be told; `problem` says why, for people and programs."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem

    @classmethod
    def because(cls, detail: Promise | str) -> Self:
        return cls(Problem(AS_OF, "invalid", str(detail)))


@dataclass(frozen=True)
class AsOf:
    """A moment that a plan is looked at from: `day`, the last of `meeting` or of `date`; `written` in the address."""

    written: str
    day: datetime.date
    meeting: Meeting | None = None
    date: PartialDate | None = None

    @classmethod
    def asked(cls, query: QueryDict) -> Self | None:
        """What the query string asks for; None if it does not. Raises NoSuchState."""
        values = query.getlist(AS_OF)
        if not values:
            return None
        if len(values) > 1:
            raise NoSuchState(Problem.repeated(AS_OF, len(values)))
        return cls.named(values[0].strip())

    @classmethod
    def named(cls, text: str) -> Self:
        """By the slug of a meeting, also a former one, or by a date as far as it matters. Raises NoSuchState."""
        try:
            return cls.on(PartialDate.parse(text), text)
        except ValueError as error:
            reason = str(error)
        meeting = cls.meeting_named(text) if text and "\0" not in text else None
        if meeting is None:
            raise NoSuchState.because(reason if text[:1].isdigit() else NEITHER % {"name": text})
        return cls.at(meeting)

    @staticmethod
    def meeting_named(slug: str) -> Meeting | None:
        meetings = Meeting.objects.public().linked("body")
        if meeting := meetings.filter(slug=slug).first():
            return meeting
        former = FormerSlug.known_record(Meeting, slug)
        return meetings.filter(pk=former.pk).first() if former else None

    @classmethod
    def on(cls, date: PartialDate, written: str = "") -> Self:
        if date.first > timezone.localdate():
            raise NoSuchState.because(STILL_TO_COME % {"name": date})
        return cls(written or date.isoformat(), date.last, date=date)

    @classmethod
    def at(cls, meeting: Meeting) -> Self:
        day = last_day(meeting)
        if day is None:
            raise NoSuchState.because(NOT_DATED % {"name": meeting.short_title})
        if (meeting.start or meeting.end).first > timezone.localdate():
            raise NoSuchState.because(STILL_TO_COME % {"name": meeting.short_title})
        return cls(meeting.slug, day, meeting=meeting)

    @property
    def until(self) -> datetime.date | None:
        """The last day of which anything is shown; None where that day is not over: the state is the present one."""
        return self.day if self.day < timezone.localdate() else None

    @property
    def query(self) -> str:
        """As an address has it: as_of=ammin-9."""
        query = QueryDict(mutable=True)
        query[AS_OF] = self.written
        return query.urlencode()

    def __str__(self) -> str:
        return str(self.meeting.short_title if self.meeting else self.date)


# What of a page is left out


def begun_by(date: PartialDate | None, until: datetime.date | None) -> bool:
    """It may have been there on that day: it is not known to have begun later."""
    return until is None or date is None or date.first <= until


def begun(field: str, until: datetime.date | None) -> Q:
    """The same of rows of the database."""
    return on_or_before(field, PartialDate(until)) | Q(**{field: None}) if until else Q()


def told_by(until: datetime.date | None) -> Q:
    """Actions that could be told of by that day: all lines of the plan itself, and of those that sources tie to it
    the ones that are not known to begin in a later year."""
    if until is None:
        return Q()
    return Q(basis=Action.Basis.OFFICIAL) | Q(start_year=None) | Q(start_year__lte=until.year)


def decided_by(meeting: Meeting | None, date: PartialDate | None, until: datetime.date | None) -> bool:
    """It is known to have been decided on that day: by its own date, or else by that of the meeting."""
    day = date.last if date else meeting and last_day(meeting)
    return until is None or bool(day) and day <= until


def adoption_by(plan: Plan, until: datetime.date | None) -> Adoption | None:
    """How the plan had come into force by that day, as far as that is known."""
    adoption = plan.adoption
    return adoption if adoption and decided_by(adoption.meeting, adoption.on, until) else None


# From meeting to meeting


@dataclass(frozen=True)
class Steps:
    """The `meetings` up to a day to which something was reported, oldest first; the one before that day, and after."""

    meetings: list[Meeting]
    previous: Meeting | None = None
    next: Meeting | None = None

    @property
    def days(self) -> list[datetime.date]:
        """The last days of the meetings."""
        return [last_day(meeting) for meeting in self.meetings]

    @property
    def latest(self) -> Meeting | None:
        return self.meetings[-1] if self.meetings else None


def reports_of(plan: Plan, viewer: Any = None) -> QuerySet:
    """Every report on the plan, its actions and its activities."""
    about = Q(plan=plan) | Q(action__plan=plan) | Q(activity__plan=plan)
    return records_visible_to(viewer, ProgressReport).filter(about)


def steps(plan: Plan, day: datetime.date | None, viewer: Any = None) -> Steps:
    """Where one can step to from the state on that day (None: now)."""
    told = Meeting.objects.public().filter(pk__in=reports_of(plan, viewer).order_by().values("meeting")).linked("body")
    told = told.exclude(start=None, end=None).alias(on=Coalesce("end", "start", output_field=DateField()))
    until = told.filter(held_by(day or timezone.localdate())).order_by("-on", "-pk")
    meetings = sorted(until[:MOST_MEETINGS], key=last_day)
    if day is None:
        return Steps(meetings, meetings[-1] if meetings else None)
    earlier = [meeting for meeting in meetings if last_day(meeting) < day]
    after = told.exclude(pk__in=until.values("pk")).order_by("on", "pk")[:MOST_MEETINGS]
    return Steps(meetings, earlier[-1] if earlier else None, min(after, key=last_day, default=None))


class AsKnown:
    """Mixin of a page of one record that can be asked for as it was known at a meeting or on a day."""

    as_of: AsOf | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.as_of = AsOf.asked(request.GET)
        except NoSuchState as error:
            return render(request, "plans/no_such_state.html", {"detail": error.problem.detail}, status=404)
        return super().get(request, *args, **kwargs)

    @property
    def until(self) -> datetime.date | None:
        return self.as_of and self.as_of.until

    @property
    def seen_by(self) -> Any:
        """Whose eyes the parts of the record are looked at with: of staff in a preview, else of everybody (None)."""
        return self.viewer if self.preview else None

    @property
    def plan(self) -> Plan:
        return self.object if isinstance(self.object, Plan) else self.object.plan

    @cached_property
    def steps(self) -> Steps:
        return steps(self.plan, self.as_of and self.as_of.day, self.seen_by)

    def get_context_data(self, **kwargs: Any) -> dict:
        """Adds `as_of`, `until`, `steps`; `at` and `and_at` are the end of each address in that state."""
        return super().get_context_data(
            as_of=self.as_of,
            until=self.until,
            at=f"?{self.as_of.query}" if self.as_of else "",
            and_at=f"&{self.as_of.query}" if self.as_of else "",
            steps=self.steps,
            **kwargs,
        )
