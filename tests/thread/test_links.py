"""Every kind of link: found from both of its ends, with words for both."""

import pytest

from amin_portal.publishing.models import Publishable
from amin_portal.thread.links import LINKS, Link, Way
from amin_portal.thread.walking import Bounds, Key, Walker
from documents.models import Document
from meetings.models import Body, Meeting, Outcome
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

pytestmark = pytest.mark.django_db

MAKE = {
    Action: ActionFactory,
    Activity: ActivityFactory,
    Body: BodyFactory,
    Document: DocumentFactory,
    Meeting: MeetingFactory,
    Outcome: OutcomeFactory,
    Plan: PlanFactory,
    StrategicArea: StrategicAreaFactory,
}
ONE_LEVEL = Bounds(back=1, forth=1, into_plans=True)


def by_paper(link: Link) -> tuple:
    """A document at a meeting: decided in 2024, and before or after that of the year that the link asks for."""
    meeting = MeetingFactory(start="2024-03-01", end="2024-03-01")
    if link.kind == "paper":
        paper = MeetingDocumentFactory(meeting=meeting, role="statement")
        return meeting, paper.document
    year = "2020" if link.kind == "considered_again" else "2024"
    paper = MeetingDocumentFactory(
        meeting=meeting, document=DocumentFactory(date=year), outcome=OutcomeFactory(meeting=meeting), role="considered"
    )
    pair = paper.outcome, paper.document
    return pair[::-1] if link.kind == "considered_again" else pair


def by_year(link: Link) -> tuple:
    """An outcome of 2024 on a plan that began before, or begins after."""
    outcome = OutcomeFactory(meeting=MeetingFactory(start="2024-03-01", end="2024-03-01"))
    is_later = link.kind == "taken_up_again"
    plan = PlanFactory(outcomes=[outcome], start_year=2020 if is_later else 2025, end_year=2030)
    return (plan, outcome) if is_later else (outcome, plan)


def by_report(link: Link, named: Publishable, name: str) -> tuple:
    """A report on one of the three, or one that names a meeting or evidence."""
    subject = {} if name in ("meeting", "evidence", "action") else {"action": None}
    report = ProgressReportFactory(**subject, **{name: [named] if name == "evidence" else named})
    return (report, named) if link.earlier is ProgressReport else (named, report)


def by_field(link: Link) -> tuple:
    """One record that names the other in a field; parts of a plan are of the same one."""
    holder, other, name = (link.later, link.earlier, link.back)
    if not link.stands_in_later:
        holder, other, name = link.earlier, link.later, link.forth
    if holder is ProgressReport:
        return by_report(link, MAKE[other](), name)
    named = MAKE[other]()
    same_plan = {"plan": named.plan} if name in ("area", "action") else {}
    field = holder._meta.get_field(name)
    holding = MAKE[holder](**same_plan, **({} if field.many_to_many else {name: named}))
    if field.many_to_many:
        getattr(holding, name).add(named)
    return (named, holding) if link.stands_in_later else (holding, named)


def pair(link: Link) -> tuple:
    if link.has_paper:
        return by_paper(link)
    return by_year(link) if {link.earlier, link.later} == {Outcome, Plan} else by_field(link)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link.earlier.__name__}-{link.kind}-{link.later.__name__}")
def test_link_is_found_from_both_ends(link):
    earlier, later = pair(link)
    for way, start, end in ((Way.FORTH, earlier, later), (Way.BACK, later, earlier)):
        found = Walker(start, ONE_LEVEL).go().branches[Key(type(start), start.pk)]
        ends = {(branch.link.kind, branch.way): [edge.far(way) for edge in branch.edges] for branch in found}
        assert ends[link.kind, way] == [Key(type(end), end.pk)]
        assert str(link.step(way))


def test_later_outcome_on_a_document_takes_it_up_again_and_an_earlier_one_leads_to_it():
    meeting = MeetingFactory(start="2024-03-01", end="2024-03-01")
    kinds = {}
    for year, role in (("2023", "considered"), ("2024", "considered"), ("2025", "considered"), ("2023", "adopted")):
        outcome = OutcomeFactory(meeting=meeting)
        document = DocumentFactory(date=year)
        MeetingDocumentFactory(meeting=meeting, document=document, outcome=outcome, role=role)
        found = Walker(document, ONE_LEVEL).go().branches[Key(Document, document.pk)]
        kinds[year, role] = [branch.link.kind for branch in found]
    assert kinds == {
        ("2023", "considered"): ["considered_again"],
        ("2024", "considered"): ["document"],
        ("2025", "considered"): ["document"],
        ("2023", "adopted"): ["document"],
    }


def test_paper_says_what_the_document_was_and_a_draft_of_it_says_nothing():
    outcome = OutcomeFactory()
    paper = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome, role="endorsed")
    (branch,) = Walker(paper.document, ONE_LEVEL).go().branches[Key(Document, paper.document.pk)]
    assert [(edge.role, edge.paper) for edge in branch.edges] == [("endorsed", paper.pk)]
    hidden = MeetingDocumentFactory(state="draft")
    assert Walker(hidden.document, ONE_LEVEL).go().branches == {}


def test_item_stands_below_the_nearest_thing_that_holds_it():
    area = StrategicAreaFactory()
    action = ActionFactory(plan=area.plan, area=area)
    activity = ActivityFactory(plan=area.plan, area=area, action=action)
    for record, holder in ((activity, action), (action, area), (area, area.plan)):
        found = Walker(record, Bounds(back=1, forth=0)).go().branches[Key(type(record), record.pk)]
        assert [edge.earlier for branch in found for edge in branch.edges] == [Key(type(holder), holder.pk)]
