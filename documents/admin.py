"""The desk for documents, their files and their places at meetings, links and key figures."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amin_portal.publishing.admin import PartInline, ReadOnlyAdmin, RecordAdmin, ValuesOnRecordFilter
from amin_portal.publishing.spreadsheets.admin import Imported

from .link_checks.desk import AnswersFilter, last_visit
from .models import Document, DocumentFile, FilePage, KeyFigure, MeetingDocument, RelatedLink
from .reading.queue import let_wait
from .resources import DocumentResource, LinkResource
from .uploading.desk import add_editions_page, add_papers_page, warn_of_same_bytes
from .uploading.forms import FileForm, UploadInput


class FileForms:
    """What both forms of a file share. An address elsewhere is not read."""

    form = FileForm
    formfield_overrides = {models.FileField: {"widget": UploadInput}}

    @admin.display(description=_("text"))
    def reading(self, file: DocumentFile) -> str:
        return capfirst(f"{file.get_text_state_display()}. {file.text_note}".strip()) if file.file else ""

    @admin.display(description=_("first page"))
    def first_page(self, file: DocumentFile) -> str:
        return render_to_string("admin/documents/first_page.html", {"file": file}) if file.picture else ""


class DocumentFileInline(FileForms, PartInline):
    model = DocumentFile
    fields = [
        ("version", "language", "is_official", "state"),
        ("file", "url"),
        ("media_type", "pages"),
        ("reading", "first_page"),
    ]
    readonly_fields = ["reading", "first_page"]


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
class DocumentAdmin(Imported, RecordAdmin):
    import_resource = DocumentResource
    list_display = ["title", "kind", "date", "is_key_document", "language", "state", "is_public", "updated_at"]
    list_filter = ["kind", "is_key_document", "state", "bodies", ("language", ValuesOnRecordFilter)]
    bulk_fields = ["kind", "language", "bodies", "publishers", "partners", "is_key_document"]
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

    def get_urls(self) -> list:
        def add_files(request: HttpRequest, document_id: int) -> HttpResponseBase:
            return add_editions_page(request, self, document_id)

        page = path(
            "<int:document_id>/add-files/", self.admin_site.admin_view(add_files), name="documents_document_add_files"
        )
        return [page, *super().get_urls()]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for part in formset.forms:
            if "file" in part.changed_data and part.instance.pk:
                warn_of_same_bytes(request, part.instance)


@admin.register(DocumentFile)
class DocumentFileAdmin(FileForms, RecordAdmin):
    list_display = [
        "document",
        "version",
        "language",
        "text_state",
        "pages",
        "is_official",
        "state",
        "is_public",
    ]
    list_select_related = ["document"]
    list_filter = ["language", "is_official", "text_state", AnswersFilter, "state"]
    bulk_fields = ["language", "is_official"]
    actions = [*RecordAdmin.actions, "read_again"]
    search_fields = ["document__title", "document__short_title", "url"]
    autocomplete_fields = ["document"]
    readonly_fields = [*RecordAdmin.readonly_fields, "size", "sha256", "original_name"]
    readonly_fields += ["reading", "read_at", "first_page", last_visit]
    fieldsets = [
        (None, {"fields": ["document", ("version", "language", "is_official"), "file", "url", last_visit]}),
        (_("What the file is"), {"fields": [("media_type", "pages"), "original_name", "size", "sha256"]}),
        (_("What was read of it"), {"fields": ["reading", "read_at", "first_page"]}),
    ]

    def get_urls(self) -> list:
        """Also the ways to what is stored, which hold whatever stands in the form."""

        def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
            return redirect(f"{get_object_or_404(DocumentFile, pk=file_id).get_absolute_url()}?preview=1")

        def picture(request: HttpRequest, file_id: int) -> HttpResponseBase:
            return redirect(f"{get_object_or_404(DocumentFile, pk=file_id).get_picture_url()}?preview=1")

        view = self.admin_site.admin_view
        return [
            path("<int:file_id>/file/", view(file), name="documents_documentfile_file"),
            path("<int:file_id>/picture/", view(picture), name="documents_documentfile_picture"),
            *super().get_urls(),
        ]

    def save_model(self, request: HttpRequest, file: DocumentFile, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, file, form, change)
        if "file" in form.changed_data:
            warn_of_same_bytes(request, file)

    @admin.action(description=_("Read the selected files again"), permissions=["change"])
    def read_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = let_wait(queryset)
        message = ngettext("%d file waits to be read.", "%d files wait to be read.", count)
        self.message_user(request, message % count)


@admin.register(FilePage)
class FilePageAdmin(ReadOnlyAdmin):
    list_display = ["file", "number"]
    list_select_related = ["file__document"]
    search_fields = ["text"]


@admin.register(MeetingDocument)
class MeetingDocumentAdmin(RecordAdmin):
    """Also the way to add several files to a meeting, which the room of meetings below knows nothing of."""

    list_display = ["document", "role", "meeting", "date", "state", "is_public"]
    list_select_related = ["document", "meeting"]
    list_filter = ["role", "state", "meeting__body"]
    bulk_fields = ["role"]
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

    def get_urls(self) -> list:
        def add_files(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
            return add_papers_page(request, self, meeting_id)

        page = path(
            "add-files/<int:meeting_id>/", self.admin_site.admin_view(add_files), name="documents_meeting_add_files"
        )
        return [page, *super().get_urls()]


@admin.register(RelatedLink)
class RelatedLinkAdmin(Imported, RecordAdmin):
    import_resource = LinkResource
    list_display = ["title", "url", "category", "country", "last_answer", "state", "is_public"]
    list_select_related = ["country"]
    list_filter = ["category", AnswersFilter, "state", ("country", admin.RelatedOnlyFieldListFilter)]
    bulk_fields = ["category", "country"]
    search_fields = ["title", "url", "note"]
    autocomplete_fields = ["country"]
    readonly_fields = [*RecordAdmin.readonly_fields, last_visit]
    fieldsets = [(None, {"fields": ["title", "url", last_visit, ("category", "country"), "note"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_checks()

    @admin.display(description=_("last answered"), ordering="last_ok_at")
    def last_answer(self, link: RelatedLink) -> datetime | None:
        return link.last_ok_at


@admin.register(KeyFigure)
class KeyFigureAdmin(RecordAdmin):
    list_display = ["label", "value", "unit", "year", "is_approximate", "is_headline", "state", "is_public"]
    list_filter = ["year", "unit", "state"]
    bulk_fields = ["year", "unit", "is_headline"]
    search_fields = ["label", "statement"]
    fieldsets = [(None, {"fields": ["label", ("value", "unit", "is_approximate"), "year", "statement", "is_headline"]})]
