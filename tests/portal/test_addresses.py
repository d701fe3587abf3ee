"""Addresses are for ever: each leads to its record, what was withdrawn says so, what never was is not found."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting
from tests.factories.kinds import EVERY_KIND, FILES, WITH_PAGE
from tests.factories.meetings import MeetingFactory

from .doors import own_doors
from .moves import moved

pytestmark = pytest.mark.django_db

every_kind = pytest.mark.parametrize("make", EVERY_KIND, ids=lambda make: make.__name__)
every_page = pytest.mark.parametrize("make", [*WITH_PAGE, *FILES], ids=lambda make: make.__name__)


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


@every_kind
def test_withdrawn_record_that_was_never_public_is_not_found(client, make):
    record = make(state="withdrawn", withdrawn_on="2024-01-31", withdrawal_reason="Secret reason")
    answers = [client.get(address) for address in own_doors(record)]
    assert {(answer.status_code, "Secret reason" in answer.text) for answer in answers} == {(404, False)}


@pytest.mark.parametrize("path", ["/", "/search/", f"/id/{uuid.UUID(int=4)}", "/api/docs/", "/api/docs/try/"])
def test_nothing_can_be_posted_to_a_page(client, path):
    assert client.post(path).status_code == 405


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
    assert [query["sql"] for query in queries if not query["sql"].lstrip("(").startswith("SELECT")] == []
    assert Meeting.objects.get().revision == meeting.revision


@pytest.mark.parametrize("path", ["/", "/meetings/", "/search/?q=x", "/api/v1/meetings/", "/about/"])
def test_page_is_ruled_by_a_strict_content_security_policy(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert ("default-src 'none'" in policy, "unsafe" in policy, "script-src" in policy) == (True, False, False)


def test_robots_are_told_where_the_sitemap_is(client):
    answer = client.get("/robots.txt")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in answer.text
