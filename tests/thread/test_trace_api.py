"""The thread as nodes and edges: `/api/v1/trace/<uid>/`."""

import uuid

import pytest

from plans.models import Plan
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import MeetingFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db
SOURCES = [{"title": "Sample", "publisher": "Press", "url": "https://example.org/1", "date": "2024"}]


def trace(client, record):
    return client.get(f"/api/v1/trace/{record.uid}/")


def test_graph_names_each_record_once_and_each_link_with_its_kind_and_sources(client):
    outcome = OutcomeFactory(meeting=MeetingFactory(start="2024-03-01", end="2024-03-02"))
    document = DocumentFactory(date="2024-03")
    paper = MeetingDocumentFactory(
        meeting=outcome.meeting, document=document, outcome=outcome, role="adopted", sources=SOURCES
    )
    plan = PlanFactory(document=document, start_year=2025, end_year=2030)
    told = trace(client, document).json()
    uids = {name: str(record.uid) for name, record in vars().items() if hasattr(record, "uid")}
    assert (told["uid"], told["is_complete"]) == (uids["document"], True)
    assert {(node["uid"], node["collection"], node["title"], node["date"]) for node in told["nodes"]} == {
        (uids["document"], "documents", str(document), "2024-03"),
        (uids["outcome"], "outcomes", str(outcome), "2024-03-02"),
        (uids["plan"], "plans", str(plan), "2025"),
        (str(outcome.meeting.uid), "meetings", str(outcome.meeting), "2024-03-02"),
    }
    assert [node["url"].rpartition("/api/")[2] for node in told["nodes"] if node["uid"] == uids["plan"]] == [
        f"v1/plans/{plan.slug}/"
    ]
    edges = {(edge["kind"], edge["earlier"], edge["later"], edge["role"]) for edge in told["edges"]}
    assert edges == {
        ("document", uids["outcome"], uids["document"], "adopted"),
        ("text_of", uids["document"], uids["plan"], ""),
        ("outcome", str(outcome.meeting.uid), uids["outcome"], ""),
    }
    assert [edge["sources"] for edge in told["edges"] if edge["role"]] == [paper.sources]


def test_graph_goes_into_a_plan_and_on_to_the_reports(client):
    report = ProgressReportFactory(action=ActionFactory(area=None))
    told = trace(client, report.action.plan).json()
    assert {(edge["kind"], edge["later"]) for edge in told["edges"]} == {
        ("action", str(report.action.uid)),
        ("reported", str(report.uid)),
    }


def test_large_graph_is_cut_and_says_so(client):
    plan = PlanFactory()
    for _ in range(101):
        ActionFactory(plan=plan, area=None)
    told = trace(client, plan).json()
    assert (len(told["nodes"]), told["is_complete"]) == (101, False)


def test_record_that_is_part_of_no_thread_stands_alone(client):
    told = trace(client, PartyFactory()).json()
    assert (len(told["nodes"]), told["edges"]) == (1, [])


def withdrawn() -> Plan:
    plan = PlanFactory()
    plan.withdraw("Published by mistake.")
    return plan


@pytest.mark.parametrize(
    ("make", "status"),
    [
        (lambda: uuid.uuid4(), 404),
        (lambda: PlanFactory(state="draft").uid, 404),
        (lambda: MeetingDocumentFactory().uid, 404),
        (
            lambda: (
                PlanFactory(
                    state="withdrawn", withdrawn_on="2026-01-01", withdrawal_reason="wrong", was_published=True
                ).uid
            ),
            410,
        ),
        (lambda: "no-identifier", 404),
        (lambda: f"{PlanFactory().uid}/?depth=3&x=%00", 400),
    ],
)
def test_what_has_no_graph_says_why(client, make, status):
    address = f"/api/v1/trace/{make()}"
    response = client.get(address if "?" in address else f"{address}/")
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status


def test_who_has_the_graph_is_told_so(client):
    plan = PlanFactory()
    first = trace(client, plan)
    again = client.get(first.wsgi_request.path, headers={"If-None-Match": first["ETag"]})
    ActionFactory(plan=plan)
    changed = client.get(first.wsgi_request.path, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)


def test_graph_of_a_past_day_has_nothing_later(client):
    meeting = MeetingFactory(slug="then", start="2023-11-21", end="2023-11-24")
    plan = PlanFactory(start_year=2021, end_year=2025)
    known = ProgressReportFactory(plan=plan, action=None, meeting=meeting, as_of="2023-11-24")
    ProgressReportFactory(plan=plan, action=None, meeting=None, as_of="2024-05-02")
    told = client.get(f"/api/v1/trace/{plan.uid}/?as_of=then").json()
    assert {node["uid"] for node in told["nodes"]} == {str(one.uid) for one in (plan, known, meeting)}


@pytest.mark.parametrize("as_of", ["nothing", "2999", "", "2023&as_of=2024"])
def test_day_that_is_none_is_refused(client, as_of):
    response = client.get(f"/api/v1/trace/{PlanFactory().uid}/?as_of={as_of}")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "as_of")
