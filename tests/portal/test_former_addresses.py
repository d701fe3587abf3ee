"""What moved leads on: renamed records, parts of renamed wholes, parties of another kind."""

import pytest

from tests.factories.documents import DocumentFactory, DocumentFileFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.pages import TextPageFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, StrategicAreaFactory

from .moves import moved, rename

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "path", "to"),
    [
        (MemberStateFactory, "/partners/party/", "/countries/party/"),
        (PartyFactory, "/countries/party/", "/partners/party/"),
    ],
)
def test_partner_among_the_countries_leads_to_the_partners_and_the_other_way_round(client, make, path, to):
    party = make(slug="party")
    assert moved(client, f"{path}?lang=en") == (301, f"{to}?lang=en")
    assert client.get(to).status_code == 200
    rename(party, "renamed")
    assert moved(client, path) == (301, to.replace("party", "renamed"))


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"publish_from": "2999-01-01T00:00Z"}])
def test_address_of_the_wrong_kind_does_not_betray_a_party_that_is_not_public(client, hidden):
    MemberStateFactory(slug="state", **hidden)
    PartyFactory(slug="partner", **hidden)
    assert [client.get(path).status_code for path in ("/partners/state/", "/countries/partner/")] == [404, 404]


@pytest.mark.parametrize(
    ("make", "path", "to"),
    [
        (MeetingFactory, "/meetings/old/", "/meetings/new/"),
        (BodyFactory, "/bodies/old/", "/bodies/new/"),
        (MemberStateFactory, "/countries/old/", "/countries/new/"),
        (PartyFactory, "/partners/old/", "/partners/new/"),
        (DocumentFactory, "/documents/old/", "/documents/new/"),
        (PlanFactory, "/plans/old/", "/plans/new/"),
        (TextPageFactory, "/about/old/", "/about/new/"),
    ],
)
def test_former_address_leads_to_the_present_one(client, make, path, to):
    rename(make(slug="old"), "new")
    assert moved(client, path) == (301, to)
    assert moved(client, f"{path}?lang=en&x=1") == (301, f"{to}?lang=en&x=1")
    assert client.get(to).status_code == 200


@pytest.mark.parametrize(
    ("make", "path", "to"),
    [
        (lambda body: MeetingFactory(body=body, ordinal=8), "/bodies/old/latest/", "/bodies/new/latest/"),
        (lambda body: MeetingFactory(body=body, ordinal=8, start="2999"), "/bodies/old/next/", "/bodies/new/next/"),
    ],
)
def test_address_below_a_renamed_body_leads_on(client, make, path, to):
    body = BodyFactory(slug="old")
    make(body)
    rename(body, "new")
    assert moved(client, path) == (301, to)


def test_file_of_a_renamed_document_leads_on(client):
    file = DocumentFileFactory(document=DocumentFactory(slug="old"), version=1)
    rename(file.document, "new")
    assert moved(client, "/documents/old/v1/en.html") == (301, "/documents/new/v1/en.html")


def test_outcome_below_a_renamed_meeting_leads_on(client):
    outcome = OutcomeFactory(meeting=MeetingFactory(slug="old"), slug="1")
    rename(outcome.meeting, "new")
    assert moved(client, "/meetings/old/outcomes/1/") == (301, "/meetings/new/outcomes/1/")


def test_renamed_outcome_leads_on_within_its_meeting(client):
    outcome = OutcomeFactory(meeting=MeetingFactory(slug="ammin-9"), slug="1")
    rename(outcome, "12")
    assert moved(client, "/meetings/ammin-9/outcomes/1/") == (301, "/meetings/ammin-9/outcomes/12/")


def test_outcome_that_moved_to_another_meeting_leads_on(client):
    outcome = OutcomeFactory(meeting=MeetingFactory(slug="ammin-8"), slug="1")
    outcome.meeting = MeetingFactory(slug="ammin-9")
    outcome.save()
    assert moved(client, "/meetings/ammin-8/outcomes/1/") == (301, "/meetings/ammin-9/outcomes/1/")


@pytest.mark.parametrize("make", [StrategicAreaFactory, ActionFactory, ActivityFactory])
def test_item_below_a_renamed_plan_leads_on_and_so_does_a_renamed_item(client, make):
    item = make(plan=PlanFactory(slug="old"), slug="item")
    rename(item.plan, "new")
    rename(item, "renamed")
    assert moved(client, "/plans/old/item/") == (301, "/plans/new/item/")
    assert moved(client, "/plans/new/item/") == (301, "/plans/new/renamed/")


def test_former_address_of_a_withdrawn_record_leads_to_its_tombstone(client):
    meeting = MeetingFactory(slug="old")
    rename(meeting, "new")
    meeting.withdraw("Never held")
    assert moved(client, "/meetings/old/") == (301, "/meetings/new/")
    assert client.get("/meetings/new/").status_code == 410


def test_former_address_of_a_draft_is_not_found(client):
    rename(MeetingFactory(slug="old", state="draft"), "new")
    assert client.get("/meetings/old/").status_code == 404


def test_former_address_that_another_record_has_now_is_that_record(client):
    rename(MeetingFactory(slug="shared", title="The former one"), "moved")
    MeetingFactory(slug="shared", title="The present one")
    assert "The present one" in client.get("/meetings/shared/").text


def test_former_address_says_the_same_on_page_and_api_where_a_draft_waits_for_it(client):
    rename(MeetingFactory(slug="shared"), "moved")
    MeetingFactory(slug="shared", state="draft")
    assert moved(client, "/meetings/shared/") == (301, "/meetings/moved/")
    assert moved(client, "/api/v1/meetings/shared/") == (301, "http://testserver/api/v1/meetings/moved/")


def test_api_leads_from_a_former_slug_to_the_present_one(client):
    rename(MeetingFactory(slug="old"), "new")
    assert moved(client, "/api/v1/meetings/old/") == (301, "http://testserver/api/v1/meetings/new/")


def test_api_knows_a_withdrawn_record_by_its_former_slug_too(client):
    meeting = MeetingFactory(slug="old")
    rename(meeting, "new")
    meeting.withdraw("Never held")
    assert moved(client, "/api/v1/meetings/old/") == (301, "http://testserver/api/v1/meetings/new/")


def test_draft_that_had_a_former_address_for_a_while_leaves_it_as_it_was(client):
    rename(MeetingFactory(slug="shared"), "moved")
    rename(MeetingFactory(slug="shared", state="draft"), "elsewhere")
    assert moved(client, "/meetings/shared/") == (301, "/meetings/moved/")
    assert moved(client, "/api/v1/meetings/shared/") == (301, "http://testserver/api/v1/meetings/moved/")


@pytest.mark.parametrize("item", [StrategicAreaFactory, ActionFactory, ActivityFactory])
@pytest.mark.parametrize("draft", [StrategicAreaFactory, ActionFactory, ActivityFactory])
def test_former_address_of_an_item_leads_on_where_a_draft_of_any_kind_waits_for_it(client, item, draft):
    plan = PlanFactory(slug="plan")
    rename(item(plan=plan, slug="shared"), "moved")
    draft(plan=plan, slug="shared", state="draft")
    assert moved(client, "/plans/plan/shared/") == (301, "/plans/plan/moved/")


@pytest.mark.parametrize("missing", ["/meetings/ammin-8/outcomes/99/", "/documents/plan/v9/en.html"])
def test_slug_that_was_changed_and_changed_back_leads_nowhere_but_home(client, missing):
    for record in (MeetingFactory(slug="ammin-8"), DocumentFactory(slug="plan")):
        slug = record.slug
        rename(record, "other")
        rename(record, slug)
    assert client.get(missing).status_code == 404
