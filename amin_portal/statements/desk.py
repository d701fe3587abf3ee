"""The page of the desk that a statement is pasted into. Nothing is written before it was looked through."""

import hashlib
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amin_portal.publishing.models import Publishable, permission
from amin_portal.publishing.models.version import take_turn
from meetings.models import Meeting, Outcome

from .forms import ParagraphForm, PasteForm
from .keeping import Refused, keep
from .reading import Reading, plain, read_for


def paste_statement(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Asks for the text, shows what would become of it, and makes the drafts when that is confirmed."""
    if not request.user.has_perms([permission("view", Meeting), permission("add", Outcome)]):
        raise PermissionDenied
    meeting = get_object_or_404(Meeting.objects.select_related("body"), pk=meeting_id)
    if "change" in request.POST:
        pasted = {"text": request.POST.get("text", ""), "source": request.POST.get("source")}
        return _answer(request, "paste", meeting, form=PasteForm(meeting, request.user, initial=pasted))
    form = PasteForm(meeting, request.user, request.POST or None)
    if not form.is_valid():
        return _answer(request, "paste", meeting, form=form)
    return _look_through(request, meeting, form)


def _look_through(request: HttpRequest, meeting: Meeting, paste: PasteForm) -> HttpResponse:
    source, is_confirmed = paste.cleaned_data["source"], "confirm" in request.POST
    try:
        with transaction.atomic():
            if is_confirmed:
                take_turn()
                Meeting.objects.select_for_update().get(pk=meeting.pk)
            reading = read_for(meeting, paste.statement, request.user, source)
            forms = _forms(reading, request.POST if is_confirmed else None)
            if is_confirmed and _is_done(reading, forms):
                messages.info(request, _("All of this is on record already; nothing was added."))
                return redirect(_form_of(meeting))
            problems = _problems(request, reading, forms) if is_confirmed else []
            if is_confirmed and not problems:
                kept = keep(meeting, [form for form in forms if form.is_taken], source)
                _log(request, kept)
                return _done(request, meeting, kept)
    except Refused:
        problems = [_("Nothing was made yet. Correct what is named below.")]
    said = {"form": paste, "reading": reading, "forms": forms, "problems": problems, "seen": _state_of(reading)}
    return _answer(request, "review", meeting, **said)


def _forms(reading: Reading, data: Any) -> list[ParagraphForm]:
    return [
        ParagraphForm(reading, proposal, data, prefix=f"p{number}", auto_id="id_%s")
        for number, proposal in enumerate(reading.proposals)
    ]


def _is_done(reading: Reading, forms: list[ParagraphForm]) -> bool:
    """Everything that was to become an outcome is one: somebody clicked twice."""
    there = {plain(outcome.text) for outcome in reading.outcomes}
    wanted = {plain(form["text"].value() or "") for form in forms if form.is_wanted}
    return bool(wanted) and wanted <= there


def _problems(request: HttpRequest, reading: Reading, forms: list[ParagraphForm]) -> list[str]:
    """What stands in the way of keeping anything; forms say the rest."""
    are_valid = not [form for form in forms if not form.is_valid()]  # each of them says what is wrong
    there = {plain(outcome.text) for outcome in reading.outcomes}
    texts: set[str] = set()
    for form in forms:
        text = plain(form.cleaned_data.get("text", ""))
        if form.is_taken and text in there | texts:
            form.add_error("take", _("This text is on record for this meeting already: leave it out."))
            are_valid = False
        texts |= {text} if form.is_taken else set()
    if request.POST.get("seen") != _state_of(reading):
        return [_("The outcomes of this meeting have changed since you looked, so nothing was made. Look once more.")]
    return [] if are_valid else [_("Nothing was made yet. Correct what is named below.")]


def _state_of(reading: Reading) -> str:
    """Tells one set of outcomes on record from another."""
    there = "\n".join(f"{outcome.pk} {outcome.number} {outcome.text}" for outcome in reading.outcomes)
    return hashlib.sha256(there.encode()).hexdigest()[:16]


def _log(request: HttpRequest, kept: list[Publishable]) -> None:
    if kept:
        LogEntry.objects.log_actions(request.user.pk, kept, ADDITION, _("From the pasted statement."))


def _done(request: HttpRequest, meeting: Meeting, kept: list[Publishable]) -> HttpResponse:
    count = sum(isinstance(record, Outcome) for record in kept)
    if count:
        message = ngettext("%d draft outcome was made.", "%d draft outcomes were made.", count) % count
        messages.success(request, message)
    else:
        messages.info(request, _("No paragraph was to become an outcome, so nothing was made."))
    return redirect(_form_of(meeting))


def _answer(request: HttpRequest, page: str, meeting: Meeting, **context: Any) -> HttpResponse:
    title = _("Outcomes of “%(meeting)s” from the text of a statement") % {"meeting": meeting}
    context |= {"title": title, "record": meeting, "record_url": _form_of(meeting), "opts": Meeting._meta}
    return render(request, f"admin/statements/{page}.html", admin.site.each_context(request) | context)


def _form_of(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])
