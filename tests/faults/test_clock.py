"""The year ends while the portal serves, and the machine stands in another zone than the secretariat."""

import os
import time
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.factories.plans import ActionFactory, PlanFactory

pytestmark = pytest.mark.django_db
LAST_SECOND = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)  # in Jakarta, whose day the portal keeps
NEXT_SECOND = datetime(2026, 12, 31, 17, 0, 0, tzinfo=UTC)
PAGES = (
    "/",
    "/plans/",
    "/plans/plan/",
    "/plans/plan/progress/",
    "/timeline/",
    "/api/v1/plans/",
)


@pytest.fixture
def clock(monkeypatch):
    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def plan():
    plan = PlanFactory(slug="plan", kind="action_plan", start_year=2016, end_year=2026)
    ActionFactory(plan=plan)
    MeetingFactory(body=BodyFactory(kind="ministerial"), title="Forum", start="2026-12-31", status="planned")
    return plan


@pytest.fixture
def zone():
    """Lets the machine stand elsewhere, as `TZ` of its environment says."""
    before = os.environ.get("TZ")

    def stand_in(name: str) -> None:
        os.environ["TZ"] = name
        time.tzset()

    yield stand_in
    os.environ["TZ"] = before or ""
    if before is None:
        del os.environ["TZ"]
    time.tzset()


def test_last_second_of_the_year_belongs_to_it_and_the_next_to_the_new_one(client, plan, clock):
    clock(LAST_SECOND)
    in_force = [[one.slug for one in client.get("/").context["plans"]]]
    to_come = ["Forum" in str(client.get("/").text)]
    clock(NEXT_SECOND)
    page = client.get("/")
    in_force.append([one.slug for one in page.context["plans"]])
    to_come.append(page.context["next_meeting"] is not None)
    assert (in_force, to_come) == ([["plan"], []], [True, False])
    assert [client.get(address).status_code for address in PAGES] == [200] * len(PAGES)


@pytest.mark.parametrize("name", ["Pacific/Kiritimati", "America/Anchorage"])
def test_zone_of_the_machine_changes_nothing(client, plan, clock, zone, name):
    for moment in (LAST_SECOND, NEXT_SECOND):
        clock(moment)
        here = [client.get(address, headers={"Host": "testserver"}).content for address in PAGES]
        zone(name)
        there = [client.get(address, headers={"Host": "localhost"}).content for address in PAGES]
        assert [text.replace(b"localhost", b"testserver") for text in there] == here
