"""The collections of the API: which there are, and what each costs."""

import pytest

from amin_portal.api import COLLECTIONS
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

pytestmark = pytest.mark.django_db

NAMES = [viewset.model.collection for viewset in COLLECTIONS]
every_collection = pytest.mark.parametrize("name", NAMES)


def test_root_lists_every_collection_and_the_search(client):
    named = (*NAMES, "search", "changes")
    addresses = {name: f"http://testserver/api/v1/{name}/" for name in named}
    assert client.get("/api/v1/").json() == addresses | {"data": "http://testserver/data/"}
    assert NAMES == [
        "bodies", "parties", "meetings", "agenda-items", "outcomes", "documents", "files", "links", "figures",
        "plans", "areas", "actions", "activities", "reports",
    ]  # fmt: skip


@every_collection
@pytest.mark.parametrize("key", ["nosuch", "00000000-0000-4000-8000-000000000000", "%00", "a%00b", "ä", "a.json"])
def test_unknown_record_is_a_problem_404(client, name, key):
    answer = client.get(f"/api/v1/{name}/{key}/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert list(answer.json()) == ["type", "title", "status", "detail"]


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
    (bodies, 7), (parties, 4), (meetings, 11), (agenda_items, 4), (outcomes, 12), (documents, 12), (files, 4),
    (links, 4), (figures, 3), (plans, 12), (areas, 5), (actions, 10), (activities, 14), (reports, 10),
]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("make", "queries"), COSTS, ids=[make.__name__ for make, _queries in COSTS])
def test_collection_costs_the_same_for_any_number(client, django_assert_num_queries, make, queries, count):
    make(count)
    with django_assert_num_queries(queries):
        answer = client.get(f"/api/v1/{make.__name__.replace('_', '-')}/").json()
    assert answer["count"] >= count
