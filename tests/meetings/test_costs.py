"""What the pages of meetings cost: as many queries for three things around them as for one."""

import pytest

from tests.factories.documents import DocumentFactory, MeetingDocumentFactory, RelatedLinkFactory
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


def around_a_body(count):
    body = BodyFactory(parent=BodyFactory(), successor=BodyFactory())
    for _ in range(count):
        FormerNameFactory(body=body)
        BodyFactory(parent=body)
        BodyFactory(successor=body)
        MeetingFactory(body=body, host=MemberStateFactory())
        MeetingFactory(joint_bodies=[body], host=MemberStateFactory())
        DocumentFactory(bodies=[body])
        PartyFactory(bodies=[body])
        StrategicAreaFactory(lead_body=body)
        ActionFactory(body=body)
        OutcomeFactory(tasked_bodies=[body])
    return body


def around_a_meeting(count):
    meeting = MeetingFactory(host=MemberStateFactory())
    MeetingFactory(body=meeting.body, ordinal=meeting.ordinal + 1)
    for _ in range(count):
        meeting.joint_bodies.add(BodyFactory())
        meeting.participants.add(PartyFactory())
        item = AgendaItemFactory(meeting=meeting)
        outcome = OutcomeFactory(meeting=meeting, agenda_item=item, tasked_bodies=[BodyFactory()])
        paper = MeetingDocumentFactory(meeting=meeting, outcome=outcome, agenda_item=item)
        PlanFactory(document=paper.document, outcomes=[outcome])
        ActivityFactory(event=meeting, country=MemberStateFactory())
        PlanFactory(adopted_at=meeting)
        told = {"meeting": meeting, "evidence": [DocumentFactory()]}
        for subject in ({}, {"action": None, "plan": PlanFactory()}, {"action": None, "activity": ActivityFactory()}):
            ProgressReportFactory(**told, **subject)
    return meeting


def around_an_outcome(count):
    item = AgendaItemFactory()
    outcome = OutcomeFactory(meeting=item.meeting, agenda_item=item, follows=OutcomeFactory())
    for _ in range(count):
        outcome.tasked_bodies.add(BodyFactory())
        OutcomeFactory(follows=outcome)
        paper = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome)
        PlanFactory(document=paper.document, outcomes=[outcome])
        ActionFactory(mandate=outcome)
    return outcome


def around_a_party(make):
    def fill(count):
        party = make()
        for _ in range(count):
            party.bodies.add(BodyFactory())
            MeetingFactory(host=party)
            MeetingFactory(participants=[party], host=MemberStateFactory())
            DocumentFactory(partners=[party], publishers=[party])
            PlanFactory(drafting_lead=party)
            ProgressReportFactory(action=ActionFactory(leads=[party]))
            activity = ActivityFactory(leads=[party], country=MemberStateFactory())
            ProgressReportFactory(action=None, activity=activity)
            ActivityFactory(partners=[party], country=party)
            RelatedLinkFactory(country=party)
        return party

    return fill


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("fill", "queries"),
    [
        (around_a_body, 36),
        (around_a_meeting, 59),
        (around_an_outcome, 40),
        (around_a_party(PartyFactory), 25),
        (around_a_party(MemberStateFactory), 26),
    ],
    ids=["body", "meeting", "outcome", "partner", "country"],
)
def test_page_costs_the_same_however_much_is_around_it(client, django_assert_num_queries, fill, queries, count):
    address = fill(count).get_absolute_url()
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def rows_of_bodies(count):
    for _ in range(count):
        BodyFactory(parent=BodyFactory(state="draft"))
        BodyFactory(parent=BodyFactory())


def rows_of_meetings(count):
    MeetingFactory.create_batch(count, host=MemberStateFactory())


def rows_of_outcomes(count):
    for outcome in OutcomeFactory.create_batch(count):
        MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome)


def rows_of_partners(count):
    for _ in range(count):
        PartyFactory(bodies=BodyFactory.create_batch(2))


def rows_of_countries(count):
    for _ in range(count):
        MeetingFactory.create_batch(2, host=MemberStateFactory())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("fill", "queries"),
    [
        (rows_of_bodies, 9),
        (rows_of_meetings, 10),  # one of them counts those on known days
        (rows_of_outcomes, 11),
        (rows_of_partners, 8),
        (rows_of_countries, 9),
    ],
    ids=["bodies", "meetings", "outcomes", "partners", "countries"],
)
def test_list_costs_the_same_for_any_number(client, django_assert_num_queries, fill, queries, count):
    fill(count)
    address = f"/{fill.__name__.removeprefix('rows_of_')}/"
    with django_assert_num_queries(queries):
        assert len(client.get(address).context["object_list"]) >= count
