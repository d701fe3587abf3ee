"""What the pages of plans cost: as many queries for three things around them as for one."""

import pytest

from amin_portal.search.index import update
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

pytestmark = pytest.mark.django_db


def adopted_text():
    return MeetingDocumentFactory().document


def reports_on(count, **subject):
    for _ in range(count):
        ProgressReportFactory(**{"action": None} | subject, meeting=MeetingFactory(), evidence=[DocumentFactory()])


@update.deferred()
def around_a_plan(count):
    plan = PlanFactory(
        document=adopted_text(), part_of=PlanFactory(), predecessor=PlanFactory(), drafting_lead=PartyFactory()
    )
    reports_on(count, plan=plan)
    for _ in range(count):
        PlanFactory(part_of=plan, document=adopted_text())
        PlanFactory(predecessor=plan)
        plan.supports.add(PlanFactory())
        PlanFactory(supports=[plan])
        area = StrategicAreaFactory(plan=plan, lead_body=BodyFactory())
        action = ActionFactory(plan=plan, area=area, leads=[PartyFactory()], continues=ActionFactory())
        for number in range(2):
            ActivityFactory(
                plan=plan,
                area=area,
                action=action if number else None,
                country=MemberStateFactory(),
                event=MeetingFactory(),
            )
        ActivityFactory(also_serves=[plan], country=MemberStateFactory())
        reports_on(1, action=action)
        reports_on(1, activity=plan.activities.last())
    return plan


@update.deferred()
def around_an_area(count):
    area = StrategicAreaFactory(lead_body=BodyFactory(), plan__document=adopted_text())
    for _ in range(count):
        action = ActionFactory(plan=area.plan, area=area, leads=[PartyFactory()], continues=ActionFactory())
        ActivityFactory(plan=area.plan, area=area, country=MemberStateFactory())
        ActivityFactory(plan=area.plan, area=area, action=action, country=MemberStateFactory())
        reports_on(1, action=action)
        reports_on(1, activity=area.activities.last())
    return area


@update.deferred()
def around_an_action(count):
    area = StrategicAreaFactory(plan__document=adopted_text())
    action = ActionFactory(
        plan=area.plan, area=area, body=BodyFactory(), mandate=OutcomeFactory(), continues=ActionFactory()
    )
    reports_on(count, action=action)
    for _ in range(count):
        action.leads.add(PartyFactory())
        ActionFactory(continues=action)
        ActivityFactory(plan=area.plan, action=action, country=MemberStateFactory())
        reports_on(1, activity=action.activities.last())
    return action


@update.deferred()
def around_an_activity(count):
    area = StrategicAreaFactory(plan__document=adopted_text())
    within = {"plan": area.plan, "area": area}
    activity = ActivityFactory(
        **within,
        action=ActionFactory(**within),
        country=MemberStateFactory(),
        event=MeetingFactory(),
        continues=ActivityFactory(),
    )
    reports_on(count, activity=activity)
    for _ in range(count):
        for relation, make in (
            ("leads", PartyFactory),
            ("partners", PartyFactory),
            ("also_serves", PlanFactory),
            ("documents", DocumentFactory),
        ):
            getattr(activity, relation).add(make())
        ActivityFactory(continues=activity)
    return activity


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("fill", "queries"),
    [(around_a_plan, 56), (around_an_area, 36), (around_an_action, 67), (around_an_activity, 56)],
    ids=["plan", "area", "action", "activity"],
)
def test_page_costs_the_same_however_much_is_around_it(client, django_assert_num_queries, fill, queries, count):
    address = fill(count).get_absolute_url()
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/plans/{}/progress/", 17),
        ("/plans/{}/progress/?as_of=2024", 19),
        ("/api/v1/plans/{}/progress/", 17),
        ("/api/v1/plans/{}/progress/?as_of=2024", 19),
    ],
)
def test_account_of_progress_costs_the_same_however_much_there_is(
    client, django_assert_num_queries, address, queries, count
):
    plan = around_a_plan(count)
    for action in plan.actions.all():
        ProgressReportFactory(action=action, meeting=MeetingFactory(start="2025-02-02"), evidence=[DocumentFactory()])
    with django_assert_num_queries(queries):
        assert client.get(address.format(plan.slug)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    for _ in range(count):
        PlanFactory(document=adopted_text(), part_of=PlanFactory(adopted_at=MeetingFactory()))
    with django_assert_num_queries(14):
        assert len(client.get("/plans/").context["object_list"]) == 2 * count
