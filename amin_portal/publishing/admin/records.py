"""The form and the list that every kind of record has in the admin."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.history.admin import HistoryPages
from amin_portal.publishing.models import Publishable, State
from amin_portal.publishing.models.transitions import may_write
from amin_portal.publishing.spreadsheets.admin import Exported
from amin_portal.publishing.where_used import where_used

from .bulk import BulkFields
from .forms import RecordForm, transition_of
from .locking import OneAfterTheOther
from .long_lists import LongLists
from .parts import conflicts_of
from .previews import PreviewLinks
from .states import StateSteps

PUBLICATION = (_("Publication"), {"fields": [("state", "publish_from"), "slug"]})
SOURCES = (_("Sources"), {"fields": ["sources"]})
WITHDRAWAL = (_("Withdrawal"), {"fields": ["withdrawn_on", "withdrawal_reason", "replaced_by"]})
IDENTITY = (_("Identity"), {"classes": ["collapse"], "fields": ["uid", "revision", "created_at", "updated_at"]})
OURS = ["state", "withdrawn_on", "withdrawal_reason", "replaced_by", "uid", "revision", "created_at", "updated_at"]
"""Columns that buttons and the portal itself write, never a form."""


class RecordAdmin(OneAfterTheOther, StateSteps, BulkFields, HistoryPages, PreviewLinks, Exported, LongLists):
    """Base of every record's admin. Subclasses give `fieldsets` for the record itself; the rest follows here."""

    form = RecordForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True
    readonly_fields = OURS

    def get_fieldsets(self, request: HttpRequest, obj: Publishable | None = None) -> list:
        tombstone = [WITHDRAWAL] if obj and obj.state == State.WITHDRAWN else []
        seen = [(None, {"fields": ["seen"]})] if obj and self.has_change_permission(request, obj) else []
        return [*super().get_fieldsets(request, obj), PUBLICATION, *tombstone, SOURCES, IDENTITY, *seen]

    def get_form(self, request: HttpRequest, obj: Publishable | None = None, **kwargs: Any) -> type[RecordForm]:
        form = super().get_form(request, obj, **kwargs)
        return type(form.__name__, (form,), {"viewer": request.user, "transition": transition_of(request.POST)})

    def formfield_for_dbfield(self, field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """A moment is typed with its time zone in sight."""
        formfield = super().formfield_for_dbfield(field, request, **kwargs)
        if field.name == "publish_from":
            now = timezone.localtime()
            formfield.label = _("Publish from (time in %(zone)s, UTC%(offset)s)") % {
                "zone": timezone.get_current_timezone_name(),
                "offset": f"{now:%z}"[:3],
            }
        return formfield

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        record = context["original"]
        may_share = record is not None and self.has_change_permission(request, record)
        context["may_share"] = may_share and record.get_preview_url() is not None
        context["conflicts"] = conflicts_of(context["adminform"].form, context["inline_admin_formsets"])
        return super().render_change_form(request, context, *args, **kwargs)

    def may_revert(self, request: HttpRequest, record: Publishable) -> bool:
        return super().may_revert(request, record) and may_write(request.user, record)

    def has_delete_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        """Only what was never decided on may be deleted."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not (obj.is_decided or obj.may_be_known))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        record = super().get_object(request, object_id)
        uses = where_used(record) if record else []
        return super().delete_view(request, object_id, {**(extra_context or {}), "uses": uses})

    def get_view_on_site_url(self, obj: Publishable | None = None) -> str | None:
        """The public page, or where staff see the record before it is public."""
        if obj is None or type(obj).objects.public().filter(pk=obj.pk).exists():
            return super().get_view_on_site_url(obj)
        return obj.get_preview_url()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).marked()

    def get_actions(self, request: HttpRequest) -> dict:
        """Without the bulk deletion, which knows nothing of states."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description=_("public"), boolean=True)
    def is_public(self, record: Publishable) -> bool:
        return record.is_seen
