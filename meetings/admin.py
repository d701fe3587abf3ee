"""The desk for parties, bodies and meetings; a meeting's form holds its agenda, outcomes and papers."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.admin import OneAfterTheOther, OvertakenFormSet, PartInline, RecordAdmin, SeenForm
from amin_portal.publishing.models.transitions import may_write
from amin_portal.publishing.spreadsheets.admin import Exported, Imported
from documents.admin import MeetingPaperInline

from .models import AgendaItem, Body, FormerName, Meeting, Outcome, Party
from .next_meeting.desk import next_meeting_page
from .oddities import oddities
from .resources import MeetingResource


@admin.register(Party)
class PartyAdmin(RecordAdmin):
    list_display = ["name", "acronym", "kind", "country_code", "state", "is_public", "updated_at"]
    list_filter = ["kind", "state", "bodies"]
    bulk_fields = ["kind"]
    search_fields = ["name", "acronym", "aliases"]
    autocomplete_fields = ["bodies"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "acronym", "aliases", "cooperation", "bodies", "note"]}),
        (
            _("Countries"),
            {
                "fields": [
                    "country_code",
                    "member_from",
                    "capital",
                    "ministry",
                    "geological_survey",
                    "other_institutions",
                ]
            },
        ),
    ]


class WithItsBody:
    """Names have no state: they are as public as their body, and written by whoever may write that."""

    def has_change_permission(self, request: HttpRequest, obj: Body | FormerName | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Body | FormerName | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._may_write(request, obj)

    def _may_write(self, request: HttpRequest, obj: Body | FormerName | None) -> bool:
        body = obj.body if isinstance(obj, FormerName) else obj
        return body is None or may_write(request.user, body)


class FormerNameInline(WithItsBody, admin.TabularInline):
    model = FormerName
    form = SeenForm
    formset = OvertakenFormSet
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Body | None = None) -> bool:
        return super().has_add_permission(request, obj) and self._may_write(request, obj)


@admin.register(FormerName)
class FormerNameAdmin(WithItsBody, OneAfterTheOther, Exported):
    """Names are added in the form of their body."""

    form = SeenForm
    list_display = ["name", "body", "used_from", "used_until"]
    list_select_related = ["body"]
    search_fields = ["name"]
    readonly_fields = ["body"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Body)
class BodyAdmin(RecordAdmin):
    list_display = ["acronym", "name", "kind", "parent__acronym", "state", "is_public", "updated_at"]
    list_select_related = ["parent"]
    list_filter = ["kind", "state"]
    bulk_fields = ["kind", "parent"]
    search_fields = ["acronym", "name", "former_names__name"]
    autocomplete_fields = ["parent", "successor"]
    inlines = [FormerNameInline]
    fieldsets = [
        (None, {"fields": ["acronym", "name", "kind", "parent", "position", "mandate", "strategic_area"]}),
        (_("Meetings"), {"fields": ["periodicity", "periodicity_months"]}),
        (_("Life"), {"fields": ["established", "concluded", "successor"]}),
    ]


class AgendaItemInline(PartInline):
    model = AgendaItem
    fields = [("number", "position", "state"), "title", "note", "sources"]


class OutcomeInline(PartInline):
    model = Outcome
    fields = [
        ("kind", "number", "position", "state"),
        "text",
        ("agenda_item", "follows"),
        "tasked_bodies",
        ("due", "follow_up"),
        "sources",
    ]
    autocomplete_fields = ["agenda_item", "follows", "tasked_bodies"]


@admin.register(Meeting)
class MeetingAdmin(Imported, RecordAdmin):
    import_resource = MeetingResource
    list_display = ["title", "body__acronym", "start", "city", "host", "mode", "status", "state", "is_public"]
    list_select_related = ["body", "host"]
    list_filter = ["body", "kind", "status", "mode", "state", ("host", admin.RelatedOnlyFieldListFilter)]
    bulk_fields = ["kind", "status", "mode", "body", "host"]
    search_fields = ["title", "slug", "city", "summary"]
    date_hierarchy = "start"
    autocomplete_fields = ["body", "joint_bodies", "host", "participants"]
    inlines = [AgendaItemInline, OutcomeInline, MeetingPaperInline]
    fieldsets = [
        (None, {"fields": [("body", "ordinal", "ordinal_basis"), "title", "kind", "joint_bodies", "summary"]}),
        (_("When"), {"fields": [("start", "end"), "time_zone", "date_note", "status"]}),
        (_("Where"), {"fields": [("mode", "host"), ("city", "venue"), "participants"]}),
    ]

    def get_urls(self) -> list:
        def next_meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
            return next_meeting_page(request, self, meeting_id)

        page = path("<int:meeting_id>/next/", self.admin_site.admin_view(next_meeting), name="meetings_meeting_next")
        return [page, *super().get_urls()]

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        """What is odd is said, and saved."""
        super().save_related(request, form, formsets, change)
        for oddity in oddities(form.instance):
            self.message_user(request, oddity, messages.WARNING)


class MeetingPartAdmin(RecordAdmin):
    """Agenda items and outcomes by themselves, for long texts and for finding them."""

    list_select_related = ["meeting"]
    autocomplete_fields = ["meeting"]


@admin.register(AgendaItem)
class AgendaItemAdmin(MeetingPartAdmin):
    list_display = ["title", "number", "meeting", "state", "is_public"]
    list_filter = ["state", "meeting__body"]
    search_fields = ["title", "number", "meeting__title"]
    fieldsets = [(None, {"fields": ["meeting", ("number", "position"), "title", "note"]})]


@admin.register(Outcome)
class OutcomeAdmin(MeetingPartAdmin):
    list_display = ["text", "kind", "number", "meeting", "follow_up", "state", "is_public"]
    list_filter = ["kind", "follow_up", "state", "meeting__body"]
    bulk_fields = ["kind", "follow_up", "tasked_bodies"]
    search_fields = ["text", "number", "meeting__title"]
    autocomplete_fields = ["meeting", "agenda_item", "follows", "tasked_bodies"]
    fieldsets = [
        (None, {"fields": ["meeting", ("kind", "number", "position"), "text", "agenda_item", "follows"]}),
        (_("Follow-up"), {"fields": ["tasked_bodies", "due", "follow_up"]}),
    ]
