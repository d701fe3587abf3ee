"""Feeds: valid Atom with one entry a record, the newest first, found from the pages, and nothing that is not public."""

import re
import warnings
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from amin_portal.publishing.models import State
from meetings.models import Meeting
from tests.factories.documents import (
    DocumentFactory,
    DocumentFileFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
)
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser

pytestmark = pytest.mark.django_db

OF_LISTS = [
    f"/{name}/feed.atom"
    for name in (
        "bodies", "meetings", "outcomes", "plans", "documents", "publications", "partners", "countries", "links",
        "figures",
    )
]  # fmt: skip


def read(answer) -> feedparser.FeedParserDict:
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    feed = feedparser.parse(answer.content)
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert all(entry.id and entry.title and entry.updated and entry.link.startswith("http") for entry in feed.entries)
    return feed


def titles(client, address: str) -> list[str]:
    return [entry.title for entry in read(client.get(address)).entries]


def changed(record, day: int) -> None:
    """As if it had been changed last on that day of May."""
    type(record).objects.filter(pk=record.pk).update(updated_at=datetime(2030, 5, day, 12, tzinfo=UTC))


def test_entry_says_what_the_record_is_and_stays_the_same_one(client):
    meeting = MeetingFactory(
        slug="forum", title="Forum <& more>", summary="It\x0bmet\ufffe.", start="2023-11", end=None, city="Bali"
    )
    OutcomeFactory(meeting=meeting)
    changed(meeting, 2)
    feed = read(client.get("/meetings/feed.atom?q=forum"))
    [entry] = feed.entries
    assert (entry.id, entry.link) == (meeting.uid.urn, "http://testserver/meetings/forum/")
    assert (entry.updated, entry.tags[0].term) == ("2030-05-02T12:00:00+00:00", "meeting")
    assert datetime.fromisoformat(entry.published) == meeting.created_at
    assert (entry.title_detail.type, entry.title) == ("text/plain", "Forum <& more>")
    assert entry.summary == "<p>November 2023, Bali</p><p>Itmet.</p><p>1 outcome on record</p>"
    links = {link.rel: link.href for link in feed.feed.links}
    own = "http://testserver/meetings/feed.atom?q=forum"
    assert (links, feed.feed.id) == ({"alternate": "http://testserver/meetings/?q=forum", "self": own}, own)
    assert (feed.feed.title, feed.feed.updated) == (
        "Meetings (Words: forum) | ASEAN minerals cooperation",
        entry.updated,
    )
    assert feed.feed.author == "ASEAN minerals cooperation: the public record"
    assert feed.feed.language == "en-gb"


def test_what_changed_last_comes_first_and_once(client):
    old, new = DocumentFactory(title="Old"), DocumentFactory(title="New")
    for _ in range(3):
        DocumentFileFactory(document=old)
    changed(old, 1)
    changed(new, 2)
    assert titles(client, "/documents/feed.atom") == ["New", "Old"]
    old.summary = "Revised"
    old.save()
    changed(old, 3)
    assert titles(client, "/documents/feed.atom") == ["Old", "New"]


def test_what_falls_due_is_as_new_as_the_moment_set_for_it(client):
    due = timezone.now() - timedelta(seconds=1)
    late = MeetingFactory(title="Late", publish_from=due)
    Meeting.objects.filter(pk=late.pk).update(created_at=due - timedelta(9), updated_at=due - timedelta(9))
    early = MeetingFactory(title="Early")
    Meeting.objects.filter(pk=early.pk).update(created_at=due - timedelta(9), updated_at=due - timedelta(8))
    entries = read(client.get("/meetings/feed.atom")).entries
    assert [entry.title for entry in entries] == ["Late", "Early"]
    assert entries[0].published == entries[0].updated == due.isoformat()


def test_feed_holds_the_fifty_newest(client):
    for number in range(52):
        changed(DocumentFactory(title=f"Number {number}"), 1 + number // 2)
    found = titles(client, "/documents/feed.atom")
    assert (len(found), set(found) & {"Number 0", "Number 1"}) == (50, set())


@pytest.mark.parametrize("address", ["/feeds/all.atom", *OF_LISTS, "/search/feed.atom?q=nothing"])
def test_empty_feed_is_a_feed_and_the_same_each_time(client, address):
    answer = client.get(address)
    assert read(answer).entries == []
    assert client.get(address).content == answer.content
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_everything_new_is_one_entry_a_record_and_not_one_a_part(client):
    meeting = MeetingFactory(title="Forum")
    OutcomeFactory(meeting=meeting)
    document = MeetingDocumentFactory(meeting=meeting, document__title="Declaration").document
    DocumentFileFactory(document=document)
    plan = PlanFactory(code="AMCAP", title="Action plan")
    report = ProgressReportFactory(action=ActionFactory(plan=plan))
    expected = ["Forum", "Declaration", "AMCAP: Action plan", str(report)]
    assert sorted(titles(client, "/feeds/all.atom")) == sorted(expected)


def test_feeds_of_a_body_a_plan_and_a_document_tell_of_what_is_theirs(client):
    body = BodyFactory(slug="body")
    document = DocumentFactory(slug="paper", title="Paper", bodies=[body])
    MeetingFactory(body=body, title="Own")
    MeetingFactory(joint_bodies=[body], title="Joint")
    file = DocumentFileFactory(document=document)
    plan = PlanFactory(slug="plan", code="", title="The plan")
    action = ActionFactory(plan=plan)
    parts = [StrategicAreaFactory(plan=plan), action, ActivityFactory(plan=plan), ProgressReportFactory(action=action)]
    ProgressReportFactory()  # of another plan
    theirs = {
        "/bodies/body/feed.atom": [str(body), "Own", "Joint", "Paper"],
        "/documents/paper/feed.atom": ["Paper", str(file)],
        "/plans/plan/feed.atom": ["The plan", *map(str, parts)],
    }
    assert {address: sorted(titles(client, address)) for address in theirs} == {
        address: sorted(expected) for address, expected in theirs.items()
    }


def test_search_feed_has_what_the_search_finds_the_newest_first(client):
    old = DocumentFactory(title="Tin in the sea", slug="tin")
    new = MeetingFactory(title="Workshop on tin")
    DocumentFactory(title="Copper")
    changed(old, 1)
    changed(new, 2)
    assert titles(client, "/search/feed.atom?q=tin") == ["Workshop on tin", "Tin in the sea"]
    assert titles(client, "/search/feed.atom?q=tin&type=documents") == ["Tin in the sea"]
    assert read(client.get("/search/feed.atom?q=tin")).feed.link == "http://testserver/search/?q=tin"


@pytest.mark.parametrize(
    ("address", "offenders"),
    [
        ("/feeds/all.atom?q=tin", ["q"]),
        ("/documents/feed.atom?kid=study&year=x&ordering=title&page=2", ["kid", "ordering", "page", "year"]),
        ("/documents/feed.atom?q=%00", ["q"]),
        ("/documents/paper/feed.atom?q=tin", ["q"]),
        ("/search/feed.atom", ["q"]),
        ("/search/feed.atom?q=tin&type=x", ["type"]),
    ],
)
def test_what_is_not_understood_is_refused_and_named(client, address, offenders):
    DocumentFactory(slug="paper")
    answer = client.get(address)
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == offenders


def test_pages_lead_to_their_feeds_in_the_head_and_for_all_to_see(client):
    body = BodyFactory(slug="body")
    OutcomeFactory(meeting=MeetingFactory(body=body, slug="forum", host=MemberStateFactory()))
    DocumentFactory(slug="paper", bodies=[body], kind="study")
    for factory in (PartyFactory, RelatedLinkFactory, KeyFigureFactory):
        factory()
    PlanFactory(slug="plan")
    pages = {
        "/": None,
        "/meetings/forum/": None,
        "/meetings/?body=body&ordering=title": "/meetings/feed.atom?body=body",
        "/search/?q=forum&nosuch=1": "/search/feed.atom?q=forum",
        "/bodies/body/": "/bodies/body/feed.atom",
        "/documents/paper/": "/documents/paper/feed.atom",
        "/plans/plan/": "/plans/plan/feed.atom",
    } | {address.removesuffix("feed.atom"): address for address in OF_LISTS if "meetings" not in address}
    found = {}
    for page in pages:
        head, body = client.get(page).text.split("</head>")
        links = re.findall(r'<link rel="alternate"\s+type="application/atom\+xml"\s+href="([^"]+)"', head)
        found[page] = links, set(links) <= set(re.findall(r'<a [^>]*href="([^"]+)"', body))
    assert found == {
        page: (["/feeds/all.atom", own] if own else ["/feeds/all.atom"], True) for page, own in pages.items()
    }


def test_withdrawn_and_draft_have_no_feed(client, editor):
    gone = PlanFactory(slug="gone")
    gone.withdraw("By mistake")
    PlanFactory(slug="draft", state=State.DRAFT)
    assert [client.get(f"/plans/{slug}/feed.atom").status_code for slug in ("gone", "draft", "none")] == [410, 404, 404]
    assert editor.get("/plans/draft/feed.atom").status_code == 404
    assert "draft/feed.atom" not in editor.get("/plans/draft/").text


@pytest.mark.parametrize("count", [1, 3])
def test_feeds_cost_the_same_for_any_number(client, count, django_assert_num_queries):
    body, plan = BodyFactory(slug="body"), PlanFactory(slug="plan")
    for _ in range(count):
        OutcomeFactory(meeting=MeetingFactory(body=body, summary="On tin", host=MemberStateFactory()))
        document = DocumentFactory(bodies=[body], title="Tin", slug="" if count > 1 else "paper")
        ActivityFactory(plan=plan)
        ProgressReportFactory(action=ActionFactory(plan=plan))
        DocumentFileFactory(document=document)
    costs = {
        "/meetings/feed.atom": 5,  # version, meetings, bodies, hosts, outcomes
        "/outcomes/feed.atom": 3,
        "/documents/feed.atom": 2,
        "/feeds/all.atom": 10,  # those, documents, plans, and reports with what their address needs
        "/bodies/body/feed.atom": 8,
        "/plans/plan/feed.atom": 11,
        f"/documents/{document.slug}/feed.atom": 5,
        "/search/feed.atom?q=tin": 10,  # three for the words, one for the facets
    }
    for address, cost in costs.items():
        with django_assert_num_queries(cost):
            assert client.get(address).status_code == 200
