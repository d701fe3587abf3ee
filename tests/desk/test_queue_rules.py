"""What the record can lack: each rule finds it, and leaves alone what comes nearest to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amin_portal.desk import rules
from amin_portal.desk.queue import lacking, there
from amin_portal.desk.rules import RULES, Rule
from documents.link_checks.rounds import keep
from documents.link_checks.visiting import Finding
from documents.models import DocumentFile
from meetings.models import Body, Meeting
from tests.factories.documents import (
    DocumentFactory,
    DocumentFileFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
    UploadedFileFactory,
)
from tests.factories.meetings import AgendaItemFactory, BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db


def day(offset: int) -> str:
    """The day that is so many days from today."""
    return (timezone.localdate() + timedelta(days=offset)).isoformat()


def ministerial(**values):
    return MeetingFactory(**{"body": BodyFactory(kind=Body.Kind.MINISTERIAL), "start": day(-61)} | values)


def with_paper(role, meeting, **values):
    MeetingDocumentFactory(meeting=meeting, role=role, **values)
    return meeting


def with_part(factory, record, name, **values):
    factory(**{name: record}, **values)
    return record


def soon(**values):
    return MeetingFactory(**{"status": "confirmed", "start": day(60)} | values)


def with_text_state(state, **values):
    file = UploadedFileFactory(**values)
    DocumentFile.objects.filter(pk=file.pk).update(text_state=state)
    return file


def with_later_version():
    file = with_text_state("no_text", version=1)
    DocumentFileFactory(document=file.document, version=2)
    return file


def failing(record, *days_ago):
    """A record whose address was visited in vain on these days."""
    for days in days_ago:
        keep(record.url, Finding(is_ok=False, words="404 Not Found"), at=timezone.now() - timedelta(days=days))
    return record


def adopted(**values):
    return PlanFactory(**{"adopted_on": "2021"} | values)


def adopted_by_a_meeting(**values):
    return PlanFactory(document=MeetingDocumentFactory(role="adopted").document, **values)


def running(**values):
    """An activity of a plan that is in force, begun a year ago."""
    plan = PlanFactory(end_year=timezone.localdate().year)
    return ActivityFactory(**{"plan": plan, "start": day(-365)} | values)


def reported(activity, **values):
    ProgressReportFactory(action=None, activity=activity, **{"status": "ongoing", "as_of": day(-1)} | values)
    return activity


LACKS = {
    rules.meeting_soon_without_agenda: {
        "in sixty days": soon,
        "today": lambda: soon(start=day(0)),
        "a draft": lambda: soon(state="draft"),
        "its agenda is withdrawn": lambda: with_part(
            AgendaItemFactory, soon(), "meeting", state="withdrawn", withdrawn_on=day(0), withdrawal_reason="wrong"
        ),
    },
    rules.meeting_without_statement: {
        "of ministers": ministerial,
        "only the agenda is there": lambda: with_paper("agenda", ministerial()),
        "its dates are not known": lambda: ministerial(start=None),
    },
    rules.meeting_without_outcome: {"of a series": lambda: MeetingFactory(start=day(-61))},
    rules.outcome_without_text: {
        "a placeholder": lambda: OutcomeFactory(text=" To be confirmed by the host"),
        "too short": lambda: OutcomeFactory(text="n/a"),
    },
    rules.outcome_overdue: {
        "yesterday": lambda: OutcomeFactory(due=day(-1)),
        "last year": lambda: OutcomeFactory(due=str(timezone.localdate().year - 1), follow_up="open"),
    },
    rules.document_without_file: {
        "none": DocumentFactory,
        "nor has its whole": lambda: DocumentFactory(part_of=with_file(DocumentFactory(), state="draft", gone=True)),
    },
    rules.file_without_text: {
        "a scan": lambda: with_text_state("no_text"),
        "broken": lambda: with_text_state("unreadable"),
    },
    rules.link_dead: {"three failures over a week": lambda: failing(RelatedLinkFactory(), 8, 4, 0)},
    rules.file_dead: {"three failures over a week": lambda: failing(DocumentFileFactory(), 8, 4, 0)},
    rules.plan_without_document: {"adopted": adopted, "by words": lambda: PlanFactory(adoption_note="by the Summit")},
    rules.plan_without_file: {
        "adopted by a meeting": adopted_by_a_meeting,
        "adopted on a day": lambda: adopted(document=DocumentFactory()),
    },
    rules.action_without_lead: {"nobody": ActionFactory},
    rules.activity_without_report: {
        "begun a year ago": running,
        "begun in an earlier year of its plan": lambda: running(start=None),
    },
    rules.activity_with_old_report: {"a year ago": lambda: reported(running(), as_of=day(-366))},
}


def with_file(document, gone=False, **values):
    """A document with a file, or with one that was withdrawn."""
    if gone:
        values = {"state": "withdrawn", "withdrawn_on": day(0), "withdrawal_reason": "wrong", "was_published": True}
    DocumentFileFactory(document=document, **values)
    return document


LACKS_NOTHING = {
    rules.meeting_soon_without_agenda: {
        "in sixty-one days": lambda: soon(start=day(61)),
        "yesterday": lambda: soon(start=day(-1)),
        "cancelled": lambda: soon(status="cancelled"),
        "with an item": lambda: with_part(AgendaItemFactory, soon(), "meeting"),
        "with a paper": lambda: with_paper("agenda", soon()),
    },
    rules.meeting_without_statement: {
        "sixty days ago": lambda: ministerial(start=day(-59)),
        "it ended sixty days ago": lambda: ministerial(end=day(-59)),
        "of officials": lambda: ministerial(body=BodyFactory(kind=Body.Kind.SENIOR_OFFICIALS)),
        "a workshop": lambda: ministerial(kind=Meeting.Kind.WORKSHOP),
        "outside the series": lambda: ministerial(ordinal=None),
        "not held": lambda: ministerial(status="postponed"),
        "there as a draft": lambda: with_paper("statement", ministerial(), state="draft"),
        "withdrawn": lambda: ministerial(state="withdrawn", withdrawn_on=day(0), withdrawal_reason="wrong"),
        "a draft itself": lambda: ministerial(state="draft"),
    },
    rules.meeting_without_outcome: {
        "there": lambda: OutcomeFactory(meeting__start=day(-61)).meeting,
        "a workshop": lambda: MeetingFactory(start=day(-61), kind=Meeting.Kind.WORKSHOP),
        "lately": lambda: MeetingFactory(start=day(-10)),
    },
    rules.outcome_without_text: {"one that begins alike": lambda: OutcomeFactory(text="To be a hub for minerals")},
    rules.outcome_overdue: {
        "today": lambda: OutcomeFactory(due=day(0)),
        "this month": lambda: OutcomeFactory(due=day(0)[:7]),
        "this year": lambda: OutcomeFactory(due=day(0)[:4]),
        "done": lambda: OutcomeFactory(due=day(-1), follow_up="done"),
        "overtaken": lambda: OutcomeFactory(due=day(-1), follow_up="overtaken"),
        "no date": OutcomeFactory,
    },
    rules.document_without_file: {
        "elsewhere": lambda: with_file(DocumentFactory()),
        "in its whole": lambda: DocumentFactory(part_of=with_file(DocumentFactory())),
        "the text of a plan": lambda: PlanFactory(document=DocumentFactory()).document,
    },
    rules.file_without_text: {
        "read": lambda: with_text_state("read"),
        "waiting": lambda: with_text_state("unread"),
        "elsewhere": DocumentFileFactory,
        "a later version": with_later_version,
    },
    rules.link_dead: {
        "never visited": RelatedLinkFactory,
        "two failures": lambda: failing(RelatedLinkFactory(), 8, 0),
        "three in a week": lambda: failing(RelatedLinkFactory(), 6, 3, 0),
    },
    rules.file_dead: {"uploaded": UploadedFileFactory, "two failures": lambda: failing(DocumentFileFactory(), 8, 0)},
    rules.plan_without_document: {
        "not adopted": PlanFactory,
        "adopted by phase": lambda: with_part(PlanFactory, adopted(), "part_of"),
        "there": lambda: adopted(document=DocumentFactory()),
    },
    rules.plan_without_file: {
        "tabled only": lambda: PlanFactory(document=MeetingDocumentFactory(role="tabled").document),
        "with a file": lambda: adopted(document=with_file(DocumentFactory())),
        "no document": adopted,
    },
    rules.action_without_lead: {
        "a country": lambda: ActionFactory(leads=[PartyFactory()]),
        "a body": lambda: ActionFactory(body=BodyFactory()),
    },
    rules.activity_without_report: {
        "begun less than a year ago": lambda: running(start=day(-364)),
        "of a plan that is long over": lambda: running(plan=PlanFactory(end_year=timezone.localdate().year - 2)),
        "reported": lambda: reported(running(), as_of=day(-900)),
    },
    rules.activity_with_old_report: {
        "never": running,
        "lately": lambda: reported(reported(running(), as_of=day(-900))),
        "reported to be over": lambda: reported(running(), as_of=day(-900), status="completed"),
    },
}


def cases(table: dict) -> list:
    return [
        pytest.param(rule, make, id=f"{rule.name}: {name}")
        for rule, made in table.items()
        for name, make in made.items()
    ]


@pytest.mark.parametrize(("rule", "make"), cases(LACKS))
def test_rule_finds_what_lacks_it(rule, make):
    assert list(lacking(rule)) == []
    record = make()
    assert record in lacking(rule)


@pytest.mark.parametrize(("rule", "make"), cases(LACKS_NOTHING))
def test_rule_leaves_alone_what_comes_nearest(rule, make):
    record = make()
    assert isinstance(record, rule.model)
    assert record not in lacking(rule)


def test_every_rule_is_tried_both_ways():
    assert (set(LACKS), set(LACKS_NOTHING)) == (set(RULES), set(RULES))


def test_every_rule_that_is_written_is_on_the_desk():
    modules = (rules.meetings, rules.documents, rules.plans)
    written = {one.name for module in modules for one in vars(module).values() if isinstance(one, Rule)}
    assert {one.name for one in RULES} == written
    assert len(RULES) == len(written)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_asks_the_database_once_and_for_nothing_before(rule, django_assert_num_queries):
    with django_assert_num_queries(0):
        records = rule.find(rule.model.objects.all(), there)
    with django_assert_num_queries(1):
        assert list(records) == []


def test_those_that_matter_most_come_first():
    plain, key = DocumentFactory(date="2025"), DocumentFactory(date="2001", is_key_document=True)
    assert list(lacking(rules.document_without_file)) == [key, plain]
