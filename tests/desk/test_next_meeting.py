"""The next meeting of a series, made from the one before it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from amin_portal.publishing.models import State
from amin_portal.roles.roles import AUDITOR, EDITOR
from meetings.models import AgendaItem, Meeting
from meetings.ordinals import ordinal_word, spelt_out, with_next_ordinal
from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import AgendaItemFactory, BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory

from . import browsers
from .forms import shown_values

MINISTERS = "ASEAN Ministerial Meeting on Minerals"


def page_of(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_next", args=[meeting.pk])


def form_of(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


def browser_of(role: str) -> Client:
    return browsers.browser_of(role, "dewi")


def make_next(client: Client, meeting: Meeting, **changes: Any):
    return client.post(page_of(meeting), shown_values(client, page_of(meeting)) | changes)


@pytest.fixture
def tenth(db) -> Meeting:
    body = BodyFactory(acronym="AMMin", name=MINISTERS, periodicity="biennial", periodicity_months=24)
    meeting = MeetingFactory(
        body=body,
        ordinal=10,
        title=f"10th {MINISTERS}",
        start="2025-10-02",
        city="Vientiane",
        host=PartyFactory(),
        participants=[PartyFactory()],
        joint_bodies=[BodyFactory()],
    )
    for number, title in (("1", "Opening"), ("2", "Adoption of the agenda"), ("3", "Other matters")):
        AgendaItemFactory(meeting=meeting, number=number, position=number, title=title, note="Of the 10th only")
    OutcomeFactory(meeting=meeting)
    return meeting


@pytest.mark.parametrize(
    ("number", "digits", "letters"),
    [
        (1, "1st", "first"),
        (2, "2nd", "second"),
        (3, "3rd", "third"),
        (11, "11th", "eleventh"),
        (12, "12th", "twelfth"),
        (13, "13th", "thirteenth"),
        (20, "20th", "twentieth"),
        (21, "21st", "twenty-first"),
        (22, "22nd", "twenty-second"),
        (40, "40th", "fortieth"),
        (99, "99th", "ninety-ninth"),
        (101, "101st", "101st"),
        (111, "111th", "111th"),
    ],
)
def test_ordinal_is_written_in_digits_and_in_letters(number, digits, letters):
    assert (ordinal_word(number), spelt_out(number)) == (digits, letters)


@pytest.mark.parametrize(
    ("title", "ordinal", "moved_on"),
    [
        (f"10th {MINISTERS}", 10, f"11th {MINISTERS}"),
        (f"The 20TH {MINISTERS}", 20, f"The 21ST {MINISTERS}"),
        (f"Tenth {MINISTERS}", 10, f"Eleventh {MINISTERS}"),
        ("TWELFTH ASOMM", 12, "THIRTEENTH ASOMM"),
        ("the nineteenth ASOMM", 19, "the twentieth ASOMM"),
        ("Twenty-First ASOMM", 21, "Twenty-second ASOMM"),
        ("Twenty first ASOMM", 21, "Twenty-second ASOMM"),
        ("110th anniversary of ASOMM", 10, None),
        ("ASOMM in 2025", 25, None),
        ("1st ASOMM, after the 1st AMMin", 1, "2nd ASOMM, after the 1st AMMin"),
    ],
)
def test_title_moves_its_ordinal_on_as_it_was_written(title, ordinal, moved_on):
    assert with_next_ordinal(title, ordinal) == moved_on


def test_looking_writes_nothing_and_proposes_what_follows(editor, tenth):
    shown = shown_values(editor, page_of(tenth))
    assert Meeting.objects.count() == 1
    assert (shown["title"], shown["start"]) == (f"11th {MINISTERS}", "2027")
    assert shown["date_note"] == (
        "Not announced. AMMin meets every 24 months; the meeting before was that of 2 October 2025."
    )


def test_next_meeting_is_a_draft_with_what_follows_from_the_one_before(editor, tenth):
    answer = make_next(editor, tenth, agenda=[item.pk for item in tenth.agenda_items.all()[:2]])
    following = Meeting.objects.get(ordinal=11)
    assert answer.headers["Location"] == form_of(following)
    facts = ["title", "kind", "status", "state", "ordinal_basis", "city", "host", "summary", "mode"]
    assert [getattr(following, fact) for fact in facts] == [
        f"11th {MINISTERS}",
        "meeting",
        "planned",
        State.DRAFT,
        "inferred",
        "",
        None,
        "",
        "unknown",
    ]
    assert (following.body, str(following.start), following.end) == (tenth.body, "2027", None)
    assert [*following.joint_bodies.all()] == [*tenth.joint_bodies.all()]
    assert not following.participants.exists()
    assert not following.outcomes.exists()
    agenda = following.agenda_items.values_list("number", "position", "title", "note", "state")
    assert [*agenda] == [("1", 1, "Opening", "", "draft"), ("2", 2, "Adoption of the agenda", "", "draft")]


def test_next_meeting_says_in_its_history_who_made_it_from_what(tenth):
    make_next(browser_of(EDITOR), tenth)
    versions = Meeting.objects.get(ordinal=11).history.all()
    said = [(one.history_user.username, one.history_change_reason) for one in versions]
    assert said == [("dewi", f"made from “10th {MINISTERS}”")]


@pytest.mark.parametrize(("start", "stored", "note"), [("", None, ""), ("Oct 2027", "2027-10", "")])
def test_expected_year_may_be_left_out_and_its_note_goes_with_it(editor, tenth, start, stored, note):
    make_next(editor, tenth, start=start)
    following = Meeting.objects.get(ordinal=11)
    assert (following.start and following.start.isoformat(), following.date_note) == (stored, note)


def test_no_date_is_proposed_where_the_rhythm_of_the_body_is_not_known(editor):
    meeting = MeetingFactory(body=BodyFactory(acronym="STF", name="Task Force"), ordinal=1, title="Kick-off")
    answer = editor.get(page_of(meeting))
    form = answer.context["form"]
    assert (form.initial["start"], form.initial["date_note"], form.initial["title"]) == (None, "", "2nd Task Force")
    assert "No date is proposed" in answer.text
    assert "no agenda on record" in answer.text


def test_withdrawn_agenda_item_is_not_offered(editor, tenth):
    tenth.agenda_items.get(number="2").withdraw("Struck")
    titles = [item.title for item in editor.get(page_of(tenth)).context["form"].fields["agenda"].queryset]
    assert titles == ["Opening", "Other matters"]


def test_previous_minutes_are_tabled_as_a_draft(editor, tenth):
    paper = MeetingDocumentFactory(meeting=tenth, role="minutes")
    MeetingDocumentFactory(meeting=tenth, role="statement")
    make_next(editor, tenth, minutes=[str(paper.pk)])
    papers = Meeting.objects.get(ordinal=11).papers.values_list("document", "role", "state")
    assert [*papers] == [(paper.document_id, "tabled", "draft")]


def test_second_click_makes_no_second_meeting(editor, tenth):
    sent = shown_values(editor, page_of(tenth))
    editor.post(page_of(tenth), sent)
    answer = editor.post(page_of(tenth), sent)
    following = Meeting.objects.get(ordinal=11)
    assert answer.context["there"] == following
    assert form_of(following) in answer.text


def test_meeting_that_has_the_ordinal_already_is_linked_whatever_its_state(editor, tenth):
    there = MeetingFactory(body=tenth.body, ordinal=11, state=State.DRAFT)
    answer = editor.get(page_of(tenth))
    assert (answer.context["there"], answer.context["form"]) == (there, None)


def test_what_was_typed_stays_where_something_is_wrong(editor, tenth):
    answer = make_next(editor, tenth, title="", start="4/12/2027")
    assert Meeting.objects.count() == 1
    assert sorted(answer.context["form"].errors) == ["start", "title"]
    assert 'value="4/12/2027"' in answer.text


def test_nothing_is_made_where_a_part_cannot_be(editor, tenth):
    sent = shown_values(editor, page_of(tenth)) | {"agenda": ["4711"]}
    answer = editor.post(page_of(tenth), sent)
    assert (sorted(answer.context["form"].errors), Meeting.objects.count()) == (["agenda"], 1)
    assert AgendaItem.objects.count() == 3


def test_who_may_not_add_meetings_makes_none(tenth):
    auditor = browser_of(AUDITOR)
    assert [auditor.get(page_of(tenth)).status_code, auditor.post(page_of(tenth), {}).status_code] == [403, 403]
    assert page_of(tenth) not in auditor.get(form_of(tenth)).text


def test_meeting_outside_the_series_has_no_next(editor):
    workshop = MeetingFactory(ordinal=None, kind="workshop")
    assert editor.get(page_of(workshop)).status_code == 404
    assert page_of(workshop) not in editor.get(form_of(workshop)).text


def test_form_of_the_meeting_leads_to_its_next(editor, tenth):
    assert page_of(tenth) in editor.get(form_of(tenth)).text
