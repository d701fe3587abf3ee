"""Which record a row is about, and which records it names."""

import pytest

from documents.models import Document
from documents.resources import DocumentResource
from meetings.resources import MeetingResource
from plans.models import Action
from plans.resources import ActionResource, ActivityResource
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import MeetingFactory, PartyFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, StrategicAreaFactory

from .files import changes, csv_of, look, said, task, write

pytestmark = pytest.mark.django_db

MISSING = "This column is missing."


def test_row_is_about_the_record_of_its_identifier_even_with_another_slug():
    document = DocumentFactory(slug="old")
    assert changes(write(DocumentResource, ["uid", "slug"], [document.uid, "new"])) == [(2, "slug", "old", "new")]


@pytest.mark.parametrize(
    ("uid", "sentence"),
    [
        (
            "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
            "No document has this identifier. Leave the cell empty for a new one.",
        ),
        ("x", "“x” is no permanent identifier."),
    ],
)
def test_identifier_that_nobody_has_is_named(uid, sentence):
    assert said(look(DocumentResource, ["uid", "title"], [uid, "x"])) == [("A2", "uid", sentence)]


def test_row_without_slug_is_about_the_record_that_was_made_of_the_same_title():
    DocumentFactory(title="Tin study", slug="tin-study", kind="study", summary="")
    outcome = look(DocumentResource, ["title", "kind", "summary"], ["Tin study", "study", "New"])
    assert changes(outcome) == [(2, "summary", "", "New")]


def test_items_are_told_apart_by_plan_and_code():
    one, other = PlanFactory(code="AMCAP-I"), PlanFactory(code="AMCAP-II")
    ActionFactory(plan=one, code="1.1", title="Old")
    rows = [["AMCAP-I", "1.1", "New"], ["AMCAP-II", "1.1", "Other"], ["amcap-ii", "1.1", "Twice"]]
    outcome = look(ActionResource, ["plan", "code", "title"], *rows)
    assert said(outcome) == [("B4", "code", "Row 3 is about the same record.")]
    assert [effect.is_new for effect in outcome.effects] == [False, True]
    write(ActionResource, ["plan", "code", "title"], *rows[:2])
    assert [*Action.objects.order_by("pk").values_list("plan", "title")] == [(one.pk, "New"), (other.pk, "Other")]


def test_related_items_are_looked_for_in_the_plan_of_the_row():
    area, stranger = StrategicAreaFactory(number=2), StrategicAreaFactory(number=3)
    outcome = look(
        ActionResource,
        ["plan", "title", "area"],
        [area.plan.slug, "a", 2], [area.plan.slug, "b", "area-2"], [area.plan.slug, "c", 3],
        [area.plan.slug, "d", f"{stranger.plan.slug}/area-3"],
    )  # fmt: skip
    assert [change[3] for change in changes(outcome) if change[1] == "area"] == ["area-2", "area-2"]
    assert said(outcome) == [
        ("C4", "area", "There is no strategic area “3”."),
        ("C5", "area", "This belongs to another plan."),
    ]


def test_row_may_name_a_record_of_an_earlier_row():
    outcome = write(
        DocumentResource, ["slug", "title", "kind", "part_of"], ["a", "A", "study"], ["b", "B", "study", "a"]
    )
    assert outcome.is_written
    assert Document.objects.get(slug="b").part_of.slug == "a"


def test_name_of_two_records_is_not_guessed():
    for slug in ("gi", "gi-2"):
        PartyFactory(name="Geo Institute", slug=slug)
    outcome = look(DocumentResource, ["title", "kind", "partners"], ["x", "study", "geo institute"])
    message = "“geo institute” may be any of these: gi, gi-2. Write one of them."
    assert said(outcome) == [("C2", "partners", message)]


def test_slug_alone_does_not_name_an_item_of_a_plan():
    activity = ActivityFactory()
    outcome = look(ActivityResource, ["slug", "title"], [activity.slug, "x"])
    assert said(outcome) == [
        ("row 1", "plan", MISSING), ("row 1", "kind", MISSING),
    ]  # fmt: skip


def test_title_in_any_script_is_known_again():
    line = ["ການປະຊຸມ", "study"]
    assert write(DocumentResource, ["title", "kind"], line).is_written
    assert write(DocumentResource, ["title", "kind"], line).unchanged == 1


def test_look_and_write_agree_on_what_has_a_slug_by_chance():
    asked = task(DocumentResource, csv_of(["title", "kind"], ["ການປະຊຸມ", "study"]))
    assert asked.write(asked.look().digest).is_written


def test_title_of_several_records_is_not_guessed():
    for slug in ("a", "b"):
        DocumentFactory(title="Statement", slug=slug)
    assert said(look(DocumentResource, ["title", "kind"], ["Statement", "study"])) == [
        ("A2", "title", "Several have this title: a, b. Write the slug of one of them, or a new one."),
    ]  # fmt: skip


def test_meeting_of_the_same_title_with_another_ordinal_is_another_meeting(ammin):
    MeetingFactory(body=ammin, ordinal=3, title="Awards")
    lacking = MeetingFactory(body=ammin, ordinal=None, title="Forum")
    outcome = look(
        MeetingResource,
        ["body", "ordinal", "title"],
        ["AMMin", 4, "Awards"],
        ["AMMin", 5, "Forum"],
        ["AMMin", "", "Awards"],
    )
    assert [(effect.is_new, effect.changes[0].column) for effect in outcome.effects] == [
        (True, "body"), (False, "ordinal"),
    ]  # fmt: skip
    assert outcome.effects[1].record == lacking
    assert outcome.unchanged == 1
