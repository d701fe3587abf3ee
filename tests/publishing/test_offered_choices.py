"""A filter form offers what would find something; the filter itself takes every public record."""

import re

import pytest

from meetings.models import Meeting
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory, RelatedLinkFactory
from tests.factories.meetings import (
    BodyFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.factories.plans import PlanFactory
from tests.tables import behind_the_back

pytestmark = pytest.mark.django_db

HIDDEN = [{"state": "draft"}, {"state": "in_review"}, {"publish_from": "2999-01-01T00:00Z"}]


def offered(client, address, name) -> list[str]:
    """The slugs that the form of a list offers."""
    select = re.search(rf'<select name="{name}".*?</select>', client.get(address).text, re.DOTALL)
    return sorted(filter(None, re.findall(r'<option value="([^"]*)"', select[0]))) if select else []


@pytest.fixture
def everything():
    """One record of each kind that could be chosen, linked to nothing that is listed."""
    PartyFactory(slug="idle")
    BodyFactory(slug="idle")
    MeetingFactory(slug="idle", body=BodyFactory(slug="only-meetings"))
    PlanFactory(slug="idle")
    DocumentFactory(slug="idle", kind="study")


@pytest.mark.parametrize(
    ("address", "name", "link", "slugs"),
    [
        ("/meetings/", "host", lambda: MeetingFactory(host=MemberStateFactory(slug="linked")), ["linked"]),
        ("/meetings/", "body", lambda: MeetingFactory(body=BodyFactory(slug="linked")), ["linked", "only-meetings"]),
        ("/outcomes/", "body", lambda: OutcomeFactory(meeting__body=BodyFactory(slug="linked")), ["linked"]),
        ("/outcomes/", "meeting", lambda: OutcomeFactory(meeting=MeetingFactory(slug="linked")), ["linked"]),
        ("/bodies/", "parent", lambda: BodyFactory(parent=BodyFactory(slug="linked")), ["linked"]),
        ("/partners/", "body", lambda: PartyFactory(bodies=[BodyFactory(slug="linked")]), ["linked"]),
        ("/plans/", "part_of", lambda: PlanFactory(part_of=PlanFactory(slug="linked")), ["linked"]),
        ("/plans/", "document", lambda: PlanFactory(document=DocumentFactory(slug="linked")), ["linked"]),
        ("/documents/", "body", lambda: DocumentFactory(bodies=[BodyFactory(slug="linked")]), ["linked"]),
        ("/documents/", "meeting", lambda: MeetingDocumentFactory(meeting=MeetingFactory(slug="linked")), ["linked"]),
        ("/documents/", "publisher", lambda: DocumentFactory(publishers=[PartyFactory(slug="linked")]), ["linked"]),
        ("/documents/", "partner", lambda: DocumentFactory(partners=[PartyFactory(slug="linked")]), ["linked"]),
        ("/links/", "country", lambda: RelatedLinkFactory(country=MemberStateFactory(slug="linked")), ["linked"]),
    ],
)
def test_form_offers_what_records_of_the_list_are_linked_to(client, everything, address, name, link, slugs):
    assert offered(client, address, name) == [slug for slug in slugs if slug != "linked"]
    link()
    assert offered(client, address, name) == slugs


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
def test_form_does_not_offer_what_only_a_hidden_record_is_linked_to(client, hidden):
    host = PartyFactory(slug="host")
    meeting = MeetingFactory(host=host)
    assert offered(client, "/meetings/", "host") == ["host"]
    behind_the_back(Meeting.objects.filter(pk=meeting.pk), **hidden)
    assert offered(client, "/meetings/", "host") == []
    MeetingFactory(host=host)
    assert offered(client, "/meetings/", "host") == ["host"]


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
def test_form_does_not_offer_what_is_hidden_itself(client, hidden):
    MeetingFactory(host=PartyFactory(slug="host", **hidden))
    MeetingDocumentFactory(document__publishers=[PartyFactory(slug="publisher", **hidden)])
    assert (offered(client, "/meetings/", "host"), offered(client, "/documents/", "publisher")) == ([], [])


@pytest.mark.parametrize(
    "hidden", [{"state": "draft"}, {"document__state": "draft"}, {"meeting__state": "draft"}], ids=str
)
def test_form_does_not_offer_a_meeting_that_only_hidden_papers_lead_to(client, hidden):
    MeetingDocumentFactory(meeting__slug="meeting", **hidden)
    assert offered(client, "/documents/", "meeting") == []


def test_form_of_publications_offers_what_publications_are_linked_to(client):
    for kind in ("study", "declaration"):
        MeetingDocumentFactory(document__kind=kind, meeting__slug=f"meeting-of-the-{kind}")
        DocumentFactory(kind=kind, publishers=[PartyFactory(slug=f"publisher-of-the-{kind}")])
    assert offered(client, "/publications/", "publisher") == ["publisher-of-the-study"]
    assert offered(client, "/publications/", "meeting") == ["meeting-of-the-study"]


def test_form_goes_on_offering_the_others_while_one_is_chosen(client):
    for slug in ("a", "b"):
        MeetingFactory(host=PartyFactory(slug=slug))
    assert offered(client, "/meetings/?host=a", "host") == ["a", "b"]
    chosen = re.findall(r'<option value="(\w*)" selected>', client.get("/meetings/?host=a").text)
    assert "a" in chosen


def test_record_that_is_not_offered_is_taken_all_the_same(client):
    PartyFactory(slug="idle", name="Idle Institute")
    MeetingFactory(host=PartyFactory(slug="host"))
    page, answer = client.get("/meetings/?host=idle"), client.get("/api/v1/meetings/?host=idle")
    assert (page.status_code, page.context["problems"], list(page.context["object_list"])) == (200, [], [])
    assert page.context["filter"].in_use == [("host", "Host", "Idle Institute")]
    assert '<option value="idle" selected>' in page.text
    assert (answer.status_code, answer.json()["count"]) == (200, 0)


def test_meeting_that_is_not_offered_is_taken_all_the_same(client):
    MeetingDocumentFactory(meeting__slug="idle", state="draft")
    page, answer = client.get("/documents/?meeting=idle"), client.get("/api/v1/documents/?meeting=idle")
    assert (page.status_code, page.context["problems"], list(page.context["object_list"])) == (200, [], [])
    assert (answer.status_code, answer.json()["count"]) == (200, 0)


def test_what_is_no_slug_is_not_looked_for(client):
    MeetingFactory(host=PartyFactory(slug="host"))
    assert client.get("/meetings/", {"host": "no\x00slug"}).status_code == 200


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
def test_record_that_is_hidden_is_not_taken(client, hidden):
    MeetingFactory(host=PartyFactory(slug="host", **hidden))
    page, answer = client.get("/meetings/?host=host"), client.get("/api/v1/meetings/?host=host")
    assert [problem.parameter for problem in page.context["problems"]] == ["host"]
    assert (answer.status_code, [problem["parameter"] for problem in answer.json()["errors"]]) == (400, ["host"])


def test_answer_to_a_wrong_value_names_every_public_record(client):
    PartyFactory(slug="idle")
    MeetingFactory(host=PartyFactory(slug="host"))
    PartyFactory(slug="hidden", state="draft")
    (problem,) = client.get("/api/v1/meetings/?host=nosuch").json()["errors"]
    assert sorted(problem["allowed"]) == ["host", "idle"]
