"""The home page: what is next, what was last, and how far the plans of today are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Body
from tests.factories.documents import DocumentFactory, KeyFigureFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory
from tests.pages import links, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def day(days):
    return str(TODAY + timedelta(days=days))


@pytest.fixture
def ministers():
    return BodyFactory(kind=Body.Kind.MINISTERIAL, acronym="AMMin")


def test_empty_portal_has_a_home_page(client):
    assert client.get("/").status_code == 200


def test_home_shows_the_last_and_the_next_ministerial_meeting(client, ministers):
    last, coming = (
        MeetingFactory(body=ministers, start=day(-10)),
        MeetingFactory(body=ministers, start=day(40), status="planned"),
    )
    MeetingFactory(body=ministers, start=day(-300))
    MeetingFactory(body=ministers, start=day(-5), state="draft")
    MeetingFactory(body=ministers, start=day(-4), status="postponed")
    MeetingFactory(body=ministers, start=day(20), status="cancelled")
    MeetingFactory(body=ministers, start=day(30), status="planned", publish_from="2999-01-01T00:00Z")
    MeetingFactory(body=ministers, start=day(400), status="planned")
    MeetingFactory(start=day(-1))
    MeetingFactory(start=day(1), status="planned")
    context = client.get("/").context
    assert (context["last_meeting"], context["next_meeting"]) == (last, coming)


def test_ministerial_meeting_of_unknown_date_is_not_the_last(client, ministers):
    last = MeetingFactory(body=ministers, start="2025-10-02")
    MeetingFactory(body=ministers, start=None)
    assert client.get("/").context["last_meeting"] == last


def test_meeting_of_today_is_neither_last_nor_lost(client, ministers):
    meeting = MeetingFactory(body=ministers, start=day(0), status="confirmed")
    assert meeting.get_absolute_url() in links(client.get("/"))


def test_meeting_known_to_the_year_or_month_only_is_still_to_come(client, ministers):
    planned = MeetingFactory(body=ministers, start=str(TODAY.year), status="planned")
    assert client.get("/").context["next_meeting"] == planned
    planned.start = f"{TODAY:%Y-%m}"
    planned.save()
    assert client.get("/").context["next_meeting"] == planned


def test_home_shows_action_plans_in_force_with_their_progress(client):
    plan = PlanFactory(start_year=TODAY.year - 1, end_year=TODAY.year)
    PlanFactory(start_year=TODAY.year + 1, end_year=TODAY.year + 5)
    PlanFactory(start_year=TODAY.year - 5, end_year=TODAY.year - 1)
    PlanFactory(start_year=TODAY.year, end_year=TODAY.year, state="draft")
    PlanFactory(start_year=TODAY.year, end_year=TODAY.year, kind="work_plan")
    done = ActionFactory(plan=plan)
    ActionFactory(plan=plan)
    ActionFactory(plan=plan, state="draft")
    ProgressReportFactory(action=done, status="completed")
    (shown,) = client.get("/").context["plans"]
    assert shown == plan
    assert [(entry.status, entry.count) for entry in shown.roll_up] == [("completed", 1), (None, 1)]


def test_home_shows_key_documents_recent_ones_and_figures(client):
    key = DocumentFactory(is_key_document=True, date="2005")
    recent = DocumentFactory(date=day(-1))
    figure = KeyFigureFactory(label="Trade", is_headline=True)
    KeyFigureFactory(label="No headline")
    KeyFigureFactory(label="Not out yet", is_headline=True, state="draft")
    page = client.get("/")
    assert (list(page.context["key_documents"]), list(page.context["figures"])) == ([key], [figure])
    assert [document for document in (key, recent) if document.get_absolute_url() not in links(page)] == []
    assert ("No headline" in text_of(page), "Not out yet" in text_of(page)) == (False, False)


def test_home_shows_a_plan_whose_end_is_open(client):
    plan = PlanFactory(start_year=TODAY.year - 1, end_year=None)
    PlanFactory(start_year=None, end_year=None)
    assert client.get("/").context["plans"] == [plan]


def test_recent_meetings_are_those_that_were_held(client):
    held = [MeetingFactory(start=day(-days)) for days in (3, 4)]
    for status in ("planned", "confirmed", "postponed", "cancelled"):
        MeetingFactory(start=day(-2), status=status)
    MeetingFactory(start=day(-1), state="draft")
    assert list(client.get("/").context["recent_meetings"]) == held


@pytest.mark.parametrize("count", [1, 3])
def test_home_costs_the_same_for_any_number(client, ministers, django_assert_num_queries, count):
    for _ in range(count):
        meeting = MeetingFactory(body=ministers, host=MemberStateFactory(), start=day(-count))
        MeetingFactory(body=ministers, host=MemberStateFactory(), start=day(count), status="planned")
        MeetingFactory(host=MemberStateFactory(), start=day(-count))
        outcome = OutcomeFactory(meeting=meeting)
        paper = MeetingDocumentFactory(meeting=meeting, outcome=outcome, document__is_key_document=True)
        plan = PlanFactory(document=paper.document, start_year=1900, end_year=2999)
        PlanFactory(adopted_at=meeting, start_year=1900, end_year=2999)
        ProgressReportFactory(action=ActionFactory(plan=plan))
        KeyFigureFactory(is_headline=True)
    with django_assert_num_queries(21):
        assert client.get("/").status_code == 200
