"""What a pasted statement names is found, and linked as far as that is sure and allowed."""

import pytest

from amin_portal.roles.roles import APPROVER, EDITOR
from meetings.models import Outcome
from tests.desk.browsers import browser_of
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory
from tests.factories.meetings import FormerNameFactory

from .pasting import confirm, first, page_of, paste


def test_statement_among_the_papers_becomes_the_source(editor, tenth):
    statement = DocumentFactory(title="Joint Press Statement of the 10th AMMin", date="2025-10-02")
    DocumentFileFactory(document=statement, url="https://asean.org/statement.pdf")
    MeetingDocumentFactory(meeting=tenth, document=statement, role="statement")
    assert editor.get(page_of(tenth)).context["form"]["source"].value() == statement.pk
    text = "1. The Ministers adopted it, as the Joint Press Statement of the 10th AMMin says."
    review = paste(editor, tenth, text, source=statement.pk)
    assert f"document_{statement.pk}" not in first(review)
    confirm(editor, review)
    assert Outcome.objects.get().sources == [
        {
            "title": "Joint Press Statement of the 10th AMMin",
            "publisher": "",
            "url": "https://asean.org/statement.pdf",
            "date": "2025-10-02",
        }
    ]


@pytest.mark.parametrize(
    ("named", "is_found"),
    [
        ("AMCAP-IV", True),
        ("AMCAP\u2013IV", True),
        ("the amcap iv", True),
        ("the ASEAN Minerals Cooperation Action Plan (AMCAP\u2011IV): 2026\u20132030", True),
        ("ASEAN Minerals Cooperation Action Plan (AMCAP-IV)", True),
        ("ASEAN Mineral Co\u00adoperation Action Plan AMCAP IV", True),
        ("AMCAP-V", False),
        ("ASEAN Minerals Cooperation Action Plan", False),
    ],
)
def test_document_and_plan_are_found_by_any_of_their_names(editor, tenth, record, named, is_found):
    proposed = first(paste(editor, tenth, f"1. The Ministers adopted {named} today."))
    role, plan = proposed.get(f"document_{record['document'].pk}"), proposed.get("plans")
    assert (role, plan) == (("adopted", [str(record["plan"].pk)]) if is_found else (None, None))


def test_body_is_found_by_a_former_name(editor, tenth):
    body = FormerNameFactory(name="Working Group on Mineral Trade").body
    proposed = first(paste(editor, tenth, "1. The Ministers tasked the working group on minerals trade to act."))
    assert proposed["tasked_bodies"] == [str(body.pk)]


def test_document_that_is_only_named_is_not_linked_by_itself(editor, tenth, record):
    other = DocumentFactory(short_title="AMEXS-1")
    proposed = first(paste(editor, tenth, "1. The Ministers adopted AMCAP-IV, which builds on AMEXS-1."))
    assert (proposed[f"document_{record['document'].pk}"], proposed[f"document_{other.pk}"]) == ("adopted", "")


def test_document_that_was_withdrawn_is_not_found(editor, tenth, record):
    record["document"].withdraw("In error")
    assert f"document_{record['document'].pk}" not in first(paste(editor, tenth, "1. The Ministers adopted AMCAP-IV."))


def test_document_that_is_among_the_papers_as_adopted_is_not_adopted_twice(editor, tenth, record):
    MeetingDocumentFactory(meeting=tenth, document=record["document"], role="adopted")
    review = paste(editor, tenth, "1. The Ministers adopted AMCAP-IV.")
    field = review.context["forms"][0].fields[f"document_{record['document'].pk}"]
    assert ([value for value, _label in field.choices], field.initial) == (["", "considered", "noted"], "")
    assert field.help_text == "Among the papers of the meeting: adopted."


def test_earlier_outcomes_about_the_same_are_offered_and_none_is_chosen(editor, tenth, record):
    review = paste(editor, tenth, "1. The Ministers noted the completion of AMCAP-III Phase 2.")
    field = review.context["forms"][0].fields["follows"]
    assert [value for value, _label in field.choices] == ["", str(record["earlier"].pk)]
    assert first(review)["follows"] == ""
    confirm(editor, review, p0_follows=str(record["earlier"].pk))
    assert tenth.outcomes.get().follows == record["earlier"]


@pytest.mark.parametrize(("role", "is_linked"), [(EDITOR, False), (APPROVER, True)])
def test_public_plan_is_linked_by_those_who_may_publish(tenth, record, role, is_linked):
    client = browser_of(role)
    review = paste(client, tenth, "1. The Ministers adopted AMCAP-IV.")
    confirm(client, review, p0_plans=[str(record["plan"].pk)] if is_linked else None)
    assert tenth.outcomes.get().plans.exists() is is_linked
    assert ("is public: somebody who may publish" in review.text) is not is_linked


def test_editor_who_posts_a_public_plan_by_hand_is_not_heard(tenth, record):
    client = browser_of(EDITOR)
    confirm(client, paste(client, tenth, "1. The Ministers adopted AMCAP-IV."), p0_plans=[str(record["plan"].pk)])
    assert not record["plan"].outcomes.exists()


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The Ministers adopted the AMCAP-IV.", [("adopted",)]),
        ("The Ministers adopted the mid-term review of AMCAP-IV.", [("considered",)]),
        ("The Ministers endorsed the report on AMCAP-IV.", [("considered",)]),
    ],
)
def test_what_was_decided_about_a_document_is_no_decision_on_the_document(editor, tenth, record, text, roles):
    confirm(editor, paste(editor, tenth, f"1. {text}"))
    assert [*tenth.papers.filter(document=record["document"]).values_list("role")] == roles
