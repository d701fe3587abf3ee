"""What the filters and orders of the API find, the same on every database."""

import pytest

from meetings.models import Meeting
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar():
    """Meetings by what is known of their dates."""
    body = BodyFactory(acronym="AMMin")
    for title, start, end in [
        ("day", "2023-11-21", "2023-11-24"),
        ("month", "2023-05", None),
        ("year", "2023", None),
        ("turn of the year", "2022-12-30", "2023-01-02"),
        ("before", "2022-11-30", None),
        ("after", "2024-01-01", None),
        ("unknown", None, None),
    ]:
        MeetingFactory(body=body, title=title, start=start, end=end)


def titles(client, query, address="/api/v1/meetings/"):
    return [record["title"] for record in client.get(f"{address}?{query}").json()["results"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("year=2023", ["day", "month", "turn of the year", "year"]),
        ("year=2022", ["before", "turn of the year"]),
        ("year=2025", []),
        ("start__gte=2023", ["after", "day", "month", "year"]),
        ("start__gte=2023-11-22", ["after", "year"]),
        ("start__gte=Dec+2022", ["after", "day", "month", "turn of the year", "year"]),
        ("start__lte=2022", ["before", "turn of the year"]),
        ("start__lte=2023-01-01", ["before", "turn of the year", "year"]),
        ("start__gte=2023-05&start__lte=2023-05", ["month", "year"]),
        ("start__gte=", ["after", "before", "day", "month", "turn of the year", "unknown", "year"]),
    ],
)
def test_dates_are_filtered_as_intervals(client, calendar, query, found):
    assert sorted(titles(client, query)) == found


UNDATED_LAST = {
    "start": ["before", "turn of the year", "year", "month", "day", "after", "unknown"],
    "-start": ["after", "day", "month", "year", "turn of the year", "before", "unknown"],
    "title": ["after", "before", "day", "month", "turn of the year", "unknown", "year"],
    "-title": ["year", "unknown", "turn of the year", "month", "day", "before", "after"],
    "": ["after", "day", "month", "year", "turn of the year", "before", "unknown"],
}


@pytest.mark.parametrize(("order", "found"), UNDATED_LAST.items())
def test_what_is_undated_comes_last_either_way(client, calendar, order, found):
    assert titles(client, f"ordering={order}") == found


@pytest.mark.parametrize("order", ["start", "-start", "ordinal", "-ordinal", "updated_at", "title"])
def test_order_is_total_so_that_pages_neither_repeat_nor_lose(client, order):
    body = BodyFactory()
    for _ in range(6):
        MeetingFactory(body=body, ordinal=None, title="Same", start=None, end=None)
    Meeting.objects.update(updated_at="2024-01-01T00:00Z")
    pages = [
        client.get(f"/api/v1/meetings/?ordering={order}&page_size=2&page={page}").json()["results"]
        for page in (1, 2, 3)
    ]
    slugs = [record["slug"] for page in pages for record in page]
    in_order = ["same", *(f"same-{number}" for number in range(2, 7))]
    assert slugs == (in_order[::-1] if order.startswith("-") else in_order)


def test_words_are_all_sought_in_any_text_field(client):
    MeetingFactory(title="Workshop on mine closure", city="Manila")
    MeetingFactory(title="Workshop", city="Bandung")
    assert titles(client, "q=WORKSHOP+manila") == ["Workshop on mine closure"]
    assert titles(client, "q=workshop+geology") == []


def test_records_are_filtered_by_what_they_are_linked_with(client):
    body, host = BodyFactory(acronym="AMMin"), MemberStateFactory(slug="viet-nam")
    meeting = MeetingFactory(
        body=body, host=host, title="found", ordinal=8, mode="online", status="held", kind="meeting"
    )
    MeetingFactory(title="other", mode="hybrid", status="planned", kind="workshop")
    for query in ("body=ammin", "host=viet-nam", "ordinal=8", "mode=online", "status=held", "kind=meeting"):
        assert (query, titles(client, query)) == (query, ["found"])
    paper = MeetingDocumentFactory(meeting=meeting, document__title="found")
    partner = PartyFactory(slug="igf")
    for relation in (paper.document.publishers, paper.document.partners):
        relation.add(partner)
    paper.document.bodies.add(body)
    DocumentFactory(title="other", date="2001", kind="study", is_key_document=True)
    for query in (
        f"meeting={meeting.slug}",
        "publisher=igf",
        "partner=igf",
        "body=ammin",
        "year=2023",
        "kind=declaration",
        "is_key_document=false",
    ):
        assert (query, titles(client, query, "/api/v1/documents/")) == (query, ["found"])


def test_documents_of_a_meeting_are_those_whose_place_there_is_public(client):
    paper = MeetingDocumentFactory(document__title="seen")
    MeetingDocumentFactory(meeting=paper.meeting, document__title="unseen", state="draft")
    assert titles(client, f"meeting={paper.meeting.slug}", "/api/v1/documents/") == ["seen"]


def test_plans_in_a_year_are_those_whose_period_covers_it(client):
    for title, start, end in [("past", 2016, 2020), ("now", 2021, 2025), ("open", 2023, None), ("unknown", None, None)]:
        PlanFactory(title=title, start_year=start, end_year=end)
    assert titles(client, "year=2025", "/api/v1/plans/") == ["now", "open"]
    assert titles(client, "year=2016", "/api/v1/plans/") == ["past"]


def test_items_are_filtered_by_plan_area_and_action(client):
    action = ActionFactory(title="found")
    activity = ActivityFactory(plan=action.plan, action=action, title="found", is_online=True)
    ActionFactory(title="other", is_cross_cutting=True)
    ActivityFactory(title="other")
    for query in (f"plan={action.plan.slug}", "is_cross_cutting=false"):
        assert titles(client, query, "/api/v1/actions/") == ["found"]
    for query in (f"plan={action.plan.slug}", f"action={action.uid}", "is_online=true"):
        assert titles(client, query, "/api/v1/activities/") == ["found"]
    assert titles(client, f"area={activity.uid}", "/api/v1/activities/") == []


def test_reports_of_a_plan_are_those_on_it_and_on_its_items(client):
    plan = PlanFactory(slug="amcap")
    subjects = ({"plan": plan}, {"action": ActionFactory(plan=plan)}, {"activity": ActivityFactory(plan=plan)})
    wanted = [
        str(ProgressReportFactory(**{"action": None} | subject, meeting=OutcomeFactory().meeting).uid)
        for subject in subjects
    ]
    ProgressReportFactory()
    found = client.get("/api/v1/reports/?plan=amcap").json()["results"]
    assert sorted(record["uid"] for record in found) == sorted(wanted)


def test_files_are_filtered_by_document_language_and_version(client):
    file = DocumentFileFactory(language="vi", version=2, is_official=False)
    DocumentFileFactory(version=1)
    for query in (f"document={file.document.slug}", "language=vi", "version=2", "is_official=false"):
        results = client.get(f"/api/v1/files/?{query}").json()["results"]
        assert (query, [record["uid"] for record in results]) == (query, [str(file.uid)])
