"""Calendars to subscribe to: of a list of meetings, of a body, of one meeting."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amin_portal.publishing.conditional import unchanged_since_version
from amin_portal.publishing.filters import Problem, RecordFilter
from amin_portal.publishing.twins import ListTwin, RecordTwin, in_words

from .calendars import LINKED, Names, answer, calendar_file
from .filters import MeetingFilter
from .models import Body, Meeting
from .views import MeetingList


class WithoutCancelled(django_filters.ChoiceFilter):
    """`cancelled=hide` leaves cancelled meetings out; without it they stay, so that those who had them see it."""

    def __init__(self) -> None:
        super().__init__(choices=[("hide", gettext_lazy("left out"))], label=gettext_lazy("Cancelled"))

    def filter(self, queryset: QuerySet, value: str | None) -> QuerySet:
        return queryset.exclude(status=Meeting.Status.CANCELLED) if value else queryset


class MeetingCalendarFilter(MeetingFilter):
    cancelled = WithoutCancelled()


class BodyCalendarFilter(RecordFilter):
    cancelled = WithoutCancelled()

    class Meta(RecordFilter.Meta):
        model = Meeting
        fields: list[str] = []


class MeetingListCalendar(ListTwin):
    """The list of meetings, narrowed as its page is."""

    page = MeetingList
    filterset_class = MeetingCalendarFilter
    linked = LINKED

    def answer(self, filterset: RecordFilter) -> HttpResponse:
        absolute = self.request.build_absolute_uri
        title = in_words(_("ASEAN minerals meetings"), filterset)
        names = Names(title, self.page_address(filterset), absolute())
        return answer(calendar_file(filterset.qs.on_known_days(), names, absolute), "meetings")


class BodyCalendar(RecordTwin):
    """The meetings of a body, those too that others held jointly with it."""

    model = Body

    def problems(self) -> list[Problem]:
        return self.filterset.problems()

    @cached_property
    def filterset(self) -> BodyCalendarFilter:
        meetings = Meeting.objects.public().linked(*LINKED).on_known_days()
        return BodyCalendarFilter(self.request.GET, queryset=meetings, request=self.request)

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponse:
        body, absolute = self.object, self.request.build_absolute_uri
        held = Meeting.joint_bodies.through.objects.filter(body=body).values("meeting")
        meetings = self.filterset.qs.filter(Q(body=body) | Q(pk__in=held))
        title = _("Meetings of %(body)s") % {"body": body.acronym}
        names = Names(title, absolute(body.get_absolute_url()), absolute())
        return answer(calendar_file(meetings, names, absolute), body.slug)


class MeetingCalendar(RecordTwin):
    """One meeting; empty where its day is not known, so that it goes from where it stood before."""

    model = Meeting
    linked = LINKED

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponse:
        meeting, absolute = self.object, self.request.build_absolute_uri
        names = Names(str(meeting), absolute(meeting.get_absolute_url()), absolute())
        return answer(calendar_file([meeting], names, absolute), meeting.slug)


meetings = unchanged_since_version(MeetingListCalendar.as_view())
body = unchanged_since_version(BodyCalendar.as_view())
meeting = unchanged_since_version(MeetingCalendar.as_view())
