"""Every collection of the API: what each record says of itself, and what it costs."""

import pytest

from amin_portal.api import COLLECTIONS
from documents.models import DocumentFile
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
    FormerNameFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db

NAMES = [viewset.model.collection for viewset in COLLECTIONS]
every_collection = pytest.mark.parametrize("name", NAMES)


def test_root_lists_every_collection_and_the_search(client):
    named = (*NAMES, "search")
    assert client.get("/api/v1/").json() == {name: f"http://testserver/api/v1/{name}/" for name in named}
    assert NAMES == [
        "bodies", "parties", "meetings", "agenda-items", "outcomes", "documents", "files", "links", "figures",
        "plans", "areas", "actions", "activities", "reports",
    ]  # fmt: skip


@every_collection
def test_collection_is_an_envelope_of_records(client, name):
    build_world()
    answer = client.get(f"/api/v1/{name}/").json()
    assert list(answer) == ["count", "next", "previous", "results"]
    assert len(answer["results"]) == answer["count"] > 0


@every_collection
def test_record_says_who_it_is_and_how_recent(client, name):
    build_world()
    model = next(viewset.model for viewset in COLLECTIONS if viewset.model.collection == name)
    for record in client.get(f"/api/v1/{name}/").json()["results"]:
        stored = model.objects.get(uid=record["uid"])
        assert list(record)[:4] == ["uid", "slug", "url", "web"]
        assert list(record)[-3:] == ["sources", "revision", "updated_at"]
        assert (record["slug"], record["revision"]) == (stored.slug, stored.revision)
        assert record["sources"] == stored.sources
        assert record["web"] == f"http://testserver{stored.get_absolute_url()}"


@every_collection
def test_record_is_found_at_both_its_addresses(client, name):
    build_world()
    for record in client.get(f"/api/v1/{name}/").json()["results"]:
        assert client.get(record["url"]).json() == record
        page = client.get(record["web"].partition("#")[0])
        page.getvalue()  # read to its end, a file is closed
        elsewhere = name == "files" and DocumentFile.objects.get(uid=record["uid"]).url
        assert (page.status_code, page.headers.get("Location", "")) == ((302, elsewhere) if elsewhere else (200, ""))


@every_collection
def test_record_is_found_by_uid_and_by_slug_where_that_is_unique(client, name):
    build_world()
    model = next(viewset.model for viewset in COLLECTIONS if viewset.model.collection == name)
    record = client.get(f"/api/v1/{name}/").json()["results"][0]
    by_uid, by_slug = (client.get(f"/api/v1/{name}/{record[key]}/") for key in ("uid", "slug"))
    assert by_uid.json() == record
    if model.slug_scope:
        assert (by_slug.status_code, by_slug.json()["detail"]) == (
            404,
            "Give the permanent identifier (uid): slugs of this collection are unique only within their whole.",
        )
    else:
        assert by_slug.json() == record


@every_collection
@pytest.mark.parametrize("key", ["nosuch", "00000000-0000-4000-8000-000000000000", "%00", "a%00b", "ä", "a.json"])
def test_unknown_record_is_a_problem_404(client, name, key):
    answer = client.get(f"/api/v1/{name}/{key}/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert list(answer.json()) == ["type", "title", "status", "detail"]


@every_collection
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, editor, name, method):
    build_world()
    record = client.get(f"/api/v1/{name}/").json()["results"][0]
    for browser in (client, editor):
        for address in (f"/api/v1/{name}/", record["url"]):
            answer = getattr(browser, method)(address, data={"title": "x"}, content_type="application/json")
            assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
            assert answer.json()["title"] == "Method Not Allowed"
    assert client.get(record["url"]).json() == record


def bodies(count):
    for _ in range(count):
        FormerNameFactory(body=BodyFactory(parent=BodyFactory(state="draft"), successor=BodyFactory(state="draft")))


def parties(count):
    for _ in range(count):
        PartyFactory(bodies=BodyFactory.create_batch(2))


def meetings(count):
    for _ in range(count):
        meeting = MeetingFactory(
            host=MemberStateFactory(state="draft"), participants=[PartyFactory()], joint_bodies=[BodyFactory()]
        )
        item = AgendaItemFactory(meeting=meeting)
        MeetingDocumentFactory(meeting=meeting, outcome=OutcomeFactory(meeting=meeting, agenda_item=item))


def agenda_items(count):
    AgendaItemFactory.create_batch(count)


def outcomes(count):
    for earlier in OutcomeFactory.create_batch(count):
        item = AgendaItemFactory(meeting=earlier.meeting)
        OutcomeFactory(meeting=earlier.meeting, follows=earlier, agenda_item=item, tasked_bodies=[BodyFactory()])
        MeetingDocumentFactory(meeting=earlier.meeting, outcome=earlier)
        PlanFactory(outcomes=[earlier])


def documents(count):
    for _ in range(count):
        party = PartyFactory()
        document = DocumentFactory(publishers=[party], partners=[party], bodies=[BodyFactory()])
        UploadedFileFactory(document=document)
        outcome = OutcomeFactory()
        MeetingDocumentFactory(document=document, meeting=outcome.meeting, outcome=outcome)
        PlanFactory(document=document)


def files(count):
    DocumentFileFactory.create_batch(count)


def links(count):
    for _ in range(count):
        RelatedLinkFactory(country=MemberStateFactory())


def figures(count):
    KeyFigureFactory.create_batch(count)


def plans(count):
    for _ in range(count):
        outcome = OutcomeFactory()
        document = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome).document
        umbrella = PlanFactory(adopted_at=MeetingFactory())
        PlanFactory(
            document=document, drafting_lead=PartyFactory(), part_of=umbrella, predecessor=umbrella, supports=[umbrella]
        )


def areas(count):
    for _ in range(count):
        StrategicAreaFactory(lead_body=BodyFactory())


def actions(count):
    for _ in range(count):
        area = StrategicAreaFactory()
        ActionFactory(plan=area.plan, area=area, leads=[PartyFactory()], body=BodyFactory(), mandate=OutcomeFactory())


def activities(count):
    for _ in range(count):
        area, party = StrategicAreaFactory(), PartyFactory()
        action = ActionFactory(plan=area.plan, area=area)
        ActivityFactory(
            plan=area.plan, area=area, action=action, leads=[party], partners=[party], documents=[DocumentFactory()],
            also_serves=[area.plan], country=MemberStateFactory(), event=MeetingFactory(),
        )  # fmt: skip


def reports(count):
    for _ in range(count):
        told = {"meeting": MeetingFactory(), "evidence": [DocumentFactory()]}
        for subject in ({}, {"action": None, "plan": PlanFactory()}, {"action": None, "activity": ActivityFactory()}):
            ProgressReportFactory(**told, **subject)


COSTS = [
    (bodies, 5), (parties, 3), (meetings, 10), (agenda_items, 3), (outcomes, 11), (documents, 11), (files, 3),
    (links, 3), (figures, 2), (plans, 11), (areas, 4), (actions, 9), (activities, 13), (reports, 9),
]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("make", "queries"), COSTS, ids=[make.__name__ for make, _queries in COSTS])
def test_collection_costs_the_same_for_any_number(client, django_assert_num_queries, make, queries, count):
    make(count)
    with django_assert_num_queries(queries):
        answer = client.get(f"/api/v1/{make.__name__.replace('_', '-')}/").json()
    assert answer["count"] >= count
