"""What plans, their items and the reports on them can be filtered by, on pages and in the API."""

from collections.abc import Iterable

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.facets import KindFilter, LinkedChoiceFilter, Row, YearFilter, slug_choices
from amin_portal.publishing.filters import Ordering, PartialDateFilter, RecordFilter, UidFilter
from documents.models import Document
from meetings.models import Body, Meeting, Party

from .as_of import AsOf, NoSuchState
from .models import Action, Activity, Plan, ProgressReport, StrategicArea


class PeriodFilter(YearFilter):
    """Plans whose period covers the year; one without an end goes on, and is offered up to the last year in sight."""

    def filter(self, queryset: QuerySet, value: int | None) -> QuerySet:
        return queryset if value is None else queryset.in_force(value)

    @property
    def columns(self) -> tuple[str, ...]:
        return "start_year", "end_year"

    def spans(self, rows: Iterable[Row]) -> list[tuple[int, int, int]]:
        in_sight = max([timezone.localdate().year, *(end for _start, end, _number in rows if end)])
        return [(start, end or in_sight, number) for start, end, number in rows]


class PlanFilter(RecordFilter):
    text_fields = ("code", "title", "theme", "summary", "vision")
    compared = ("start_year", "end_year")

    kind = KindFilter(choices=Plan.Kind, label=_("Kind"))
    year = PeriodFilter(field_name="start_year", label=_("In force in"))
    part_of = LinkedChoiceFilter(slug_choices(Plan), label=_("Part of"))
    document = LinkedChoiceFilter(slug_choices(Document), label=_("Text"))
    ordering = Ordering("start_year", "title", "kind", "updated_at")

    class Meta(RecordFilter.Meta):
        model = Plan
        fields: list[str] = []


class StrategicAreaFilter(RecordFilter):
    text_fields = ("name", "objective")
    compared = ("number",)

    plan = LinkedChoiceFilter(slug_choices(Plan), label=_("Plan"))
    lead_body = LinkedChoiceFilter(slug_choices(Body), label=_("Lead body"))
    ordering = Ordering("number", "name")

    class Meta(RecordFilter.Meta):
        model = StrategicArea
        fields: list[str] = []


class ActionFilter(RecordFilter):
    text_fields = ("code", "title", "description")
    compared = ("start_year", "end_year")

    plan = LinkedChoiceFilter(slug_choices(Plan), label=_("Plan"))
    area = UidFilter("area", label=_("Strategic area (uid)"))
    lead = LinkedChoiceFilter(slug_choices(Party), field_name="leads", label=_("Led by"))
    basis = KindFilter(choices=Action.Basis, label=_("Basis"))
    ordering = Ordering("position", "title", "start_year", "updated_at")

    class Meta(RecordFilter.Meta):
        model = Action
        fields = ["is_cross_cutting"]


class ActivityFilter(RecordFilter):
    text_fields = ("title", "summary", "city")
    compared = ("start", "end")

    plan = LinkedChoiceFilter(slug_choices(Plan), label=_("Plan"))
    area = UidFilter("area", label=_("Strategic area (uid)"))
    action = UidFilter("action", label=_("Action (uid)"))
    kind = KindFilter(choices=Activity.Kind, label=_("Kind"))
    country = LinkedChoiceFilter(slug_choices(Party), label=_("Country"))
    partner = LinkedChoiceFilter(slug_choices(Party), field_name="partners", label=_("Partner"))
    event = LinkedChoiceFilter(slug_choices(Meeting), label=_("Event"))
    year = YearFilter(field_name="start", end="end")
    start__gte = PartialDateFilter(field_name="start", lookup_expr="gte", label=_("From"))
    start__lte = PartialDateFilter(field_name="start", lookup_expr="lte", label=_("Until"))
    ordering = Ordering("start", "title", "updated_at")

    class Meta(RecordFilter.Meta):
        model = Activity
        fields = ["is_online"]


class AsOfField(forms.CharField):
    """Takes a meeting or a date, as pages do."""

    def to_python(self, value: str | None) -> AsOf | None:
        text = super().to_python(value)
        try:
            return AsOf.named(text) if text else None
        except NoSuchState as error:
            raise ValidationError(error.problem.detail, code="invalid") from error


class KnownByFilter(django_filters.Filter):
    """Reports that were known at a meeting, or on a date."""

    field_class = AsOfField
    described = (
        "what had been reported by the end of a meeting (by its slug), or of a day, month or year; without what has no "
        "date.",
        {"type": "string"},
        "2023-11",
    )

    def filter(self, queryset: QuerySet, value: AsOf | None) -> QuerySet:
        return queryset.known_by(value.until) if value else queryset


class ProgressReportFilter(RecordFilter):
    text_fields = ("narrative",)
    compared = ("as_of", "percent")

    plan = LinkedChoiceFilter(slug_choices(Plan), method="filter_plan", label=_("Plan or any item of it"))
    action = UidFilter("action", label=_("Action (uid)"))
    activity = UidFilter("activity", label=_("Activity (uid)"))
    status = KindFilter(choices=ProgressReport.Status, label=_("Status"))
    meeting = LinkedChoiceFilter(slug_choices(Meeting), label=_("Reported to"))
    as_of = KnownByFilter(label=_("Known by"))
    as_of__gte = PartialDateFilter(field_name="as_of", lookup_expr="gte", label=_("From"))
    as_of__lte = PartialDateFilter(field_name="as_of", lookup_expr="lte", label=_("Until"))
    ordering = Ordering("as_of", "status", "updated_at")

    class Meta(RecordFilter.Meta):
        model = ProgressReport
        fields: list[str] = []

    def filter_plan(self, queryset, name, plan):
        """Reports on the plan itself, its actions and its activities."""
        return queryset.filter(Q(plan=plan) | Q(action__plan=plan) | Q(activity__plan=plan))
