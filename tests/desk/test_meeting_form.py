"""One form holds a meeting with its agenda, outcomes and papers."""

import pytest
from django.urls import reverse

from amin_portal.publishing.models import State
from meetings.models import Meeting, Outcome
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.publishing import source

from .forms import errors, save, shown_values

ADD = "/admin/meetings/meeting/add/"


def change(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


def new_outcome(position: int, text: str) -> dict[str, str]:
    return {
        f"outcomes-{position}-{name}": value
        for name, value in {"kind": "adopted", "text": text, "position": "0", "state": "draft"}.items()
    }


def test_form_makes_a_meeting_with_outcomes_and_papers_at_once(editor):
    body, document = BodyFactory(acronym="AMMin"), DocumentFactory()
    papers = {
        "papers-0-document": document.pk,
        "papers-0-role": "adopted",
        "papers-0-position": "0",
        "papers-0-state": "draft",
    }
    response = save(
        editor,
        ADD,
        body=body.pk,
        ordinal="11",
        title="11th AMMin",
        start="Oct 2027",
        status="planned",
        **{"outcomes-TOTAL_FORMS": "2", "papers-TOTAL_FORMS": "1"},
        **new_outcome(0, "Fifth plan"),
        **new_outcome(1, "Second strategy"),
        **papers,
    )
    assert response.status_code == 302, errors(response)
    meeting = Meeting.objects.get()
    assert (meeting.slug, str(meeting.start), meeting.state) == ("ammin-11", "October 2027", State.DRAFT)
    assert [(outcome.slug, outcome.position, outcome.text) for outcome in meeting.outcomes.all()] == [
        ("1", 1, "Fifth plan"),
        ("2", 2, "Second strategy"),
    ]
    assert [(paper.document, paper.role) for paper in meeting.papers.all()] == [(document, "adopted")]


def test_form_shows_a_partial_date_as_it_can_be_typed_and_leaves_it_alone(editor):
    meeting = MeetingFactory(
        start="2023-05", end=None, sources=[source(), source(title="", url="https://example.org/a")]
    )
    shown = shown_values(editor, change(meeting))
    assert (shown["start"], shown["end"]) == ("2023-05", "")
    before = Meeting.objects.values().get()
    assert save(editor, change(meeting)).status_code == 302
    assert Meeting.objects.values().get() == before


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"start": "1 Brumaire"}, "start", "Write a year, a month or a day: 2005, 2005-12, Dec 2005 or 2005-12-04."),
        ({"start": "2023-11-24", "end": "2023-11-21"}, "end", "The end is before the start."),
        ({"ordinal": "8"}, "ordinal", "This body already has a meeting with that ordinal."),
        ({"sources": "Title | ASEAN | ftp://asean.org"}, "sources", "“ftp://asean.org” is not a web address."),
    ],
)
def test_form_that_breaks_a_rule_says_so_at_the_field_and_keeps_what_was_typed(editor, typed, field, message):
    body = BodyFactory()
    MeetingFactory(body=body, ordinal=8)
    meeting = MeetingFactory(body=body, ordinal=9)
    before = Meeting.objects.values().get(pk=meeting.pk)
    response = save(editor, change(meeting), **typed, summary="Typed for an hour")
    assert (response.status_code, errors(response)) == (200, {field: [message]})
    assert "Typed for an hour" in response.text
    assert Meeting.objects.values().get(pk=meeting.pk) == before


def test_form_refuses_to_delete_an_outcome_that_was_published(editor):
    outcome = OutcomeFactory(text="Declaration")
    response = save(editor, change(outcome.meeting), **{"outcomes-0-DELETE": "on"})
    assert errors(response) == {
        "outcomes": ["“Adopted: Declaration” was published: withdraw it instead of deleting it."]
    }
    assert Outcome.objects.get() == outcome


def test_form_deletes_an_outcome_that_nobody_saw(editor):
    outcome = OutcomeFactory(state=State.DRAFT)
    assert save(editor, change(outcome.meeting), **{"outcomes-0-DELETE": "on"}).status_code == 302
    assert not Outcome.objects.exists()


def test_saving_without_a_change_is_no_revision(editor):
    outcome = OutcomeFactory()
    meeting = Meeting.objects.get()
    assert save(editor, change(meeting)).status_code == 302
    assert Meeting.objects.get().revision == meeting.revision
    assert Outcome.objects.get().revision == outcome.revision


def test_form_refuses_the_same_paper_twice(editor):
    meeting, document = MeetingFactory(), DocumentFactory()
    paper = {"document": document.pk, "role": "adopted", "position": "0", "state": "draft"}
    twins = {f"papers-{form}-{name}": value for form in (0, 1) for name, value in paper.items()}
    response = save(editor, change(meeting), **{"papers-TOTAL_FORMS": "2"}, **twins)
    assert errors(response) == {"papers-1-document": ["The meeting already has this document in this role."]}
    assert not meeting.papers.exists()
