"""What meetings, outcomes, bodies and parties can be filtered by, on pages and in the API."""

from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.facets import (
    KindFilter,
    LinkedChoiceFilter,
    YearFilter,
    slug_choices,
)
from amin_portal.publishing.filters import Ordering, PartialDateFilter, RecordFilter

from .models import AgendaItem, Body, Meeting, Outcome, Party


class BodyFilter(RecordFilter):
    text_fields = ("acronym", "name", "mandate", "former_names__name")
    compared = ("established", "concluded", "periodicity_months")

    kind = KindFilter(choices=Body.Kind, label=_("Kind"))
    parent = LinkedChoiceFilter(slug_choices(Body), label=_("Reports to"))
    ordering = Ordering("position", "acronym", "name")

    class Meta(RecordFilter.Meta):
        model = Body
        fields: list[str] = []

    def filter_text(self, queryset, name, value):
        return super().filter_text(queryset, name, value).distinct()


class PartyFilter(RecordFilter):
    text_fields = ("name", "acronym", "cooperation", "ministry", "aliases")
    compared = ("member_from",)

    kind = KindFilter(choices=Party.Kind, label=_("Kind"))
    body = LinkedChoiceFilter(slug_choices(Body), field_name="bodies", label=_("Takes part in"))
    ordering = Ordering("name", "kind", "member_from")

    class Meta(RecordFilter.Meta):
        model = Party
        fields = ["country_code"]


class MeetingFilter(RecordFilter):
    text_fields = ("title", "summary", "city", "body__acronym", "body__name")
    compared = ("ordinal", "start", "end")

    body = LinkedChoiceFilter(slug_choices(Body), label=_("Body"))
    kind = KindFilter(choices=Meeting.Kind, label=_("Kind"))
    host = LinkedChoiceFilter(slug_choices(Party), label=_("Host"))
    mode = KindFilter(choices=Meeting.Mode, label=_("Mode"))
    status = KindFilter(choices=Meeting.Status, label=_("Status"))
    year = YearFilter(field_name="start", end="end")
    start__gte = PartialDateFilter(field_name="start", lookup_expr="gte", label=_("From"))
    start__lte = PartialDateFilter(field_name="start", lookup_expr="lte", label=_("Until"))
    ordering = Ordering("start", "title", "ordinal", "updated_at")

    class Meta(RecordFilter.Meta):
        model = Meeting
        fields = ["ordinal"]


class AgendaItemFilter(RecordFilter):
    text_fields = ("title", "note")

    meeting = LinkedChoiceFilter(slug_choices(Meeting), label=_("Meeting"))
    ordering = Ordering("position", "title")

    class Meta(RecordFilter.Meta):
        model = AgendaItem
        fields: list[str] = []


class OutcomeFilter(RecordFilter):
    text_fields = ("text",)
    compared = ("due",)

    kind = KindFilter(choices=Outcome.Kind, label=_("Kind"))
    body = LinkedChoiceFilter(slug_choices(Body), field_name="meeting__body", label=_("Body"))
    meeting = LinkedChoiceFilter(slug_choices(Meeting), label=_("Meeting"))
    follow_up = KindFilter(choices=Outcome.FollowUp, label=_("Follow-up"))
    year = YearFilter(field_name="meeting__start", end="meeting__end")
    ordering = Ordering(("meeting__start", "date"), "kind", "updated_at")

    class Meta(RecordFilter.Meta):
        model = Outcome
        fields: list[str] = []
