"""The home page: what is next, what was last, and how far the plans of today are."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Body
from plans.charts import standing
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


def test_newest_are_meetings_and_documents_whichever_came_last_first(client):
    """What is known to the year counts from its first day."""
    for start in ("2025-10-02", "2024", "1996"):
        MeetingFactory(title=f"meeting {start}", start=start)
    for date in ("2025-10-03", "2024-02", "2005"):
        DocumentFactory(title=f"document {date}", date=date)
    page = client.get("/")
    assert [record.title for record in page.context["newest"]] == [
        "document 2025-10-03",
        "meeting 2025-10-02",
        "document 2024-02",
        "meeting 2024",
        "document 2005",
        "meeting 1996",
    ]
    assert "Declaration, 3 October 2025" in text_of(page)
    assert [record for record in page.context["newest"] if record.get_absolute_url() not in links(page)] == []


def test_newest_are_six_of_whatever_kind(client):
    MeetingFactory.create_batch(7, start="2020")
    assert len(client.get("/").context["newest"]) == 6
    documents = [DocumentFactory(date=f"2021-0{month}") for month in range(1, 8)]
    assert client.get("/").context["newest"] == documents[:0:-1]


def test_newest_leaves_out_what_is_undated_hidden_or_was_not_held(client):
    meeting, document = MeetingFactory(start=day(-3)), DocumentFactory(date=day(-4))
    for make, date in ((MeetingFactory, "start"), (DocumentFactory, "date")):
        make(**{date: None})
        make(**{date: day(-2)}, state="draft")
        make(**{date: day(-2)}, publish_from="2999-01-01T00:00Z")
    for status in ("planned", "confirmed", "postponed", "cancelled"):
        MeetingFactory(start=day(-2), status=status)
    assert client.get("/").context["newest"] == [meeting, document]


def test_home_says_that_nothing_is_new(client):
    DocumentFactory(date=None)
    assert "Nothing with a date is on record yet." in text_of(client.get("/"))


# What is expected


@pytest.fixture
def today(monkeypatch):
    """Sets the day on which the portal is visited."""
    return lambda year: monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(year, 6, 1))


def next_meeting(client) -> str:
    """What the home page says of the next ministerial meeting."""
    text = text_of(client.get("/"))
    return text.partition("The next ministerial meeting")[2].partition("All meetings")[0].strip()


RHYTHM = "The body meets every 24 months; the last on record was the {}, 2 October 2025."


@pytest.mark.parametrize(
    ("year", "says"),
    [
        (2026, "Expected in 2027, not announced."),
        (2027, "Expected in 2027, not announced."),
        (2028, "Was expected in 2027; nothing is announced."),
    ],
)
def test_home_says_when_the_next_meeting_is_expected_while_none_is_announced(client, ministers, today, year, says):
    Body.objects.update(periodicity_months=24)
    last = MeetingFactory(body=ministers, start="2025-10-02")
    today(year)
    assert next_meeting(client) == f"{says} {RHYTHM.format(last.short_title)}"


@pytest.mark.parametrize(
    ("months", "last"),
    [(None, {"start": "2025-10-02"}), (24, {"start": None}), (24, {"status": "cancelled"}), (24, None)],
)
def test_home_expects_no_meeting_without_a_rhythm_and_a_last_one(client, ministers, months, last):
    Body.objects.update(periodicity_months=months)
    if last is not None:
        MeetingFactory(body=ministers, **last)
    assert next_meeting(client) == "No date of the next ministerial meeting has been announced."


def test_home_shows_a_meeting_that_is_announced_and_expects_none(client, ministers, today):
    Body.objects.update(periodicity_months=24)
    MeetingFactory(body=ministers, start="2025-10-02")
    MeetingFactory(body=ministers, start="2027-11-03", title="11th AMMin", city="Manila", status="planned")
    today(2026)
    said = next_meeting(client)
    assert (said.startswith("11th AMMin"), "3 November 2027" in said, "xpected" in said) == (True, True, False)


# Plans


def test_plan_without_actions_shows_the_one_before_it_and_how_far_that_came(client):
    before = PlanFactory(title="The plan before", start_year=1996, end_year=1998)
    ProgressReportFactory(action=ActionFactory(plan=before), status="completed")
    ActionFactory(plan=before, state="draft")
    plan = PlanFactory(start_year=1999, end_year=None, predecessor=before)
    page = client.get("/")
    (shown,) = page.context["plans"]
    assert [(entry.status, entry.count) for entry in shown.predecessor.roll_up] == [("completed", 1)]
    assert (shown, shown.roll_up, before.get_absolute_url() in links(page)) == (plan, [], True)
    ActionFactory(plan=plan)
    assert before.get_absolute_url() not in links(client.get("/"))


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"publish_from": "2999-01-01T00:00Z"}], ids=str)
def test_plan_before_it_that_is_hidden_is_not_shown(client, hidden):
    PlanFactory(start_year=1999, end_year=None, predecessor=PlanFactory(end_year=1998, start_year=1996, **hidden))
    page = client.get("/")
    assert (page.context["plans"][0].predecessor, "The plan before it" in text_of(page)) == (None, False)


def test_plan_stands_in_its_period(client):
    PlanFactory(start_year=TODAY.year - 1, end_year=TODAY.year + 3)
    (shown,) = client.get("/").context["plans"]
    assert shown.standing == standing(TODAY.year - 1, TODAY.year + 3, TODAY.year)


# Bodies


def test_home_shows_the_bodies_at_work_as_a_tree(client, ministers):
    officials = BodyFactory(parent=ministers, position=1)
    group = BodyFactory(parent=officials)
    BodyFactory(parent=officials, concluded="2015")
    BodyFactory(parent=officials, state="draft")
    page = client.get("/")
    (top,) = page.context["hierarchy"]
    assert (top, top.below, top.below[0].below) == (ministers, [officials], [group])
    assert [body for body in (ministers, officials, group) if body.get_absolute_url() not in links(page)] == []


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
    with django_assert_num_queries(26):
        assert client.get("/").status_code == 200
