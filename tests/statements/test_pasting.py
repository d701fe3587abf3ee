"""The text of a statement, pasted: looked through first, then draft outcomes."""

import pytest

from amin_portal.publishing.models import State
from amin_portal.roles.roles import AUDITOR, EDITOR
from amin_portal.statements.forms import MOST_CHARACTERS, MOST_PARAGRAPHS
from documents.models import MeetingDocument
from meetings.models import Meeting
from tests.desk.browsers import browser_of
from tests.factories.meetings import OutcomeFactory

from .pasting import confirm, first, form_of, page_of, paste
from .texts import TENTH


def test_looking_writes_nothing_and_shows_every_paragraph(editor, tenth, record):
    review = paste(editor, tenth, TENTH)
    assert [form["number"].value() for form in review.context["forms"]] == ["1", "2", "3", "4", "5", "6"]
    assert [form["kind"].value() for form in review.context["forms"]] == [
        "none",
        "noted",
        "adopted",
        "tasked",
        "agreed",
        "none",
    ]
    assert "<mark>adopted</mark>" in review.text
    assert not tenth.outcomes.exists()


def test_confirmed_paragraphs_become_drafts_with_what_they_name(editor, tenth, record):
    answer = confirm(editor, paste(editor, tenth, TENTH))
    assert answer.headers["Location"] == form_of(tenth)
    made = tenth.outcomes.values_list("number", "kind", "state", "follow_up", "agenda_item")
    item = record["item"].pk
    assert [*made] == [
        ("2", "noted", "draft", "", item),
        ("3", "adopted", "draft", "", item),
        ("4", "tasked", "draft", "open", item),
        ("5", "agreed", "draft", "", None),
    ]
    noted, adopted, tasked, agreed = tenth.outcomes.all()
    assert {*tasked.tasked_bodies.all()} == {record["asomm"], record["wgsmd"]}
    assert [str(one.due) for one in (noted, adopted, tasked, agreed)] == ["None", "None", "2026", "2027"]
    assert [*adopted.plans.all()] == [record["plan"]]
    papers = adopted.papers.values_list("document", "role", "state", "meeting")
    assert [*papers] == [(record["document"].pk, "adopted", "draft", tenth.pk)]
    assert [paper.role for paper in noted.papers.all()] == ["noted"]


def test_history_says_who_pasted_it(tenth, record):
    client = browser_of(EDITOR)
    confirm(client, paste(client, tenth, TENTH))
    for made in [*tenth.outcomes.all(), *tenth.papers.all()]:
        said = {(one.history_user.username, one.history_change_reason) for one in made.history.all()}
        assert said == {("editor", "from the pasted statement")}


def test_pasting_twice_adds_nothing(editor, tenth, record):
    confirm(editor, paste(editor, tenth, TENTH))
    count = tenth.outcomes.count()
    review = paste(editor, tenth, TENTH)
    assert [form["take"].value() for form in review.context["forms"]] == [False] * 6
    assert review.text.count("On record already, with this text.") == 4
    confirm(editor, review)
    assert (tenth.outcomes.count(), tenth.papers.count()) == (count, 2)


def test_second_click_adds_nothing_and_leads_on(editor, tenth, record):
    review = paste(editor, tenth, TENTH)
    confirm(editor, review)
    answer = confirm(editor, review)
    assert (answer.headers["Location"], tenth.outcomes.count()) == (form_of(tenth), 4)


def test_paragraph_whose_number_is_on_record_is_left_out_and_may_be_taken(editor, tenth):
    OutcomeFactory(meeting=tenth, number="1", text="Another text")
    review = paste(editor, tenth, "1. The Ministers adopted the plan.")
    assert first(review)["take"] is False
    assert "Another text" in review.text
    confirm(editor, review, p0_take="on")
    assert [*tenth.outcomes.values_list("number", "text")] == [
        ("1", "Another text"),
        ("1", "The Ministers adopted the plan."),
    ]


def test_text_that_is_on_record_is_not_taken_a_second_time(editor, tenth):
    OutcomeFactory(meeting=tenth, text="The Ministers  adopted the PLAN.")
    review = paste(editor, tenth, "1. The Ministers adopted the plan.\n2. The Ministers noted it.")
    answer = confirm(editor, review, p0_take="on")
    assert answer.context["forms"][0].errors["take"] == [
        "This text is on record for this meeting already: leave it out."
    ]
    assert tenth.outcomes.count() == 1


def test_outcomes_that_a_colleague_added_meanwhile_are_looked_at_first(editor, tenth):
    review = paste(editor, tenth, "1. The Ministers adopted the plan.")
    OutcomeFactory(meeting=tenth, number="1", text="The Ministers adopted a plan.")
    answer = confirm(editor, review, p0_number="1a")
    assert tenth.outcomes.count() == 1
    assert "have changed since you looked" in answer.text
    assert answer.context["forms"][0]["number"].value() == "1a"
    confirm(editor, answer)
    assert [*tenth.outcomes.values_list("number", flat=True)] == ["1", "1a"]


def test_kind_that_is_not_clear_is_chosen_by_somebody(editor, tenth):
    review = paste(editor, tenth, "1. The Ministers underscored it.\n2. The Ministers noted it.")
    assert first(review)["kind"] == ""
    answer = confirm(editor, review, p1_number="zwei")
    assert answer.context["forms"][0].errors == {"kind": ["Say what the meeting did, or leave it out."]}
    assert not tenth.outcomes.exists()
    assert answer.context["forms"][1]["number"].value() == "zwei"
    confirm(editor, answer, p0_kind="noted")
    assert [*tenth.outcomes.values_list("number", "kind")] == [("1", "noted"), ("zwei", "noted")]


def test_paragraph_about_the_meeting_itself_is_left_out_and_may_be_taken(editor, tenth):
    review = paste(editor, tenth, "1. The Tenth AMMin was held in Vientiane.\n2. The Ministers noted it.")
    assert (first(review)["take"], first(review)["kind"]) == (False, "none")
    answer = confirm(editor, review, p0_take="on")
    assert answer.context["forms"][0].errors == {"kind": ["Say what the meeting did, or leave it out."]}
    confirm(editor, answer, p0_kind="noted", p1_kind="none")
    assert [*tenth.outcomes.values_list("number", flat=True)] == ["1"]


def test_paragraph_that_is_left_out_may_be_anything(editor, tenth):
    review = paste(editor, tenth, "1. The Ministers underscored it.\n2. The Ministers noted it.")
    confirm(editor, review, p0_take=None, p0_due="soon", p0_number="9" * 30)
    assert [*tenth.outcomes.values_list("number", flat=True)] == ["2"]


def test_everything_is_kept_or_nothing(editor, tenth, record):
    review = paste(editor, tenth, TENTH)
    answer = confirm(editor, review, p4_due="soon", p2_text="Changed")
    assert [name for form in answer.context["forms"] for name in form.errors] == ["due"]
    assert answer.context["forms"][2]["text"].value() == "Changed"
    assert (tenth.outcomes.count(), MeetingDocument.objects.filter(meeting=tenth).count()) == (0, 0)


def test_text_can_be_changed_before_it_becomes_an_outcome(editor, tenth):
    review = paste(editor, tenth, "1. The Ministers adopted the plan.")
    confirm(editor, review, p0_text="AMCAP-IV", p0_kind="endorsed", p0_due="Dec 2026", p0_follow_up="open")
    (made,) = tenth.outcomes.all()
    assert (made.text, made.kind, made.due.isoformat(), made.follow_up) == ("AMCAP-IV", "endorsed", "2026-12", "open")


def test_the_way_back_to_the_text_keeps_it(editor, tenth):
    answer = paste(editor, tenth, "1. The Ministers\u00a0adopted the plan.", change="1")
    assert answer.context["form"]["text"].value() == "1. The Ministers\u00a0adopted the plan."
    assert answer.context["form"].errors == {}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "This field is required."),
        ("\u00ad\n 7 \n", "No paragraph was found in this."),
        (
            "1. One.\n" * (MOST_PARAGRAPHS + 1),
            "61 paragraphs were found, and 60 are taken at once. Paste a part of them.",
        ),
        (
            "x" * (MOST_CHARACTERS + 1),
            "Ensure this value has at most 100000 characters (it has 100001).",
        ),
        ("1. Null\x00.", "Null characters are not allowed."),
    ],
)
def test_text_that_cannot_be_taken_says_why_and_stays(editor, tenth, text, error):
    answer = paste(editor, tenth, text)
    assert answer.context["form"].errors["text"] == [error]
    assert answer.context["form"]["text"].value() == text


def test_as_many_paragraphs_as_are_taken_at_once_can_be_confirmed(editor, tenth, record):
    text = "\n".join(f"{n}. The Ministers tasked the ASOMM to prepare AMCAP-IV, part {n}." for n in range(1, 61))
    confirm(editor, paste(editor, tenth, text))
    assert tenth.outcomes.count() == MOST_PARAGRAPHS


def test_drafts_of_an_editor_leave_the_published_meeting_as_it_was(client, tenth):
    before = client.get(tenth.get_absolute_url()).text
    desk = browser_of(EDITOR)
    confirm(desk, paste(desk, tenth, "1. The Ministers adopted the plan."))
    assert tenth.outcomes.get().state == State.DRAFT
    assert client.get(tenth.get_absolute_url()).text == before


def test_who_may_not_add_outcomes_pastes_nothing(tenth):
    auditor = browser_of(AUDITOR)
    assert [auditor.get(page_of(tenth)).status_code, paste(auditor, tenth, TENTH).status_code] == [403, 403]
    assert page_of(tenth) not in auditor.get(form_of(tenth)).text


def test_form_of_the_meeting_leads_to_the_page(editor, tenth):
    assert page_of(tenth) in editor.get(form_of(tenth)).text
    assert editor.get(page_of(Meeting(pk=4711))).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_for_any_number_of_paragraphs(editor, tenth, record, django_assert_num_queries, count):
    text = "\n".join(f"{n}. The Ministers adopted AMCAP-III Phase 2." for n in range(1, count + 1))
    # session, user, meeting; papers and statements of the form; two document, plan and body queries, former names;
    # agenda, outcomes, papers; earlier outcomes with papers and plans; choices of the source
    with django_assert_num_queries(16):
        paste(editor, tenth, text)
