"""The account of a plan's progress in the API: the same as on its page, for programs."""

import pytest

from tests.factories.documents import DocumentFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory, StrategicAreaFactory
from tests.pages import Reader, links, plain, text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/plans/plan/progress/"


@pytest.fixture
def plan():
    """Completed with evidence, under way without, cancelled with a reason, and one without a report."""
    plan = PlanFactory(slug="plan", code="PLAN", reported_actions=10, reported_actions_completed=9)
    area = StrategicAreaFactory(plan=plan, number=1, slug="area-1", name="Trade")
    meeting = MeetingFactory(slug="ammin-9", start="2023-11-21", end="2023-11-24")
    reports = {
        "done": {"status": "completed", "evidence": [DocumentFactory(slug="proof")], "meeting": meeting},
        "going": {"status": "ongoing"},
        "ended": {"status": "cancelled", "reason_without_evidence": "Told by word of mouth."},
    }
    for slug in ("done", "going", "ended", "silent"):
        action = ActionFactory(plan=plan, slug=slug, area=area if slug == "done" else None)
        if slug in reports:
            ProgressReportFactory(action=action, as_of="2023-11-22", **reports[slug])
    ProgressReportFactory(action=None, plan=plan, status="", percent=90, narrative="Nine of ten.")
    return plan


def test_account_has_every_figure_and_what_it_is_made_of(client, plan):
    told = client.get(ADDRESS).json()
    assert told["progress"] == {
        "total": 4,
        "counts": [
            {"status": "completed", "label": "completed", "count": 1},
            {"status": "ongoing", "label": "under way", "count": 1},
            {"status": "cancelled", "label": "cancelled", "count": 1},
            {"status": None, "label": "no report", "count": 1},
        ],
        "without_report": 1,
        "cancelled": 1,
        "counted": 2,
        "completed": 1,
        "share": 0.5,
        "with_evidence": 1,
        "without_evidence": 2,
        "with_reason": 1,
    }
    assert [(row["action"]["slug"], row["status"], row["weight"]) for row in told["results"]] == [
        ("done", "completed", 1),
        ("going", "ongoing", 1),
        ("ended", "cancelled", 0),
        ("silent", None, None),
    ]
    done, silent = told["results"][0], told["results"][3]
    report = done["report"]
    assert (done["area"]["slug"], report["meeting"]["slug"]) == ("area-1", "ammin-9")
    assert [paper["slug"] for paper in report["evidence"]] == ["proof"]
    assert (silent["report"], silent["area"]) == (None, None)
    assert [(one["area"] and one["area"]["slug"], one["progress"]["total"]) for one in told["areas"]] == [
        ("area-1", 1),
        (None, 3),
    ]


def test_account_tells_the_course_that_the_page_draws(client, plan):
    later = MeetingFactory(slug="ammin-10", start="2025-10-02")
    ProgressReportFactory(action=plan.actions.get(slug="going"), meeting=later, status="delayed", as_of="2025")
    told = client.get(ADDRESS).json()["over_time"]
    assert [meeting["slug"] for meeting in told["meetings"]] == ["ammin-9", "ammin-10"]
    assert [(one["area"] and one["area"]["slug"], counts(one)) for one in told["areas"]] == [
        ("area-1", {"completed": [1, 1]}),
        (None, {"delayed": [0, 1], "ongoing": [1, 0], "cancelled": [1, 1], None: [1, 1]}),
    ]
    table = client.get("/plans/plan/progress/").text.partition('class="over-time-table"')[2].partition("</table>")[0]
    assert ("Delayed 0 1" in plain("".join(Reader(table).texts)), table.count("<td>")) == (True, 10)


def counts(area):
    return {row["status"]: row["counts"] for row in area["statuses"]}


def test_what_sources_say_stands_beside_and_is_not_mixed_in(client, plan):
    told = client.get(ADDRESS).json()
    assert told["reported"]["totals"]["actions_completed"] == 9
    assert [(one["percent"], one["narrative"]) for one in told["reported"]["reports"]] == [(90, "Nine of ten.")]
    assert client.get(f"{ADDRESS}?as_of=2024").json()["reported"]["totals"] is None


def test_moment_is_told_as_it_was_understood(client, plan):
    assert client.get(ADDRESS).json()["as_of"] is None
    of_meeting, of_month = (client.get(ADDRESS, {"as_of": one}).json()["as_of"] for one in ("ammin-9", "2023-11"))
    assert (of_meeting["asked"], of_meeting["day"], of_meeting["meeting"]["slug"]) == (
        "ammin-9", "2023-11-24", "ammin-9",
    )  # fmt: skip
    assert of_month == {"asked": "2023-11", "day": "2023-11-30", "meeting": None}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=completed", ["done"]),
        ("status=none", ["silent"]),
        ("area=area-1", ["done"]),
        ("area=none", ["going", "ended", "silent"]),
        ("area=none&status=ongoing", ["going"]),
        ("area=area-1&status=ongoing", []),
        ("page=2&page_size=3", ["silent"]),
        ("status=completed&as_of=2022", []),
    ],
)
def test_page_and_api_choose_the_same_actions(client, plan, query, found):
    told = client.get(f"{ADDRESS}?{query}").json()
    assert [row["action"]["slug"] for row in told["results"]] == found
    assert told["progress"]["total"] == 4
    if "page" not in query:
        page = client.get(f"/plans/plan/progress/?{query}")
        assert [row.action.slug for row in page.context["rows"]] == found


def test_each_figure_of_the_page_leads_to_what_it_counts(client, plan):
    page = client.get("/plans/plan/progress/")
    for entry in page.context["account"].roll_up:
        address = f"/plans/plan/progress/?status={entry.key}"
        assert address in links(page)
        assert len(client.get(address).context["rows"]) == entry.count
    assert "Reports that count: with evidence 1, without 2, of these with a reason 1." in text_of(page)
    assert "1 completed of 2 that count: 50 per cent" in text_of(page)


def test_area_leads_to_its_own_figures(client, plan):
    page = client.get("/plans/plan/area-1/")
    assert "/plans/plan/progress/?status=completed&area=area-1" in links(page)


@pytest.mark.parametrize("query", ["status=done", "area=area-9", "status=none&status=none", "colour=blue", "page=0"])
def test_wrong_parameter_is_refused_by_the_api_and_named_on_the_page(client, plan, query):
    answer = client.get(f"{ADDRESS}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [one["parameter"] for one in answer.json()["errors"]] == [query.partition("=")[0]]
    page = client.get(f"/plans/plan/progress/?{query}")
    if not query.startswith("page"):
        assert "was not understood and was left out" in text_of(page)
        assert len(page.context["rows"]) == 4


def test_account_of_what_is_not_there_moved_or_withdrawn(client, plan):
    plan.slug = "renamed"
    plan.save()
    for kind, path in (("api", ADDRESS), ("page", "/plans/plan/progress/")):
        moved = client.get(f"{path}?as_of=2024")
        assert (moved.status_code, moved["Location"].endswith("/plans/renamed/progress/?as_of=2024")) == (301, True), (
            kind
        )
    assert client.get(f"/api/v1/plans/{plan.uid}/progress/").status_code == 200
    PlanFactory(slug="hidden", state="draft")
    PlanFactory(
        slug="gone", state="withdrawn", was_published=True, withdrawn_on="2024-01-01", withdrawal_reason="Twice."
    )
    for slug, status in (("hidden", 404), ("gone", 410), ("nothing", 404)):
        for start in ("/api/v1", ""):
            assert client.get(f"{start}/plans/{slug}/progress/").status_code == status


def test_account_names_its_twin_and_the_page_names_the_account(client, plan):
    answer = client.get(f"{ADDRESS}?as_of=ammin-9&status=none&page_size=5")
    twin = '<http://testserver/plans/plan/progress/?as_of=ammin-9&status=none>; rel="alternate"'
    assert twin in answer["Link"]
    page = client.get("/plans/plan/progress/?as_of=ammin-9").text
    assert f'href="{ADDRESS}?as_of=ammin-9"' in page


def test_no_item_of_a_plan_takes_the_address_of_its_progress(plan):
    action = ActionFactory(plan=plan, title="Progress")
    assert action.slug == "progress-2"
