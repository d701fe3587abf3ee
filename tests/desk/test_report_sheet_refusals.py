"""What the sheet of reports refuses, with a sentence at its place."""

import pytest

from plans.models import Action, Plan, ProgressReport
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.plans import ActionFactory

from .sheets import look, mistakes, plan_of_three_actions, row


@pytest.fixture
def plan(db) -> Plan:
    return plan_of_three_actions()


@pytest.fixture
def action(plan) -> Action:
    return plan.actions.get(title="Action 1")


def test_empty_sheet_makes_nothing(editor, plan):
    page = look(editor, plan)
    assert page.context["sheet"].problems == ["Nothing was typed for any item, so there is nothing to be made."]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"as_of": ""}, "Give the day for which it holds, or the meeting that it was reported to."),
        ({"as_of": "2099"}, "2099 is still to come: a report says how it stood on a day that has been."),
        ({"as_of": "4/12/2005"}, None),
        ({"as_of": "2025\0"}, None),
        ({"meeting": "999999999999999999999999"}, None),
        ({"meeting": "\0"}, None),
        ({"sources": "a | b | c | d | e"}, "“a | b | c | d | e” has more than four parts."),
        ({"evidence": "No such paper"}, "No document on record is called “No such paper”."),
        ({"reason": "x" * 501}, None),
    ],
)
def test_what_holds_for_all_must_be_right(editor, plan, action, typed, wrong):
    page = look(editor, plan, **row(action, status="completed"), **typed)
    ((_where, messages),) = mistakes(page).items()
    assert len(messages) == 1
    assert wrong in (None, *messages)
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"percent": "-1"}, "Percent: The percentage is below 0."),
        ({"percent": "half"}, "Percent: Enter a whole number."),
        ({"status": "done"}, "Status: Select a valid choice. done is not one of the available choices."),
        ({"status": "\0"}, None),
        ({"percent": "5\0"}, None),
        ({"narrative": "a\0b"}, "Narrative: Null characters are not allowed."),
        ({"narrative": "x" * 30_000}, None),
        ({"status": "ongoing", "evidence": "a\0b"}, "Evidence: Null characters are not allowed."),
        (
            {"status": "ongoing", "evidence": "; ".join("abcdefghijk")},
            "Evidence: Up to 10 documents can be named here.",
        ),
        ({"reason": "Reported orally."}, "Say what was reported: a status, a percentage or a sentence."),
    ],
)
def test_row_must_be_right(editor, plan, action, said, wrong):
    page = look(editor, plan, **row(action, **said))
    ((where, messages),) = mistakes(page).items()
    assert (where, len(messages)) == ("Action 1", 1)
    assert wrong in (None, *messages)
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("counts", [{"completed": "9"}, {"total": "10"}, {"completed": "11", "total": "10"}])
def test_counts_of_a_plan_must_fit(editor, plan, counts):
    assert mistakes(look(editor, plan, **row(plan, **counts))) == {
        "AMCAP-III": ["Completed: Give both counts or none; no more can be completed than there are."]
    }


def test_narrative_of_a_document_is_refused_with_a_sentence(editor, plan, action):
    page = look(editor, plan, **row(action, narrative="x" * 30_000))
    assert mistakes(page) == {
        "Action 1": ["Narrative: A report has up to 5,000 characters. Name the document that says more as evidence."]
    }


def test_action_of_another_plan_is_refused(editor, plan, action):
    page = look(editor, plan, **row(action, status="completed"), **row(ActionFactory(), status="completed"))
    (problem,) = page.context["sheet"].problems
    assert problem.startswith("Something was sent for an item that is not on this sheet")
    assert not ProgressReport.objects.exists()


def test_evidence_must_be_one_document_that_is_there(editor, plan, action):
    DocumentFactory(title="Withdrawn").withdraw("A slip")
    DocumentFactory.create_batch(2, title="Twice")
    for name, wrong in (
        ("Withdrawn", "Evidence: No document on record is called “Withdrawn”."),
        ("Twice", "Evidence: Several documents are called “Twice”: give the address of its page."),
    ):
        page = look(editor, plan, **row(action, status="completed", evidence=name))
        assert mistakes(page) == {"Action 1": [wrong]}


def test_documents_of_the_plan_and_its_meeting_are_offered_first(editor, plan):
    newest, of_plan, of_meeting = (DocumentFactory(title=title, date=date) for title, date in (
        ("Newest", "2025"), ("Of the plan", "2001"), ("Of the meeting", "2000"),
    ))  # fmt: skip
    plan.document = of_plan
    plan.save()
    meeting = MeetingFactory()
    meeting.papers.create(document=of_meeting, role="tabled")
    offered = [name for name, _title in look(editor, plan, meeting=meeting.pk).context["sheet"].documents.offered]
    assert offered == ["Of the plan", "Of the meeting", "Newest"]
    assert newest.title in offered
