"""The page of the desk on which a statement is pasted, as somebody uses it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from tests.desk.forms import Fields


def page_of(meeting: Meeting) -> str:
    return reverse("admin:paste_statement", args=[meeting.pk])


def form_of(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


def paste(client: Client, meeting: Meeting, text: str, **more: Any):
    return client.post(page_of(meeting), {"text": text, **more})


def confirm(client: Client, review: Any, **changes: Any):
    """Send what the page of paragraphs shows, some of it changed: `p0_kind` is the kind of the first."""
    shown = Fields.of(review.text)
    typed = {name.replace("_", "-", 1) if name[0] == "p" else name: value for name, value in changes.items()}
    for name in [name for name, value in typed.items() if value is None]:
        shown.pop(name, None)
        typed.pop(name)
    return client.post(review.request["PATH_INFO"], shown | typed | {"confirm": "1"})


def first(review: Any) -> dict[str, Any]:
    """What the first paragraph proposes."""
    form = review.context["forms"][0]
    return {name: form[name].value() for name in form.fields}
