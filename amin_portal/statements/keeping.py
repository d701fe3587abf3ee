"""Draft outcomes, and the places of documents at the meeting, made of what was looked through."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amin_portal.publishing.models import Publishable
from documents.models import Document, MeetingDocument
from meetings.models import Meeting, Outcome

from .forms import ParagraphForm


class Refused(Exception):
    """Something cannot be kept; the form that it is in says why."""


def keep(meeting: Meeting, forms: list[ParagraphForm], source: Document | None) -> list[Publishable]:
    """The new records, in the order of the text. Raises Refused; to be called in a transaction."""
    kept, sources = [], [_as_source(source)] if source else []
    for form in forms:
        try:
            kept += _keep_one(meeting, form, sources)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            raise Refused from error
    return kept


def _keep_one(meeting: Meeting, form: ParagraphForm, sources: list[dict[str, str]]) -> Iterator[Publishable]:
    typed = form.cleaned_data
    outcome = Outcome(
        meeting=meeting,
        **{name: typed[name] for name in ("kind", "number", "text", "due", "follow_up")},
        agenda_item=form.chosen("agenda_item"),
        follows=form.chosen("follows"),
        sources=sources,
    )
    yield _saved(outcome)
    outcome.tasked_bodies.set(form.chosen("tasked_bodies") or [])
    for plan in form.chosen("plans") or []:
        plan._change_reason = _reason()
        plan.outcomes.add(outcome)
    for name, document in form.roles.items():
        if role := typed[name]:
            yield _saved(MeetingDocument(meeting=meeting, document=document, role=role, outcome=outcome))


def _saved(record: Any) -> Any:
    record._change_reason = _reason()
    record.full_clean()
    record.save()
    return record


def _reason() -> str:
    return _("from the pasted statement")


def _as_source(document: Document) -> dict[str, str]:
    """The document as a record names it among its sources."""
    file = document.files.filter(url__startswith="http").order_by("-version", "pk").first()
    date = document.date.isoformat() if document.date else ""
    return {"title": document.title, "publisher": "", "url": file.url if file else "", "date": date}
