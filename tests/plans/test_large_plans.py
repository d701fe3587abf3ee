"""A plan with 400 actions and 4,000 reports: its pages hold their weight, and cost no more queries than a small one."""

import gzip

import pytest

from plans.models import Action, Activity, ProgressReport
from tests.factories.meetings import MeetingFactory
from tests.factories.plans import PlanFactory, StrategicAreaFactory
from tests.pages import links

pytestmark = pytest.mark.django_db
AREAS, ACTIONS, REPORTS = 8, 400, 4_000
RAW, COMPRESSED = 24_000, 8_000  # bytes of a page
STATUSES = ["", *ProgressReport.Status.values]


def public(model, **fields):
    return model(state="published", was_published=True, **fields)


def large_plan(activities=0):
    """Areas in turn; the last of every ten actions belongs to none. Ten reports an action, to ten meetings."""
    plan = PlanFactory(slug="large", code="LARGE")
    areas = [StrategicAreaFactory(plan=plan, number=number, slug=f"area-{number}") for number in range(1, AREAS + 1)]
    meetings = [MeetingFactory(start=f"{2012 + number}-05-05", ordinal=number + 1) for number in range(10)]
    actions = Action.objects.bulk_create(
        public(
            Action,
            plan=plan,
            area=None if number % 10 == 9 else areas[number % AREAS],
            title=f"Action {number} for a better knowledge of the deposits of the region",
            slug=f"action-{number}",
            position=number,
        )
        for number in range(ACTIONS)
    )
    ProgressReport.objects.bulk_create(
        public(
            ProgressReport,
            action=actions[number % ACTIONS],
            meeting=meetings[number // ACTIONS],
            as_of=meetings[number // ACTIONS].start,
            as_of_precision="day",
            status=STATUSES[(number * 7 + number // ACTIONS) % len(STATUSES)],
            narrative="Told in some detail.",
            slug=f"report-{number}",
        )
        for number in range(REPORTS)
    )
    Activity.objects.bulk_create(
        public(
            Activity,
            plan=plan,
            action=actions[number % 40],
            title=f"Workshop {number}",
            slug=f"workshop-{number}",
            kind="workshop",
        )
        for number in range(activities)
    )
    return plan


PAGES = (
    "",
    "?as_of=2018-05-05",
    "progress/",
    "progress/?as_of=2018-05-05",
    "progress/?page=16",
    "area-1/",
    "area-1/?page=2",
    "action-0/",
)


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_a_large_plan_hold_their_weight(client, page):
    large_plan(activities=200)
    answer = client.get(f"/plans/large/{page}")
    assert answer.status_code == 200
    weight = len(answer.content), len(gzip.compress(answer.content, mtime=0))
    assert weight[0] <= RAW and weight[1] <= COMPRESSED, weight  # noqa: PT018


@pytest.mark.parametrize(
    ("page", "queries"), [("", 24), ("progress/", 9), ("progress/?status=completed", 14), ("area-1/?page=2", 19)]
)
def test_pages_of_a_large_plan_cost_few_queries(client, django_assert_num_queries, page, queries):
    large_plan(activities=200)
    with django_assert_num_queries(queries):
        client.get(f"/plans/large/{page}")


def test_each_page_of_an_area_has_an_address_of_its_own(client):
    large_plan()
    for query, canonical in (("", ""), ("?page=2", "?page=2"), ("?page=2&as_of=2018", "?page=2"), ("?page=1", "")):
        page = client.get(f"/plans/large/area-1/{query}")
        assert f'<link rel="canonical" href="http://testserver/plans/large/area-1/{canonical}">' in " ".join(
            page.text.split()
        )
    assert client.get("/plans/large/area-1/?page=99").status_code == 404
    found = links(client.get("/plans/large/area-1/?as_of=2018"))
    assert "/plans/large/area-1/?as_of=2018&page=2" in found
