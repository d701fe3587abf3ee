"""Which reports were known by a day, which is the latest, and what that makes of many actions: in both databases."""

import datetime
import random

import pytest

from plans.models import ProgressReport
from plans.progress import States, latest_reports, roll_ups
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db


def day(text):
    return datetime.date.fromisoformat(text)


def met(start, end=None):
    return MeetingFactory(start=start, end=end)


@pytest.mark.parametrize(
    ("as_of", "meeting", "first_known"),
    [
        ("2023-11-23", None, "2023-11-23"),
        ("2023-11", None, "2023-11-30"),
        ("2023", None, "2023-12-31"),
        ("2024-02", None, "2024-02-29"),
        ("2023-11-20", ("2023-11-21", "2023-11-24"), "2023-11-24"),
        ("2023-11-20", ("2023-11-21", None), "2023-11-21"),
        ("2023-11-20", ("2023-11", None), "2023-11-30"),
        ("2023-11-20", ("2023-11-21", "2023"), "2023-12-31"),
        ("2023-11-20", (None, "2023-11-24"), "2023-11-24"),
        ("2023-11-20", (None, None), "2023-11-20"),
        (None, ("2023-11-21", "2023-11-24"), "2023-11-24"),
        ("2024-05", ("2023-11-21", "2023-11-24"), "2023-11-24"),
    ],
)
def test_report_is_known_from_the_end_of_its_meeting_on_or_else_of_its_date(as_of, meeting, first_known):
    ProgressReportFactory(as_of=as_of, meeting=meeting and met(*meeting))
    on = day(first_known)
    known = [ProgressReport.objects.known_by(on - datetime.timedelta(days=back)).count() for back in (0, 1)]
    assert known == [1, 0]
    assert [ProgressReport.objects.known_by(one).count() for one in (None, datetime.date.max)] == [1, 1]


@pytest.mark.parametrize("meeting", [None, (None, None)])
def test_report_without_any_date_was_known_on_no_past_day(meeting):
    ProgressReportFactory(as_of=None, meeting=meeting and met(*meeting))
    assert ProgressReport.objects.known_by(datetime.date.max).count() == 0
    assert ProgressReport.objects.known_by(None).count() == 1


def test_date_of_a_meeting_that_is_not_public_says_nothing():
    ProgressReportFactory(as_of="2023-05-05", meeting=MeetingFactory(start="2024-01-01", state="draft"))
    ProgressReportFactory(as_of=None, meeting=MeetingFactory(start="2022-01-01", state="draft"))
    known = [ProgressReport.objects.known_by(day(text)).count() for text in ("2023-05-04", "2023-05-05", "2024-01-01")]
    assert known == [0, 1, 1]


def test_date_of_a_meeting_that_is_not_public_makes_no_report_the_latest():
    action = ActionFactory()
    dated = ProgressReportFactory(action=action, as_of="2024-05-01", status="ongoing")
    hidden = MeetingFactory(start="2025-01-01", state="draft")
    ProgressReportFactory(action=action, as_of=None, meeting=hidden, status="completed")
    ProgressReportFactory(action=action, as_of=None, meeting=MeetingFactory(start="2025-01-01"), state="draft")
    assert latest_reports("action", [action.pk]) == {action.pk: dated}
    assert [item.status for item in States(type(action).objects.all()).items()] == ["ongoing"]
    type(hidden).objects.filter(pk=hidden.pk).update(state="published")
    assert latest_reports("action", [action.pk])[action.pk].status == "completed"


def test_latest_is_by_date_then_by_meeting_then_by_entry_and_undated_comes_first():
    action = ActionFactory()
    autumn, winter = met("2023-11-21"), met("2023-12-21")
    reports = [
        ProgressReportFactory(action=action, **of)
        for of in (
            {"as_of": None},
            {"as_of": "2023-10"},
            {"as_of": "2023-10-05", "meeting": winter},
            {"as_of": "2023-11-20", "meeting": autumn},
            {"as_of": "2023-11-20", "meeting": winter},
            {"as_of": "2023-11-20", "meeting": winter},
            {"as_of": None, "meeting": winter},
        )
    ]
    shuffled = [*reversed(ProgressReport.objects.latest_first())]
    assert shuffled == reports


def test_latest_of_each_leaves_out_drafts_and_what_names_no_status():
    action, other = ActionFactory(), ActionFactory()
    ProgressReportFactory(action=action, as_of="2022", status="delayed")
    wanted = ProgressReportFactory(action=action, as_of="2023", status="on_track")
    ProgressReportFactory(action=action, as_of="2024", status="")
    ProgressReportFactory(action=action, as_of="2025", status="completed", state="draft")
    theirs = ProgressReportFactory(action=other, as_of="2020", status="cancelled")
    assert latest_reports("action", [action, other]) == {action.pk: wanted, other.pk: theirs}
    assert latest_reports("action", [action], day("2022-12-31"))[action.pk].status == "delayed"
    assert latest_reports("action", [action], day("2021-12-31")) == {}


def test_states_are_those_that_one_would_find_report_by_report():
    """Against the rule written out in Python, for reports of every kind of date, at every meeting."""
    dice = random.Random(7)  # noqa: S311
    plan = PlanFactory()
    actions = ActionFactory.create_batch(6, plan=plan)
    meetings = [met(f"20{year}-0{month}-11") for year in (21, 22, 23) for month in (3, 9)]
    dates = [None, "2021", "2022-05", "2022-09-11", "2023-03-10", "2021-12-31", "2023"]
    statuses = ["", *ProgressReport.Status.values]
    for _ in range(60):
        ProgressReportFactory(
            action=dice.choice(actions),
            as_of=dice.choice(dates),
            meeting=dice.choice([None, *meetings]),
            status=dice.choice(statuses),
        )
    days = [meeting.start.first for meeting in meetings]
    states = States(plan.actions.all(), days=days)
    keys = [action.pk for action in actions]
    assert states.over_time(keys) == [[status_of(action, one) for action in actions] for one in days]
    assert [item.status for item in states.items()] == [status_of(action, None) for action in actions]
    for number, one in enumerate(days):
        then = States(plan.actions.all(), one, days[: number + 1])
        assert [item.status for item in then.items()] == [status_of(action, one) for action in actions]


def status_of(action, on):
    """The status of the action as last reported by then, one report after another."""

    def known(report):
        if on is None:
            return True
        if report.meeting:
            return report.meeting.start.last <= on
        return report.as_of is not None and report.as_of.last <= on

    def place(report):
        met_on = report.meeting.start.first if report.meeting else datetime.date.min
        return (report.as_of.first if report.as_of else met_on), met_on, report.pk

    reports = [report for report in action.reports.all() if report.status and known(report)]
    return max(reports, key=place).status if reports else None


def test_evidence_counts_as_far_as_it_could_be_shown_then():
    action = ActionFactory()
    late, hidden, undated = DocumentFactory(date="2024"), DocumentFactory(state="draft"), DocumentFactory(date=None)
    report = ProgressReportFactory(action=action, as_of="2023-05-05", evidence=[late, hidden])

    def is_borne_out(on):
        return [item.has_evidence for item in States(action.plan.actions.all(), on).items()]

    assert (is_borne_out(day("2023-12-31")), is_borne_out(day("2024-01-01")), is_borne_out(None)) == (
        [False],
        [True],
        [True],
    )
    report.evidence.set([hidden, undated])
    assert is_borne_out(day("2023-12-31")) == [True]
    report.evidence.set([hidden])
    assert is_borne_out(None) == [False]


def test_plans_are_rolled_up_beside_each_other():
    done, silent, empty = PlanFactory(), PlanFactory(), PlanFactory()
    ProgressReportFactory(action__plan=done, status="completed")
    ActionFactory(plan=silent)
    ActionFactory(plan=silent, state="draft")
    found = roll_ups([done, silent, empty])
    assert {key: [(entry.status, entry.count) for entry in one] for key, one in found.items()} == {
        done.pk: [("completed", 1)],
        silent.pk: [(None, 1)],
        empty.pk: [],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_states_cost_the_same_for_any_number(django_assert_num_queries, count):
    plan = PlanFactory()
    for _ in range(count):
        action = ActionFactory(plan=plan)
        for _ in range(count):
            ProgressReportFactory(action=action, evidence=[DocumentFactory()])
    with django_assert_num_queries(3):  # actions, reports, evidence
        assert len(States(plan.actions.all(), day("2024-01-01"), [day("2023-12-01")]).items()) == count
