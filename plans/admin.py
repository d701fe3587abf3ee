"""The desk for plans, their items and the reports on them."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.admin import PartInline, RecordAdmin
from amin_portal.publishing.spreadsheets.admin import Imported

from .continuation.desk import continuations_page
from .models import Action, Activity, Plan, ProgressReport, StrategicArea
from .report_sheet.desk import report_sheet_page
from .report_sheet.lists import GroundsFilter, PlanFilter
from .report_sheet.one import ReportForm
from .resources import ActionResource, ActivityResource


class StrategicAreaInline(PartInline):
    model = StrategicArea
    fields = [("number", "state"), "name", "name_basis", "objective", "lead_body", "sources"]
    autocomplete_fields = ["lead_body"]


class ReportInline(PartInline):
    """The reports on the plan, action or activity whose form this is."""

    model = ProgressReport
    form = ReportForm
    fields = [
        ("as_of", "status", "state"),
        ("percent", "completed", "total"),
        "narrative",
        "meeting",
        ("evidence", "reason_without_evidence"),
        "sources",
    ]
    autocomplete_fields = ["meeting", "evidence"]


@admin.register(Plan)
class PlanAdmin(RecordAdmin):
    list_display = ["__str__", "title", "kind", "start_year", "end_year", "part_of", "state", "is_public", "updated_at"]
    list_select_related = ["part_of"]
    list_filter = ["kind", "state"]
    bulk_fields = ["kind", "part_of"]
    search_fields = ["code", "title", "slug"]
    autocomplete_fields = [
        "part_of",
        "predecessor",
        "supports",
        "document",
        "outcomes",
        "adopted_at",
        "drafting_lead",
    ]
    inlines = [StrategicAreaInline, ReportInline]
    fieldsets = [
        (None, {"fields": [("code", "kind"), "title", "theme", ("start_year", "end_year"), "summary"]}),
        (_("Text and adoption"), {"fields": ["document", "outcomes", ("adopted_at", "adopted_on"), "adoption_note"]}),
        (_("Other plans"), {"fields": [("part_of", "phase"), "predecessor", "supports"]}),
        (_("Vision"), {"fields": ["vision", "vision_basis", "drafting_lead"]}),
        (
            _("Counts that a source gives"),
            {
                "fields": [
                    ("reported_areas", "reported_actions"),
                    ("reported_actions_completed", "reported_activities"),
                    "reported_sources",
                ]
            },
        ),
        (_("Notes"), {"fields": ["notes"]}),
    ]

    def get_urls(self) -> list:
        def report_sheet(request: HttpRequest, plan_id: int) -> HttpResponse:
            return report_sheet_page(request, self, plan_id)

        def continuations(request: HttpRequest, plan_id: int) -> HttpResponse:
            return continuations_page(request, self, plan_id)

        view = self.admin_site.admin_view
        pages = [
            path("<int:plan_id>/reports/", view(report_sheet), name="plans_plan_reports"),
            path("<int:plan_id>/continuations/", view(continuations), name="plans_plan_continuations"),
        ]
        return [*pages, *super().get_urls()]


class PlanItemAdmin(RecordAdmin):
    list_select_related = ["plan"]


@admin.register(StrategicArea)
class StrategicAreaAdmin(PlanItemAdmin):
    list_display = ["name", "number", "plan", "lead_body", "state", "is_public"]
    list_select_related = ["plan", "lead_body"]
    list_filter = ["plan", "state"]
    bulk_fields = ["name_basis", "lead_body"]
    search_fields = ["name", "plan__code", "plan__title"]
    autocomplete_fields = ["plan", "lead_body"]
    fieldsets = [(None, {"fields": ["plan", ("number", "name"), "name_basis", "objective", "lead_body"]})]


@admin.register(Action)
class ActionAdmin(Imported, PlanItemAdmin):
    import_resource = ActionResource
    list_display = ["title", "code", "plan", "area", "basis", "state", "is_public"]
    list_select_related = ["plan", "area"]
    list_filter = ["plan", "basis", "is_cross_cutting", "state"]
    bulk_fields = ["area", "leads", "body", "basis", "is_cross_cutting"]
    search_fields = ["title", "code", "plan__code", "plan__title"]
    autocomplete_fields = ["plan", "area", "leads", "body", "mandate", "continues"]
    inlines = [ReportInline]
    fieldsets = [
        (
            None,
            {"fields": ["plan", ("area", "is_cross_cutting"), ("code", "position"), "title", "description", "basis"]},
        ),
        (_("Who and when"), {"fields": ["leads", "body", ("start_year", "end_year")]}),
        (_("Thread"), {"fields": ["mandate", "continues"]}),
        (_("Result"), {"fields": ["measure", "target", "outputs"]}),
    ]


@admin.register(Activity)
class ActivityAdmin(Imported, PlanItemAdmin):
    import_resource = ActivityResource
    list_display = ["title", "kind", "plan", "start", "city", "country", "state", "is_public"]
    list_select_related = ["plan", "country"]
    list_filter = ["plan", "kind", "link_basis", "is_online", "state"]
    bulk_fields = ["area", "leads", "kind", "country", "link_basis"]
    search_fields = ["title", "summary", "city", "plan__code", "plan__title"]
    date_hierarchy = "start"
    autocomplete_fields = [
        "plan",
        "area",
        "action",
        "also_serves",
        "country",
        "leads",
        "partners",
        "event",
        "documents",
        "continues",
    ]
    inlines = [ReportInline]
    fieldsets = [
        (None, {"fields": [("plan", "link_basis"), ("area", "action"), "also_serves", "title", "kind", "summary"]}),
        (_("When and where"), {"fields": [("start", "end"), ("city", "country", "is_online")]}),
        (_("Who"), {"fields": ["leads", "partners"]}),
        (_("Thread"), {"fields": ["event", "documents", "continues"]}),
    ]


@admin.register(ProgressReport)
class ProgressReportAdmin(RecordAdmin):
    form = ReportForm
    list_display = ["subject", "as_of", "status", "meeting", "state", "is_public"]
    list_select_related = ["plan", "action", "activity", "meeting"]
    list_filter = [PlanFilter, "status", GroundsFilter, "state"]
    bulk_fields = ["meeting"]
    search_fields = ["narrative", "plan__code", "plan__title", "action__title", "activity__title"]
    date_hierarchy = "as_of"
    autocomplete_fields = ["plan", "action", "activity", "meeting", "evidence"]
    fieldsets = [
        (_("About one of these"), {"fields": ["plan", "action", "activity"]}),
        (None, {"fields": [("as_of", "status"), ("percent", "completed", "total"), "narrative", "meeting"]}),
        (_("Evidence"), {"fields": ["evidence", "reason_without_evidence"]}),
    ]
