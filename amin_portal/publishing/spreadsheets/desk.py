"""The pages of the admin that take a spreadsheet: choose it, look at what it would do, have it done."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import waiting
from .forms import MOST_ROWS, UploadForm
from .headings import Headings
from .importing import Import, Outcome
from .reading import read
from .resources import EMPTY
from .sheets import Refused
from .writing import CSV, FORMATS, as_csv, as_xlsx

if TYPE_CHECKING:
    from .admin import Imported

MOST_SHOWN = 1_000  # of problems, and of rows


def import_page(request: HttpRequest, desk: "Imported") -> HttpResponse:
    """Choose a file; what it would do is the answer."""
    _require(request, desk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file, encoding = form.cleaned_data["file"], form.cleaned_data["encoding"]
        content = file.read()
        try:
            outcome = _import_of(request, desk, content, encoding, file.name).look()
        except Refused as error:
            form.add_error("file", error)
        else:
            return _show(request, desk, outcome, content, file.name, encoding)
    context = _context(request, desk) | {
        "form": AdminForm(form, [(None, {"fields": [*form.fields]})], {}),
        "columns": _explained(desk),
        "identified": desk.import_resource.how_identified(),
        "empty": EMPTY,
    }
    return TemplateResponse(request, "admin/import_export/choose.html", context)


def confirm_page(request: HttpRequest, desk: "Imported") -> HttpResponse:
    """Do what was looked at, unless it would do something else by now: then it is looked at once more."""
    _require(request, desk)
    here = reverse(desk.address_of("import"))
    if request.method != "POST":
        return redirect(here)
    try:
        kept, content = waiting.take(request.POST.get("token", ""), desk.opts.label, request.user.pk)
        outcome = _import_of(request, desk, content, kept.encoding, kept.file_name).write(kept.digest)
    except Refused as error:
        messages.error(request, " ".join(error.messages))
        return redirect(here)
    waiting.forget(kept)
    if not outcome.is_written:
        messages.error(
            request,
            _("The record has changed since you looked, so nothing was written. This is what the file would do now."),
        )
        return _show(request, desk, outcome, content, kept.file_name, kept.encoding)
    _log(request, outcome)
    messages.success(request, _told(outcome))
    return redirect(reverse(desk.address_of("changelist")))


def empty_file(request: HttpRequest, desk: "Imported", kind: str) -> HttpResponse:
    """A file with the columns and nothing else."""
    _require(request, desk)
    if kind not in FORMATS:
        raise Http404
    headings, name = [*desk.import_resource.fields], desk.opts.verbose_name_plural
    ordered = [name for name in desk.import_resource._meta.fields if name in headings]
    content = b"".join(as_csv(ordered, [])) if FORMATS[kind] is CSV else as_xlsx(ordered, [], str(name), True)
    response = HttpResponse(content, content_type=FORMATS[kind].media_type)
    response["Content-Disposition"] = f'attachment; filename="{desk.opts.model_name}-empty.{kind}"'
    return response


def _require(request: HttpRequest, desk: "Imported") -> None:
    if not desk.has_import_permission(request):
        raise PermissionDenied


def _import_of(request: HttpRequest, desk: "Imported", content: bytes, encoding: str, file_name: str) -> Import:
    """Raises Refused where the file is not taken."""
    knows = Headings(desk.import_resource, []).knows
    sheet = read(content, encoding, MOST_ROWS, knows)
    return Import(desk.import_resource, sheet, file_name, request.user)


def _show(
    request: HttpRequest, desk: "Imported", outcome: Outcome, content: bytes, file_name: str, encoding: str
) -> HttpResponse:
    token = ""
    if outcome.does_something:
        facts = {"kind": desk.opts.label, "user": request.user.pk, "digest": outcome.digest}
        token = waiting.keep(content, file_name=file_name, encoding=encoding, **facts).signed()
    context = _context(request, desk) | {
        "outcome": outcome,
        "file_name": file_name,
        "token": token,
        "problems": outcome.problems[:MOST_SHOWN],
        "effects": outcome.effects[:MOST_SHOWN],
        "most": MOST_SHOWN,
        "change_address": desk.address_of("change"),
    }
    return TemplateResponse(request, "admin/import_export/look.html", context)


def _context(request: HttpRequest, desk: "Imported") -> dict[str, Any]:
    return desk.admin_site.each_context(request) | {
        "title": _("Import %(kind)s from a spreadsheet") % {"kind": desk.opts.verbose_name_plural},
        "opts": desk.opts,
        "list_url": reverse(desk.address_of("changelist")),
        "import_url": reverse(desk.address_of("import")),
        "confirm_url": reverse(desk.address_of("import_confirm")),
        "empty_files": [
            (str(format), reverse(desk.address_of("import_empty"), args=[name])) for name, format in FORMATS.items()
        ],
    }


def _explained(desk: "Imported") -> list[dict[str, Any]]:
    resource = desk.import_resource
    return [
        {
            "name": name,
            "label": resource.fields[name].field.verbose_name,
            "help": resource.fields[name].explanation(),
            "example": resource.examples.get(name, ""),
            "is_needed": resource.fields[name].is_needed,
        }
        for name in resource._meta.fields
    ]


def _log(request: HttpRequest, outcome: Outcome) -> None:
    for effects, flag in ((outcome.added, ADDITION), (outcome.changed, CHANGE)):
        if effects:
            records = [effect.record for effect in effects]
            message = _("From a spreadsheet.")
            LogEntry.objects.log_actions(request.user.pk, records, flag, message)


def _told(outcome: Outcome) -> str:
    added, changed = len(outcome.added), len(outcome.changed)
    return " ".join(
        [
            ngettext("%d record was added, as a draft.", "%d records were added, as drafts.", added) % added,
            ngettext("%d record was changed.", "%d records were changed.", changed) % changed,
        ]
    )
