"""The desk for documents, their files and their places at meetings, links and key figures."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.admin import PartInline, ReadOnlyAdmin, RecordAdmin

from .models import Document, DocumentFile, FilePage, KeyFigure, MeetingDocument, RelatedLink


class DocumentFileInline(PartInline):
    model = DocumentFile
    fields = [("version", "language", "is_official", "state"), ("file", "url"), ("media_type", "pages")]


class PaperInline(PartInline):
    """A document's place at a meeting, in the form of either."""

    model = MeetingDocument
    autocomplete_fields = ["meeting", "document", "outcome", "agenda_item"]


class MeetingPaperInline(PaperInline):
    fields = [
        ("document", "role", "date"),
        ("outcome", "agenda_item"),
        ("version_tabled", "position", "state"),
        "sources",
    ]


class DocumentPlaceInline(PaperInline):
    fields = [("meeting", "role", "date"), ("outcome", "agenda_item"), ("version_tabled", "state"), "sources"]


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    list_display = ["title", "kind", "date", "is_key_document", "language", "state", "is_public", "updated_at"]
    list_filter = ["kind", "is_key_document", "state", "bodies", "language"]
    search_fields = ["title", "short_title", "number", "slug"]
    date_hierarchy = "date"
    autocomplete_fields = ["publishers", "partners", "bodies", "supersedes", "part_of"]
    inlines = [DocumentFileInline, DocumentPlaceInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("short_title", "number"),
                    ("kind", "date", "language"),
                    "summary",
                    "is_key_document",
                ]
            },
        ),
        (_("Who"), {"fields": ["publishers", "partners", "bodies", "licence"]}),
        (_("Other documents"), {"fields": ["supersedes", "part_of"]}),
    ]


@admin.register(DocumentFile)
class DocumentFileAdmin(RecordAdmin):
    list_display = ["document", "version", "language", "is_official", "media_type", "pages", "state", "is_public"]
    list_select_related = ["document"]
    list_filter = ["language", "is_official", "state"]
    search_fields = ["document__title", "document__short_title", "url"]
    autocomplete_fields = ["document"]
    readonly_fields = [*RecordAdmin.readonly_fields, "size", "sha256", "text_state"]
    fieldsets = [
        (None, {"fields": ["document", ("version", "language", "is_official"), "file", "url"]}),
        (_("What the file is"), {"fields": ["media_type", "pages", "size", "sha256", "text_state"]}),
    ]


@admin.register(FilePage)
class FilePageAdmin(ReadOnlyAdmin):
    list_display = ["file", "number"]
    list_select_related = ["file__document"]
    search_fields = ["text"]


@admin.register(MeetingDocument)
class MeetingDocumentAdmin(RecordAdmin):
    list_display = ["document", "role", "meeting", "date", "state", "is_public"]
    list_select_related = ["document", "meeting"]
    list_filter = ["role", "state", "meeting__body"]
    search_fields = ["document__title", "document__short_title", "meeting__title"]
    autocomplete_fields = ["meeting", "document", "outcome", "agenda_item"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "meeting",
                    "document",
                    ("role", "date"),
                    "outcome",
                    "agenda_item",
                    "version_tabled",
                    "position",
                ]
            },
        )
    ]


@admin.register(RelatedLink)
class RelatedLinkAdmin(RecordAdmin):
    list_display = ["title", "url", "category", "country", "last_ok_at", "state", "is_public"]
    list_select_related = ["country"]
    list_filter = ["category", "state", ("country", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "url", "note"]
    autocomplete_fields = ["country"]
    readonly_fields = [*RecordAdmin.readonly_fields, "last_checked_at", "last_ok_at"]
    fieldsets = [
        (None, {"fields": ["title", "url", ("category", "country"), "note"]}),
        (_("Check"), {"fields": ["last_checked_at", "last_ok_at"]}),
    ]


@admin.register(KeyFigure)
class KeyFigureAdmin(RecordAdmin):
    list_display = ["label", "value", "unit", "year", "is_approximate", "is_headline", "state", "is_public"]
    list_filter = ["year", "unit", "state"]
    search_fields = ["label", "statement"]
    fieldsets = [(None, {"fields": ["label", ("value", "unit", "is_approximate"), "year", "statement", "is_headline"]})]
