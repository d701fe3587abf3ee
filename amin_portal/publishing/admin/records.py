"""The form and the list that every kind of record has in the admin."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amin_portal.publishing.models import Publishable, State
from amin_portal.publishing.spreadsheets.admin import Exported

PUBLICATION = (_("Publication"), {"fields": ["state", "publish_from", "slug"]})
SOURCES = (_("Sources"), {"fields": ["sources"]})
WITHDRAWAL = (
    _("Withdrawal"),
    {
        "classes": ["collapse"],
        "fields": ["withdrawn_on", "withdrawal_reason", "replaced_by"],
        "description": _("A published record is withdrawn, not deleted: its address then tells the public why."),
    },
)
IDENTITY = (_("Identity"), {"classes": ["collapse"], "fields": ["uid", "revision", "created_at", "updated_at"]})


class RecordAdmin(Exported):
    """Base of every record's admin. Subclasses give `fieldsets` for the record itself; the rest follows here."""

    actions = ["publish_selected", "send_to_review"]
    list_per_page = 50
    save_on_top = True
    readonly_fields = ["uid", "revision", "created_at", "updated_at"]

    def get_fieldsets(self, request: HttpRequest, obj: Publishable | None = None) -> list:
        return [*super().get_fieldsets(request, obj), PUBLICATION, SOURCES, WITHDRAWAL, IDENTITY]

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [*super().get_autocomplete_fields(request), "replaced_by"]

    def has_delete_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        """Only what was never public may be deleted."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.may_be_known)

    def get_view_on_site_url(self, obj: Publishable | None = None) -> str | None:
        """The public page, or where staff see the record before it is public."""
        if obj is None or type(obj).objects.public().filter(pk=obj.pk).exists():
            return super().get_view_on_site_url(obj)
        return obj.get_preview_url()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        public = self.model.objects.public().filter(pk=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_seen=Exists(public))

    def get_actions(self, request: HttpRequest) -> dict:
        """Without the bulk deletion, which knows nothing of states."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description=_("public"), boolean=True)
    def is_public(self, record: Publishable) -> bool:
        return record.is_seen

    @admin.action(description=_("Publish the selected records and their drafts"), permissions=["change"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet) -> None:
        published = []
        for record in queryset.exclude(state=State.WITHDRAWN):
            record.state = State.PUBLISHED
            try:
                record.full_clean()
            except ValidationError as error:
                self.message_user(request, f"{record}: {' '.join(error.messages)}", messages.ERROR)
                continue
            record.publish()
            published.append(record.pk)
        seen = self.model.objects.public().filter(pk__in=published).count()
        self.message_user(request, ngettext("%d record is public.", "%d records are public.", seen) % seen)
        if hidden := len(published) - seen:
            message = ngettext(
                "%d record waits for its time, or for what it belongs to.",
                "%d records wait for their time, or for what they belong to.",
                hidden,
            )
            self.message_user(request, message % hidden, messages.WARNING)

    @admin.action(description=_("Send the selected drafts to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        drafts = list(queryset.filter(state=State.DRAFT))
        for record in drafts:
            record.state = State.IN_REVIEW
            record.save()
        self.message_user(
            request, ngettext("%d draft is in review.", "%d drafts are in review.", len(drafts)) % len(drafts)
        )
