"""A plan and its items as they were known at a meeting or on a day, and the account of its progress."""

import datetime

import pytest
from django.utils import timezone

from plans.models import Action
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)
from tests.pages import links, made, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings():
    """Three of a body, a year after another."""
    body = BodyFactory(acronym="AMMin", slug="ammin")
    return [
        MeetingFactory(
            body=body, ordinal=number, title=f"Meeting of {year}", start=f"{year}-05-05", end=f"{year}-05-07"
        )
        for number, year in ((7, 2021), (8, 2022), (9, 2023))
    ]


@pytest.fixture
def action(meetings):
    """Under way at the first meeting, delayed at the second, completed at the third."""
    area = StrategicAreaFactory(plan__slug="plan", plan__code="PLAN", number=1, slug="area-1")
    action = ActionFactory(plan=area.plan, area=area, slug="action", title="Geological map")
    for meeting, status in zip(meetings, ("ongoing", "delayed", "completed"), strict=True):
        narrative = f"Told to the {meeting.ordinal}th: {status}."
        ProgressReportFactory(action=action, meeting=meeting, as_of=meeting.start, status=status, narrative=narrative)
        ProgressReportFactory(action=None, plan=area.plan, meeting=meeting, as_of=meeting.start, narrative=narrative)
    return action


PAGES = ("/plans/plan/", "/plans/plan/progress/", "/plans/plan/area-1/", "/plans/plan/action/")


def counts(page):
    context = page.context
    found = context["account"].roll_up if "account" in context else context["roll_up"]
    return [(entry.status, entry.count) for entry in found]


@pytest.mark.parametrize(
    ("asked", "status", "known"),
    [
        ("ammin-8", "delayed", 2),
        ("2022-05-07", "delayed", 2),
        ("2022-05", "delayed", 2),
        ("2022", "delayed", 2),
        ("May 2022", "delayed", 2),
        ("2022-05-06", "ongoing", 1),
        ("ammin-9", "completed", 3),
        ("2020", None, 0),
    ],
)
def test_state_is_that_which_was_last_reported_by_then(client, action, asked, status, known):
    for address in PAGES[:3]:
        assert counts(made(client, address, {"as_of": asked})) == [(status, 1)], address
    page = made(client, "/plans/plan/action/", {"as_of": asked})
    assert (page.context["latest"] and page.context["latest"].status, len(page.context["reports"])) == (status, known)
    assert len(made(client, "/plans/plan/", {"as_of": asked}).context["reports"]) == known
    told = client.get("/api/v1/plans/plan/progress/", {"as_of": asked}).json()
    assert [row["status"] for row in told["results"]] == [status]
    assert len(told["reported"]["reports"]) == known
    assert client.get("/api/v1/reports/", {"as_of": asked}).json()["count"] == 2 * known


@pytest.mark.parametrize("address", PAGES)
def test_past_state_says_what_it_is_and_leads_on(client, action, address):
    page = client.get(address, {"as_of": "ammin-8"})
    assert "As known at the 8th AMMin, 5 to 7 May 2022" in text_of(page)
    found = links(page)
    assert {"?as_of=ammin-7", "?as_of=ammin-9", address, "/meetings/ammin-8/"} <= {*found}
    assert f'<link rel="canonical" href="http://testserver{address}">' in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("asked", "previous", "following"),
    [
        (None, "ammin-9", None),
        ("ammin-9", "ammin-8", None),
        ("ammin-7", None, "ammin-8"),
        ("2022-05-06", "ammin-7", "ammin-8"),
        ("2019", None, "ammin-7"),
    ],
)
def test_one_steps_from_meeting_to_meeting(client, action, meetings, asked, previous, following):
    ProgressReportFactory(action=action, meeting=MeetingFactory(start="2022-02-02", state="draft"))
    ProgressReportFactory(action=action, meeting=MeetingFactory(start="2022-02-03"), state="draft")
    MeetingFactory(start="2022-02-04")
    query = {"as_of": asked} if asked else {}
    for address in PAGES:
        steps = client.get(address, query).context["steps"]
        assert [one and one.slug for one in (steps.previous, steps.next)] == [previous, following]
    told = client.get("/api/v1/plans/plan/progress/", query).json()["steps"]
    assert [one and one["slug"] for one in told.values()] == [previous, following]


def test_links_of_a_past_state_stay_in_it(client, action):
    found = links(client.get("/plans/plan/?as_of=ammin-8"))
    assert {
        "/plans/plan/area-1/?as_of=ammin-8",
        "/plans/plan/action/?as_of=ammin-8",
        "/plans/plan/progress/?as_of=ammin-8",
        "/plans/plan/progress/?status=delayed&as_of=ammin-8",
    } <= {*found}


def test_what_came_later_is_left_out(client, action, meetings):
    plan, then, later = action.plan, {"as_of": "ammin-8"}, meetings[2]
    plan.document = MeetingDocumentFactory(meeting=later, role="adopted", date=None).document
    plan.notes, plan.reported_actions = ["Counted anew in 2024."], 9876
    plan.save()
    plan.outcomes.add(
        OutcomeFactory(meeting=later, text="Late decision"), OutcomeFactory(meeting=meetings[0], text="Early decision")
    )
    Action.objects.filter(pk=action.pk).update(outputs=["Late map"])
    ActivityFactory(plan=plan, action=action, title="Late workshop", start="2022-06")
    ActivityFactory(plan=plan, action=action, title="Early workshop", start="2022-04")
    ActivityFactory(also_serves=[plan], title="Late study", start="2023")
    pages = [client.get(address, then) for address in PAGES]
    assert [
        (words, page.request["PATH_INFO"])
        for page in pages
        for words in ("Late", "Counted anew", "9876", "completed.", "Adopted at")
        if words in text_of(page)
    ] == []
    assert [words for words in ("Early decision", "Early workshop") if words not in text_of(pages[0])] == []
    now = text_of(client.get(PAGES[0]))
    assert [
        words for words in ("Late decision", "Late workshop", "Late study", "Counted", "9876") if words not in now
    ] == []


def test_activity_that_had_not_begun_says_so_and_shows_no_later_document(client, action):
    paper = DocumentFactory(date="2023-02", title="Proceedings")
    ActivityFactory(plan=action.plan, slug="activity", start="2022-04", documents=[paper])
    address = "/plans/plan/activity/"
    assert "Proceedings" in text_of(client.get(address))
    for asked, had_begun in (("2022-03", False), ("2022-04", True)):
        text = text_of(client.get(address, {"as_of": asked}))
        assert ("It had not begun by then." not in text, "Proceedings" in text) == (had_begun, False)


def test_report_without_a_date_is_part_of_the_present_state_only(client):
    action = ActionFactory(plan__slug="plan")
    ProgressReportFactory(action=action, as_of=None, status="ongoing")
    assert counts(client.get("/plans/plan/")) == [("ongoing", 1)]
    assert counts(client.get("/plans/plan/?as_of=2025")) == [(None, 1)]


def test_a_day_that_is_not_over_is_the_present(client):
    action = ActionFactory(plan__slug="plan")
    ProgressReportFactory(action=action, as_of=None, status="ongoing")
    page = client.get("/plans/plan/", {"as_of": timezone.localdate().isoformat()})
    assert counts(page) == [("ongoing", 1)]
    assert "That day is not over yet: this is the present state." in text_of(page)


def test_meeting_is_found_by_its_former_slug(client, action, meetings):
    meetings[1].slug = "renamed"
    meetings[1].save()
    for asked in ("renamed", "ammin-8"):
        assert counts(made(client, "/plans/plan/", {"as_of": asked})) == [("delayed", 1)]


NEXT_YEAR = str(datetime.date.today().year + 1)  # noqa: DTZ011


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("as_of=nothing", "“nothing” is neither a meeting on record nor a date."),
        ("as_of=", "“” is neither a meeting on record nor a date."),
        ("as_of=hidden", "“hidden” is neither a meeting on record nor a date."),
        ("as_of=%00", "is neither a meeting on record nor a date."),
        ("as_of=2023-02-30", "There is no 30 February 2023."),
        ("as_of=2023-13", "Write a year, a month or a day"),
        ("as_of=4/12/2005", "may be"),
        (f"as_of={NEXT_YEAR}", f"{NEXT_YEAR} is still to come"),
        ("as_of=undated", "When the Undated meeting was held is not known"),
        ("as_of=planned", "Planned meeting is still to come"),
        ("as_of=ammin-8&as_of=ammin-9", "“as_of” was given 2 times; it takes one value."),
    ],
)
def test_state_that_cannot_be_told_is_refused_with_a_sentence(client, action, query, says):
    MeetingFactory(slug="hidden", state="draft")
    MeetingFactory(slug="undated", title="Undated meeting", ordinal=None, start=None, end=None)
    MeetingFactory(slug="planned", title="Planned meeting", ordinal=None, start="2999-01-01", status="planned")
    for address in PAGES:
        page = client.get(f"{address}?{query}")
        assert (page.status_code, says in text_of(page), address in links(page)) == (404, True, True)
    for address in ("/api/v1/plans/plan/progress/", "/api/v1/reports/"):
        if query == "as_of=" and address == "/api/v1/reports/":
            continue  # a filter that is left empty is none
        answer = client.get(f"{address}?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        (error,) = answer.json()["errors"]
        if "%00" not in query:
            assert (error["parameter"], says in error["detail"]) == ("as_of", True)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("asked", ["ammin-8", "2022"])
def test_past_states_show_no_draft(client, action, meetings, address, asked):
    plan = action.plan
    ProgressReportFactory(action=action, meeting=meetings[1], as_of="2022-05-06", state="draft", narrative="Unseen")
    ProgressReportFactory(action=None, plan=plan, meeting=meetings[0], state="draft", narrative="Unseen")
    ActivityFactory(plan=plan, action=action, title="Unseen", start="2021", state="draft")
    ActionFactory(plan=plan, title="Unseen", state="draft")
    assert "Unseen" not in client.get(address, {"as_of": asked}).text
    assert counts(made(client, "/plans/plan/", {"as_of": asked})) == [("delayed", 1)]


def test_staff_see_in_a_preview_what_the_drafts_would_make_of_it(client, editor, action, meetings):
    ProgressReportFactory(action=action, meeting=meetings[1], as_of="2022-05-06", status="cancelled", state="draft")
    query = {"as_of": "ammin-8", "preview": "1"}
    for address in PAGES[:3]:
        assert [counts(one.get(address, query)) for one in (client, editor)] == [[("delayed", 1)], [("cancelled", 1)]]


@pytest.mark.parametrize("kind", [ActionFactory, ActivityFactory])
def test_item_on_which_nothing_was_reported_by_then_says_no_more_than_that(client, kind):
    item = kind(slug="item")
    report = ProgressReportFactory(plan=None, **{"action": None, item._meta.model_name: item}, as_of="2024-05-02")
    page = client.get(item.get_absolute_url() + "?as_of=2023")
    text = text_of(page)
    assert ("No report by then is known." in text, "No report on this" in text) == (True, False)
    assert report not in page.context["reports"]


def test_line_of_the_plan_stood_in_it_from_the_beginning_and_what_a_source_tells_of_later_did_not(client, action):
    ActionFactory(plan=action.plan, title="Line of the plan", start_year=2024, basis="official")
    ActionFactory(plan=action.plan, title="Told of later", start_year=2024, basis="reported")
    for address in ("/plans/plan/?as_of=2023", "/plans/plan/progress/?as_of=2023"):
        page = client.get(address)
        assert "Told of later" not in page.text
        assert counts(page) == [("completed", 1), (None, 1)]
    assert "Line of the plan" in client.get("/plans/plan/?as_of=2023").text
    told = client.get("/api/v1/plans/plan/progress/?as_of=2023").json()["progress"]["total"]
    assert (told, counts(client.get("/plans/plan/"))) == (2, [("completed", 1), (None, 2)])
