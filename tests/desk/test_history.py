"""What was changed, by whom and when: on the page of a record, and taken back."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from documents.models import Document
from meetings.models import Meeting
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    FormerNameFactory,
    MeetingFactory,
    OutcomeFactory,
    PartyFactory,
)

from .forms import save, shown_values


def page_of(record, page: str, *more: int) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk, *more])


def told(response) -> list[tuple]:
    """Record, kind of change and person, with the differences, newest first."""
    return [
        (
            change.record,
            change.version.history_type,
            change.version.history_user and change.version.history_user.username,
            [(one.label, one.before, one.after) for one in change.differences],
        )
        for change in response.context["changes"]
    ]


@pytest.fixture
def sari(db) -> Client:
    user = StaffFactory(username="sari")
    user.groups.add(Group.objects.get(name="Approver"))
    client = Client()
    client.force_login(user)
    return client


def test_page_tells_old_and_new_of_every_field_with_person(sari):
    party, newcomer = PartyFactory(name="Laos"), PartyFactory(name="Timor-Leste")
    meeting = MeetingFactory(title="The tenth", summary="Before", start="2025", end=None, participants=[party])
    changed = {"summary": "After", "start": "Oct 2025", "participants": [party.pk, newcomer.pk], "mode": "hybrid"}
    save(sari, page_of(meeting, "change"), **changed)
    answer = sari.get(page_of(meeting, "history"))
    record, kind, person, differences = told(answer)[0]
    assert (record, kind, person) == ("The tenth", "~", "sari")
    assert {label: (before, after) for label, before, after in differences} == {
        "summary": ("Before", "After"),
        "start": ("2025", "October 2025"),
        "participants": ("Laos", "Laos, Timor-Leste"),
        "mode": (Meeting(mode=meeting.mode).get_mode_display(), "in person and online"),
    }
    assert "sari" in answer.text


def test_page_tells_what_became_of_the_parts(sari):
    outcome = OutcomeFactory(text="Draft of an outcome", state="draft")
    paper = MeetingDocumentFactory(meeting=outcome.meeting, document__title="Statement")
    outcome.text = "Put better"
    outcome.save()
    outcome.delete()
    changes = told(sari.get(page_of(paper.meeting, "history")))
    assert [(record, kind) for record, kind, _person, _told in changes] == [
        ("Adopted: Put better", "-"),
        ("Adopted: Put better", "~"),
        (str(paper), "+"),
        ("Adopted: Draft of an outcome", "+"),
        (str(paper.meeting), "+"),
    ]
    assert changes[1][3] == [("text", "Draft of an outcome", "Put better")]


def test_page_of_a_body_tells_of_its_names(sari):
    name = FormerNameFactory(name="WGMC")
    save(sari, page_of(name.body, "change"), **{"former_names-0-name": "WGMCD"})
    assert told(sari.get(page_of(name.body, "history")))[0] == ("WGMCD", "~", "sari", [("name", "WGMC", "WGMCD")])


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number_of_changes(sari, count, django_assert_num_queries):
    outcome = OutcomeFactory()
    for number in range(count):
        outcome.text = f"Version {number}"
        outcome.save()
        outcome.meeting.summary = f"Version {number}"
        outcome.meeting.save()
    with django_assert_num_queries(QUERIES):
        answer = sari.get(page_of(outcome.meeting, "history"))
    assert len(answer.context["changes"]) == 2 * count + 2


# session, person, permissions (2), the record; count and page; of the meetings: versions, those before, relations (2),
# body, party and records; of the outcomes: versions, those before, relations, records
QUERIES = 18


def test_history_has_pages(sari):
    meeting = MeetingFactory()
    for number in range(26):
        meeting.summary = f"Version {number}"
        meeting.save()
    first, second = (sari.get(page_of(meeting, "history"), {"page": page}) for page in (1, 2))
    assert [len(one.context["changes"]) for one in (first, second)] == [25, 2]


def test_version_is_taken_up_again_with_its_relations(sari):
    party = PartyFactory()
    meeting = MeetingFactory(summary="Right", start="2025-10", participants=[party])
    right = meeting.history.get()
    save(sari, page_of(meeting, "change"), summary="Wrong", start="2024", participants=[])
    address = page_of(meeting, "version", right.pk)
    shown = sari.get(address)
    assert {(one.label, one.before, one.after) for one in shown.context["differences"]} == {
        ("summary", "Wrong", "Right"),
        ("start", "2024", "October 2025"),
        ("participants", "—", str(party)),
    }
    assert sari.post(address, shown_values(sari, address)).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.summary, meeting.start.isoformat(), [*meeting.participants.all()]) == ("Right", "2025-10", [party])
    last = meeting.history.first()
    assert last.history_user.username == "sari"
    assert last.history_change_reason.startswith("back to the version of ")


def test_state_is_not_taken_back(sari):
    document = DocumentFactory(title="Before", state="draft")
    draft = document.history.get()
    document.title = "After"
    document.publish()
    address = page_of(document, "version", draft.pk)
    sari.post(address, shown_values(sari, address))
    document.refresh_from_db()
    assert (document.title, document.state) == ("Before", "published")


def test_version_is_not_taken_up_over_what_somebody_saved_meanwhile(sari):
    document = DocumentFactory(title="First")
    first = document.history.get()
    document.title = "Second"
    document.save()
    address = page_of(document, "version", first.pk)
    looked = shown_values(sari, address)
    document.title = "Third"
    document.save()
    answer = sari.post(address, looked)
    assert (answer.status_code, Document.objects.get().title) == (200, "Third")
    assert "Somebody else changed this meanwhile." in answer.text


def test_version_that_breaks_a_rule_is_not_taken_up(sari):
    meeting = MeetingFactory(ordinal=9)
    ninth = meeting.history.get()
    meeting.ordinal = 10
    meeting.save()
    MeetingFactory(body=meeting.body, ordinal=9)
    address = page_of(meeting, "version", ninth.pk)
    answer = sari.post(address, shown_values(sari, address))
    assert "This body already has a meeting with that ordinal." in answer.text
    meeting.refresh_from_db()
    assert meeting.ordinal == 10


@pytest.mark.parametrize(("role", "status"), [("Editor", 403), ("Auditor", 403), ("Approver", 302)])
def test_public_record_is_taken_back_by_those_who_may_publish(db, role, status):
    client, user = Client(), StaffFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    document = DocumentFactory(title="First")
    first = document.history.get()
    document.title = "Second"
    document.save()
    address = page_of(document, "version", first.pk)
    assert client.get(address).status_code == 200
    now = document.history.first().pk
    assert client.post(address, {"now": now}).status_code == status


def test_history_is_closed_to_whoever_may_not_see_the_record(db):
    client = Client()
    client.force_login(StaffFactory(permissions=["meetings.view_meeting"]))
    document = DocumentFactory()
    assert client.get(page_of(document, "history")).status_code == 403
    assert client.get(page_of(document, "version", document.history.get().pk)).status_code == 403
    other = MeetingFactory()
    assert client.get(page_of(other, "version", 10**6)).status_code == 404


def test_version_that_named_what_is_gone_is_taken_up_without_it(sari):
    item = AgendaItemFactory(state="draft")
    outcome = OutcomeFactory(meeting=item.meeting, agenda_item=item, text="First", state="draft")
    first = outcome.history.get()
    outcome.text, outcome.agenda_item = "Second", None
    outcome.save()
    item.delete()
    address = page_of(outcome, "version", first.pk)
    assert sari.post(address, shown_values(sari, address)).status_code == 302
    outcome.refresh_from_db()
    assert (outcome.text, outcome.agenda_item) == ("First", None)


def test_page_of_a_record_is_silent_on_parts_that_one_may_not_see(db):
    client, outcome = Client(), OutcomeFactory(state="draft", text="A draft")
    client.force_login(StaffFactory(permissions=["meetings.view_meeting"]))
    assert [record for record, *_rest in told(client.get(page_of(outcome.meeting, "history")))] == [
        str(outcome.meeting)
    ]
