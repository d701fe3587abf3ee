"""The pages of the admin that take several files, and what they say afterwards."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import Document, DocumentFile
from meetings.models import Meeting

from .forms import EditionsForm, PapersForm
from .keeping import Kept, add_edition, add_paper, keep_each, same_bytes

FOR_EDITIONS = ("documents.change_document", "documents.add_documentfile")
FOR_PAPERS = (
    "meetings.change_meeting",
    "documents.add_document",
    "documents.add_documentfile",
    "documents.add_meetingdocument",
)


def add_editions_page(request: HttpRequest, desk: ModelAdmin, document_id: int) -> HttpResponse:
    """Files of a document, in several languages perhaps."""
    _require(request, FOR_EDITIONS)
    document = get_object_or_404(Document, pk=document_id)
    form = EditionsForm(request.POST or None, request.FILES or None)
    return _answer(request, desk, document, form, partial(add_edition, document))


def add_papers_page(request: HttpRequest, desk: ModelAdmin, meeting_id: int) -> HttpResponse:
    """Papers of a meeting, each of which becomes a document."""
    _require(request, FOR_PAPERS)
    meeting = get_object_or_404(Meeting, pk=meeting_id)
    form = PapersForm(request.POST or None, request.FILES or None)
    return _answer(request, desk, meeting, form, partial(add_paper, meeting))


def warn_of_same_bytes(request: HttpRequest, file: DocumentFile) -> None:
    """Name and link the files that hold the same already."""
    if others := [*same_bytes(file)]:
        message = render_to_string("admin/documents/same_bytes.html", {"file": file, "others": others})
        messages.warning(request, message)


def _require(request: HttpRequest, permissions: tuple[str, ...]) -> None:
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def _answer(request: HttpRequest, desk: ModelAdmin, whole: Model, form: EditionsForm, keep: Any) -> HttpResponse:
    if form.is_valid():
        chosen = {name: value for name, value in form.cleaned_data.items() if name != "files"}
        kept = keep_each(form.cleaned_data["files"], lambda upload: keep(upload, **chosen))
        if kept.made:
            _log(request, desk, whole, kept.made)
            _tell(request, kept)
            return redirect(_address_of(whole))
        form.add_error("files", kept.refused)
    context = desk.admin_site.each_context(request) | {
        "title": _("Add files to “%(whole)s”") % {"whole": whole},
        "form": AdminForm(form, [(None, {"fields": [*form.fields]})], {}),
        "is_meeting": isinstance(whole, Meeting),
        "opts": whole._meta,
        "record": whole,
        "record_url": _address_of(whole),
    }
    return TemplateResponse(request, "admin/documents/add_files.html", context)


def _log(request: HttpRequest, desk: ModelAdmin, whole: Model, files: list[DocumentFile]) -> None:
    for file in files:
        desk.log_addition(request, file, [{"added": {}}])
        if isinstance(whole, Meeting):
            desk.log_addition(request, file.document, [{"added": {}}])


def _tell(request: HttpRequest, kept: Kept) -> None:
    for file in kept.made:
        messages.success(request, render_to_string("admin/documents/file_added.html", {"file": file}))
    for reason in kept.refused:
        messages.error(request, _("Not added: %(reason)s") % {"reason": reason})
    for file in kept.made:
        warn_of_same_bytes(request, file)


def _address_of(record: Model) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
