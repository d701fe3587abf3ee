"""What rows do to the record, and what is wrong with them."""

import pytest
from django.db import connection

from amin_portal.publishing.models import State
from amin_portal.publishing.spreadsheets.importing import Outcome
from amin_portal.search.models import Entry
from documents.models import Document
from documents.resources import DocumentResource, LinkResource
from meetings.models import Meeting
from meetings.resources import MeetingResource
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory, RelatedLinkFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory

from .files import changes, csv_of, look, said, task, write, xlsx_of

pytestmark = pytest.mark.django_db

MISSING = "This column is missing."
TWICE = "The column “Short-Title” says the same. Keep one of them."
HEAD = ["body", "ordinal", "title", "start", "host", "participants"]


def test_new_row_becomes_a_draft_with_its_relations(ammin, lao):
    viet_nam = MemberStateFactory(name="Viet Nam", country_code="VN")
    outcome = write(MeetingResource, HEAD, ["ammin", 11, "11th AMMin", "May 2027", "Laos", "VN;  lao-pdr ; "])
    meeting = Meeting.objects.get()
    assert outcome.is_written
    assert (meeting.slug, meeting.state, meeting.start.isoformat(), meeting.host, {*meeting.participants.all()}) == (
        "ammin-11", State.DRAFT, "2027-05", lao, {lao, viet_nam},
    )  # fmt: skip
    assert meeting.revision == 1


def test_second_import_of_a_file_has_nothing_to_do(ammin, lao):
    line = ["AMMin", 11, "11th AMMin", "May 2027", "LA", "Lao PDR"]
    write(MeetingResource, HEAD, line)
    before = Meeting.objects.values().get()
    outcome = write(MeetingResource, HEAD, line)
    assert (outcome.effects, outcome.unchanged, Meeting.objects.values().get()) == ([], 1, before)


def test_look_writes_nothing(ammin):
    meeting = MeetingFactory(body=ammin, ordinal=10, title="Tenth")
    outcome = look(MeetingResource, HEAD, ["AMMin", 10, "10th"], ["AMMin", 11, "11th"])
    assert changes(outcome) == [
        (2, "title", "Tenth", "10th"), (3, "body", None, "ammin"), (3, "ordinal", None, 11), (3, "title", None, "11th"),
    ]  # fmt: skip
    assert [*Meeting.objects.values_list("title", "revision")] == [("Tenth", meeting.revision)]
    assert not outcome.is_written


def test_one_wrong_row_keeps_all_out(ammin):
    outcome = write(MeetingResource, HEAD, ["AMMin", 11, "11th"], ["AMMin", 12, "12th", "some day"])
    assert said(outcome) == [("D3", "start", "Write a year, a month or a day: 2005, 2005-12, Dec 2005 or 2005-12-04.")]
    assert Meeting.objects.count() == 0


def test_all_that_is_wrong_is_said_at_once(ammin, lao):
    outcome = look(
        MeetingResource,
        [*HEAD, "status"],
        ["AMMim", "x", "", "4/12/2027", "Lao", "LA; Atlantis", "hold"],
        ["AMMin", 11, "11th", "2027", "", "", "planned"],
        ["AMMin", 11, "twice"],
        ["", 12, "12th", "", "", "", "", "", "beyond"],
    )
    assert said(outcome) == [
        ("A2", "body", "There is no body “AMMim”. Nearest: ammin."),
        ("B2", "ordinal", "Enter a whole number."),
        ("D2", "start", "“4/12/2027” may be 4 December 2027 or 12 April 2027: write 2027-12-04 or 2027-04-12."),
        ("G2", "status", "“hold” is none of these: planned, confirmed, held, postponed, cancelled. Nearest: held."),
        ("E2", "host", "There is no country or organisation “Lao”. Nearest: lao-pdr."),
        ("F2", "participants", "There is no country or organisation “Atlantis”."),
        ("C2", "title", "This must not be empty."),
        ("B4", "ordinal", "Row 3 is about the same record."),
        ("A5", "body", "This must not be empty."),
        ("row 5", "", "There is something to the right of the last column."),
    ]


def test_rules_of_the_model_are_said_at_their_columns(ammin):
    outcome = look(
        MeetingResource,
        ["body", "ordinal", "title", "start", "end", "slug"],
        ["AMMin", 0, "a", "2027-05-03", "2027-05-01", "Not A Slug"],
        ["AMMin", 1, "x" * 251, "", "", ""],
    )
    assert [problem[:2] for problem in said(outcome)] == [
        ("F2", "slug"), ("E2", "end"), ("B2", "ordinal"), ("C3", "title"),
    ]  # fmt: skip


def test_empty_cell_and_missing_column_leave_what_is_on_record():
    DocumentFactory(slug="a", summary="Kept", number="7", bodies=[BodyFactory()])
    outcome = write(DocumentResource, ["slug", "summary", "bodies", "title"], ["a", "", " ", "New"])
    document = Document.objects.get()
    assert [change[1] for change in changes(outcome)] == ["title"]
    assert (document.summary, document.number, document.bodies.count()) == ("Kept", "7", 1)


def test_word_for_empty_clears():
    DocumentFactory(slug="a", summary="Gone", date="2005", bodies=[BodyFactory(slug="asomm")])
    outcome = write(DocumentResource, ["slug", "summary", "date", "bodies"], ["a", "(empty)", "(Empty)", "(empty)"])
    document = Document.objects.get()
    assert changes(outcome) == [(2, "date", "2005", None), (2, "summary", "Gone", ""), (2, "bodies", "asomm", "")]
    assert (document.summary, document.date, document.bodies.count()) == ("", None, 0)


def test_what_a_record_cannot_do_without_is_not_cleared():
    DocumentFactory(slug="a")
    outcome = look(DocumentResource, ["slug", "title", "kind"], ["a", "(empty)", "(empty)"])
    assert said(outcome) == [
        ("B2", "title", "This must not be empty."), ("C2", "kind", "This must not be empty."),
    ]  # fmt: skip


def test_formula_is_named_in_its_cell_and_all_else_is_looked_at():
    content = xlsx_of(["title", "category", "url"], ['="a"&"b"', "database", "https://example.org"], ["y", "x", None])
    assert [problem[:2] for problem in said(task(LinkResource, content).look())] == [
        ("A2", "title"),
        ("B3", "category"),
    ]


def test_excel_number_of_a_day_is_explained():
    outcome = look(DocumentResource, ["title", "kind", "date"], ["x", "study", 45932])
    assert said(outcome) == [
        ("C2", "date", "“45932” is how Excel counts days: 2 October 2025. Show it there as a date.")
    ]


def test_states_are_not_imported():
    link = RelatedLinkFactory(slug="a", state=State.DRAFT)
    outcome = write(LinkResource, ["slug", "state", "publish_from", "revision"], ["a", "published", "2020-01-01", 9])
    link.refresh_from_db()
    assert (outcome.passed_over, outcome.unchanged, link.state) == (["state", "publish_from", "revision"], 1, "draft")


def test_history_names_person_and_file(ammin):
    person = StaffFactory(permissions=["meetings.add_meeting", "meetings.change_meeting"])
    task(MeetingResource, csv_of(["body", "title", "joint_bodies"], ["AMMin", "x", "AMMin"]), person).write()
    versions = Meeting.objects.get().history.all()
    assert [(one.history_type, one.history_user, one.history_change_reason) for one in versions] == [
        ("+", person, "imported from list.csv")
    ]
    assert [one.body.slug for one in versions[0].joint_bodies.all()] == ["ammin"]


def test_who_may_not_publish_changes_drafts_only():
    person = StaffFactory(permissions=["documents.add_relatedlink", "documents.change_relatedlink"])
    RelatedLinkFactory(slug="seen", note="")
    RelatedLinkFactory(slug="draft", note="", state=State.DRAFT)
    lines = ["slug", "note"], ["seen", "new"], ["draft", "new"]
    assert said(task(LinkResource, csv_of(*lines), person).look()) == [
        ("row 2", "", "This record was published or withdrawn: to change it you need the right to publish.")
    ]


@pytest.mark.parametrize(
    ("headings", "problems"),
    [
        (["titel", "kind"], [("A1", "titel", "There is no such column. Nearest: title."), ("row 1", "title", MISSING)]),
        (["Title", "KIND", "Official number"], []),
        (["title", "kind", "Short-Title", "short title"], [("D1", "short title", TWICE)]),
        (["title", "", "kind"], [("B1", "", "This column has no name.")]),
        (["slug", "dates"], [("B1", "dates", "There is no such column. Nearest: date.")]),
        (["number"], [("row 1", "title", MISSING), ("row 1", "kind", MISSING)]),
    ],
)  # fmt: skip
def test_columns_are_checked_before_the_rows(headings, problems):
    outcome = look(DocumentResource, headings, ["x"] * len(headings))
    assert [problem for problem in said(outcome) if problem[0].endswith("1")] == problems


def test_change_in_between_is_not_overwritten(ammin):
    meeting = MeetingFactory(body=ammin, ordinal=10, title="Tenth", city="")
    asked = task(MeetingResource, csv_of(["slug", "city"], [meeting.slug, "Vientiane"]))
    digest = asked.look().digest
    Meeting.objects.update(venue="Elsewhere")  # of which the file says nothing
    assert asked.look().digest == digest
    Meeting.objects.update(city="Luang Prabang")
    outcome = asked.write(digest)
    assert (outcome.is_written, outcome.problems, changes(outcome)) == (
        False, [], [(2, "city", "Luang Prabang", "Vientiane")],
    )  # fmt: skip
    assert Meeting.objects.get().city == "Luang Prabang"


@pytest.mark.parametrize("count", [1, 3])
def test_unchanged_rows_cost_the_same_for_any_number(count, django_assert_num_queries):
    for document in DocumentFactory.create_batch(count):
        document.bodies.add(BodyFactory())
    lines = [[document.slug, document.title] for document in Document.objects.all()]
    asked = task(DocumentResource, csv_of(["slug", "title"], *lines))
    turn = int(connection.vendor == "postgresql")
    with django_assert_num_queries(turn + 13 + 2 * count):  # documents, three relations, savepoints; two of each row
        outcome: Outcome = asked.look()
    assert outcome.unchanged == count


def test_search_follows_what_was_imported_and_nothing_else():
    document = DocumentFactory(slug="a", title="Tin")
    asked = task(DocumentResource, csv_of(["slug", "title"], ["a", "Bauxite"]))
    entry = Entry.objects.filter(kind="documents", object_id=document.pk)
    asked.look()
    assert entry.get().names == "\ntin\n"
    asked.write()
    assert entry.get().names == "\nbauxite\n"
