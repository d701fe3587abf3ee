"""Following the thread: through the door, round no circle, within bounds, at a cost that does not grow."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amin_portal.thread.dates import date_of
from amin_portal.thread.graph import Graph
from amin_portal.thread.walking import Bounds
from plans.models import Action, ProgressReport
from tests.factories.accounts import SuperuserFactory
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db


def found(start, **kwargs) -> set:
    return set(Graph.around(start, **kwargs).records.values())


def chain(length: int) -> list[Action]:
    """Actions that each continue the one before it, written at once."""
    plan = PlanFactory()
    actions = [Action(plan=plan, title=f"Link {n}", slug=f"link-{n}", state="published") for n in range(length)]
    Action.objects.bulk_create(actions)
    for earlier, later in zip(actions, actions[1:], strict=False):
        later.continues = earlier
    Action.objects.bulk_update(actions, ["continues"])
    return actions


def test_what_continues_a_record_is_the_same_matter_and_brings_its_own_thread():
    earlier, later = ActionFactory(), ActionFactory()
    Action.objects.filter(pk=later.pk).update(continues=earlier)
    then, now = ActivityFactory(plan=earlier.plan, action=earlier), ActivityFactory(plan=later.plan, action=later)
    everything = {earlier, later, then, now, earlier.plan, later.plan}
    later.refresh_from_db()
    assert found(later) == everything == found(earlier)


def test_the_thread_of_one_matter_ends_at_a_meeting_where_others_meet():
    report = ProgressReportFactory(meeting=MeetingFactory())
    OutcomeFactory(meeting=report.meeting)
    ProgressReportFactory(meeting=report.meeting)
    assert found(report.action) == {report.action, report.action.plan, report, report.meeting}


def test_a_body_leads_to_what_its_meetings_decided_and_no_further():
    outcome = OutcomeFactory()
    MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome)
    body = outcome.meeting.body
    assert found(body) == {body, outcome.meeting, outcome}


def test_staff_see_in_a_preview_what_a_draft_paper_links():
    paper = MeetingDocumentFactory(state="draft", document=DocumentFactory(state="draft"), role="adopted")
    assert found(paper.document, viewer=SuperuserFactory()) == {paper.document, paper.meeting}
    assert found(paper.document) == {paper.document}
    assert found(paper.meeting, viewer=SuperuserFactory()) >= {paper.document}
    type(paper).objects.filter(pk=paper.pk).update(
        state="withdrawn", withdrawn_on="2026-01-01", withdrawal_reason="wrong"
    )
    assert found(paper.document, viewer=SuperuserFactory()) == {paper.document}


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_what_is_not_public_neither_shows_nor_bridges(state):
    hidden = {"state": state, "withdrawn_on": "2026-01-01", "withdrawal_reason": "wrong"}
    report = ProgressReportFactory(meeting=MeetingFactory(), evidence=[DocumentFactory()], **hidden)
    assert found(report.action) == {report.action, report.action.plan}
    assert found(report.meeting) == {report.meeting, report.meeting.body}
    assert found(report.evidence.get()) == {report.evidence.get()}


def test_staff_who_look_at_a_draft_see_what_they_may_see_around_it():
    report = ProgressReportFactory(state="draft", meeting=MeetingFactory())
    assert report in found(report.action, viewer=SuperuserFactory())
    assert report not in found(report.action)


def test_title_of_a_record_behind_the_door_is_not_told():
    hidden = MeetingFactory(state="draft")
    report = ProgressReportFactory(meeting=hidden)
    graph = Graph.around(report.action)
    (told,) = [record for record in graph.records.values() if isinstance(record, ProgressReport)]
    assert (hidden in graph.records.values(), told.meeting) == (False, None)


def test_a_circle_ends():
    first, second = ActionFactory(), ActionFactory()
    Action.objects.filter(pk=first.pk).update(continues=second)
    Action.objects.filter(pk=second.pk).update(continues=first)
    first.refresh_from_db()
    assert found(first) == {first, second, first.plan, second.plan}


def test_ten_thousand_records_are_bounded_and_said_to_be_more():
    actions = chain(10_000)
    bounds = Bounds(back=50, forth=50, records=60)
    graph = Graph.around(actions[5_000], bounds)
    assert (len(graph.records), graph.is_cut) == (60, True)
    near = Graph.around(actions[5_000])
    assert ({record.title for record in near.records.values() if isinstance(record, Action)}, near.is_cut) == (
        {f"Link {n}" for n in range(5_000 - 7, 5_000 + 5)},
        True,
    )


def test_of_many_things_beside_each_other_some_are_told_and_that_there_are_more():
    plan = PlanFactory()
    for _ in range(12):
        ProgressReportFactory(action=None, plan=plan)
    graph = Graph.around(plan)
    (reports,) = [branch for branch in graph.branches[graph.key] if branch.link.kind == "reported"]
    assert (len(reports.edges), reports.has_more) == (8, True)


def test_papers_take_no_room_from_the_records_that_they_link():
    outcome = OutcomeFactory()
    for _ in range(5):
        document = DocumentFactory()
        for role in ("adopted", "signed", "endorsed"):
            MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, document=document, role=role)
    graph = Graph.around(outcome, Bounds(beside=5))
    (documents,) = [branch for branch in graph.branches[graph.key] if branch.link.kind == "document"]
    assert (len({edge.later for edge in documents.edges}), documents.has_more) == (5, False)
    (documents,) = [
        branch
        for branch in Graph.around(outcome, Bounds(beside=4)).branches[graph.key]
        if branch.link.kind == "document"
    ]
    assert (len({edge.later for edge in documents.edges}), documents.has_more) == (4, True)


def test_nothing_later_is_told_and_no_report_whose_time_is_not_known():
    action = ActionFactory(plan=PlanFactory(start_year=2021, end_year=2025))
    before = ProgressReportFactory(action=action, as_of="2023-10")
    ProgressReportFactory(action=action, as_of="2023-11")
    ProgressReportFactory(action=action, as_of="2024-04-30", meeting=MeetingFactory(start="2024-04-29"))
    ProgressReportFactory(action=action, as_of=None)
    later = ActivityFactory(plan=action.plan, action=action, start="2024-01-01", end=None)
    known = found(action, until=datetime.date(2023, 11, 24))
    assert known == {action, action.plan, before}
    assert later in found(action)


def test_report_is_known_from_the_meeting_on_that_heard_it():
    action, then = ActionFactory(), datetime.date(2023, 11, 24)
    ProgressReportFactory(action=action, as_of="2023-10", meeting=MeetingFactory(start="2024-04-29"))
    ahead = ProgressReportFactory(action=action, as_of="2023", meeting=MeetingFactory(start="2023-11-23"))
    assert {one for one in found(action, until=then) if isinstance(one, ProgressReport)} == {ahead}
    assert {*ProgressReport.objects.known_by(then)} == {ahead}


def test_what_is_later_takes_no_room_from_what_was_there_then():
    action = ActionFactory()
    first = ProgressReportFactory(action=action, as_of="2012")
    outcome = OutcomeFactory(meeting=MeetingFactory(start="2012-05-01"))
    earliest = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, role="adopted").document
    for year in range(2013, 2023):
        ProgressReportFactory(action=action, as_of=f"{year}")
        later = DocumentFactory(date=f"{year}")
        MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, document=later, role="adopted")
    type(earliest).objects.filter(pk=earliest.pk).update(date=None)
    then = datetime.date(2012, 12, 31)
    assert first in found(action, until=then)
    graph = Graph.around(outcome, until=then)
    (documents,) = [branch for branch in graph.branches[graph.key] if branch.link.kind == "document"]
    assert ([edge.later.pk for edge in documents.edges], documents.has_more) == ([earliest.pk], False)


@pytest.mark.parametrize("year", [0, 20266, 32767])
def test_plan_of_a_year_that_no_calendar_has_is_told_without_it(year):
    plan = PlanFactory(start_year=year, end_year=None)
    assert date_of(plan) is None
    assert found(plan, until=datetime.date(2026, 1, 1)) == {plan}


def test_records_name_no_day_before_their_plan():
    plan = PlanFactory(start_year=2021, end_year=2025, predecessor=PlanFactory(start_year=2016, end_year=2020))
    assert found(plan, until=datetime.date(2020, 1, 1)) == {plan, plan.predecessor}


def around(count: int) -> Action:
    """An action with so much of everything near it."""
    outcome = OutcomeFactory(meeting=MeetingFactory(body=BodyFactory()))
    paper = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, role="adopted")
    plan = PlanFactory(document=paper.document, outcomes=[outcome])
    action = ActionFactory(plan=plan, mandate=outcome, continues=ActionFactory())
    for _ in range(count):
        activity = ActivityFactory(plan=plan, action=action, event=MeetingFactory(), documents=[DocumentFactory()])
        ProgressReportFactory(action=None, activity=activity, meeting=MeetingFactory(), evidence=[DocumentFactory()])
        ProgressReportFactory(action=action, meeting=MeetingFactory(), evidence=[DocumentFactory()])
    return action


@pytest.mark.parametrize("count", [1, 3])
def test_thread_costs_the_same_for_any_number(count):
    action = Action.objects.get(pk=around(count).pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        graph = Graph.around(action)
    assert len(graph.records) == 7 + 9 * count
    assert len(queries) == 40
