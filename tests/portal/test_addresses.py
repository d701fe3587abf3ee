"""Addresses are for ever: what moved leads on, what was withdrawn says so, what never was is not found."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from tests.factories.documents import (
    DocumentFactory,
    DocumentFileFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
    UploadedFileFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.factories.pages import TextPageFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = [
    BodyFactory, MeetingFactory, AgendaItemFactory, OutcomeFactory, MemberStateFactory, PartyFactory, DocumentFactory,
    DocumentFileFactory, UploadedFileFactory, MeetingDocumentFactory, RelatedLinkFactory, KeyFigureFactory, PlanFactory,
    StrategicAreaFactory, ActionFactory, ActivityFactory, ProgressReportFactory, TextPageFactory,
]  # fmt: skip
WITH_PAGE = [
    BodyFactory, MeetingFactory, OutcomeFactory, MemberStateFactory, PartyFactory, DocumentFactory, PlanFactory,
    StrategicAreaFactory, ActionFactory, ActivityFactory, TextPageFactory, DocumentFileFactory, UploadedFileFactory,
]  # fmt: skip
every_kind = pytest.mark.parametrize("make", FACTORIES, ids=lambda make: make.__name__)
every_page = pytest.mark.parametrize("make", WITH_PAGE, ids=lambda make: make.__name__)


def rename(record, slug):
    record.slug = slug
    record.save()


def moved(client, address):
    answer = client.get(address)
    return answer.status_code, answer.headers.get("Location")


@every_kind
def test_permanent_address_leads_to_the_page(client, make):
    record = make()
    assert moved(client, f"/id/{record.uid}") == (302, record.get_absolute_url())


@every_kind
def test_permanent_address_of_a_withdrawn_record_is_its_tombstone(client, make):
    record = make()
    record.withdraw("Printed by mistake")
    answer = client.get(f"/id/{record.uid}")
    assert (answer.status_code, "Printed by mistake" in answer.text) == (410, True)


@pytest.mark.parametrize("path", [f"/id/{uuid.UUID(int=4)}", "/id/nosuch", f"/id/{uuid.UUID(int=4)}/"])
def test_permanent_address_that_never_was_is_not_found(client, path):
    assert client.get(path).status_code == 404


@every_page
def test_tombstone_says_when_why_and_what_replaces_it(client, make):
    record, newer = make(), make()
    record.withdraw("Printed by\nmistake", replaced_by=newer)
    answer = client.get(record.get_absolute_url())
    assert answer.status_code == 410
    says = [
        str(record),
        "Printed by<br>mistake",
        f"{record.withdrawn_on:%-d %B %Y}",
        f'href="{newer.get_absolute_url()}"',
    ]
    assert [one for one in says if one not in answer.text] == []


@every_page
def test_tombstone_does_not_name_a_replacement_that_is_not_public(client, make):
    record, newer = make(), make(state="draft")
    record.withdraw("Printed by mistake", replaced_by=newer)
    answer = client.get(record.get_absolute_url())
    assert (answer.status_code, newer.get_absolute_url() in answer.text) == (410, False)


@pytest.mark.parametrize(
    "path",
    [
        "/nosuch/", "/meetings/nosuch/", "/bodies/nosuch/", "/bodies/nosuch/next/", "/countries/nosuch/",
        "/partners/nosuch/", "/documents/nosuch/", "/documents/nosuch/v1/en.pdf", "/plans/nosuch/",
        "/plans/nosuch/item/", "/about/nosuch/",
        "/meetings/nosuch/outcomes/1/", "/meetings/?page=2", "/meetings/?page=x",
    ],
)  # fmt: skip
def test_page_that_never_was_is_not_found_with_a_way_on(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert ("Nothing has this address" in answer.text, 'action="/search/"' in answer.text) == (True, True)


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/nosuch/", "/api/v1/meetings/nosuch/", "/api/v2/", "/api/v1/meetings/a/b/"]
)
def test_address_of_the_api_that_never_was_is_a_problem_in_json(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


def test_partner_is_not_found_among_the_countries_nor_a_country_among_the_partners(client):
    MemberStateFactory(slug="viet-nam")
    PartyFactory(slug="igf")
    paths = ("/countries/viet-nam/", "/partners/igf/", "/countries/igf/", "/partners/viet-nam/")
    assert [client.get(path).status_code for path in paths] == [200, 200, 404, 404]


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


@pytest.mark.parametrize("key", ["uid", "slug"])
def test_api_answers_410_with_the_tombstone(client, key):
    meeting, newer = MeetingFactory(slug="gone"), MeetingFactory()
    meeting.withdraw("Never held", replaced_by=newer)
    answer = client.get(f"/api/v1/meetings/{getattr(meeting, key)}/")
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "This record was withdrawn.",
        "uid": str(meeting.uid),
        "slug": "gone",
        "record_title": meeting.title,
        "withdrawn_on": meeting.withdrawn_on.isoformat(),
        "reason": "Never held",
        "replaced_by": {
            "uid": str(newer.uid),
            "slug": newer.slug,
            "url": f"http://testserver/api/v1/meetings/{newer.slug}/",
            "web": f"http://testserver/meetings/{newer.slug}/",
            "title": newer.title,
        },
    }


def test_api_does_not_name_a_replacement_that_is_not_public(client):
    meeting = MeetingFactory()
    meeting.withdraw("Never held", replaced_by=MeetingFactory(state="draft"))
    assert client.get(f"/api/v1/meetings/{meeting.slug}/").json()["replaced_by"] is None


def test_page_on_a_public_record_does_not_write(client):
    meeting = MeetingFactory()
    with CaptureQueriesContext(connection) as queries:
        client.get(meeting.get_absolute_url())
        client.get(f"/id/{meeting.uid}")
        client.get(f"/api/v1/meetings/{meeting.slug}/")
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert Meeting.objects.get().revision == meeting.revision


@pytest.mark.parametrize("path", ["/", "/meetings/", "/search/?q=x", "/api/v1/meetings/", "/about/"])
def test_page_is_ruled_by_a_strict_content_security_policy(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "unsafe" in policy, "script-src 'self'" in policy) == (True, False, True)


def test_robots_are_told_where_the_sitemap_is(client):
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in answer.text
