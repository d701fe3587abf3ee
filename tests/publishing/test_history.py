"""Every change of a record is kept: its fields, its relations, its parts, and what was there before."""

import pytest

from amin_portal.publishing.models import HISTORY
from documents.models import Document
from meetings.models import Body, FormerName, Meeting
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    BodyFactory,
    FormerNameFactory,
    MeetingFactory,
    OutcomeFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db


def versions(record, *fields: str) -> list[tuple]:
    """Kind of change and the values of `fields`, oldest first."""
    return [
        (version.history_type, *(getattr(version, field) for field in fields))
        for version in record.history.order_by("history_id")
    ]


def related(version, field: str) -> set[int]:
    return set(getattr(version, field).values_list("party_id", flat=True))


def test_change_of_a_field_is_one_version():
    meeting = MeetingFactory(title="The ninth")
    meeting.title = "The 9th"
    meeting.save()
    assert versions(meeting, "title", "revision") == [("+", "The ninth", 1), ("~", "The 9th", 2)]


def test_save_that_changes_nothing_is_no_version():
    meeting = MeetingFactory()
    Meeting.objects.get(pk=meeting.pk).save()
    assert versions(meeting) == [("+",)]


def test_partial_date_is_kept_as_it_was_known():
    meeting = MeetingFactory(start="2005-12", end=None)
    meeting.start = "2005-12-04"
    meeting.save()
    assert [str(date) for _kind, date in versions(meeting, "start")] == ["December 2005", "4 December 2005"]


def test_relations_given_with_a_change_belong_to_it():
    first, second = PartyFactory.create_batch(2)
    document = DocumentFactory(title="Before")
    document.title = "After"
    document.save()
    document.partners.set([first, second])
    document.partners.set([second])
    before, after = document.history.order_by("history_id")
    assert (related(before, "partners"), related(after, "partners")) == (set(), {second.pk})


def test_relations_of_what_was_just_made_are_in_its_first_version(django_assert_num_queries):
    partners, document = PartyFactory.create_batch(2), DocumentFactory()
    with django_assert_num_queries(2):  # the relations, and what is kept of them
        HISTORY.relate_new(document, "partners", [*partners, partners[0]])
    assert {*document.partners.all()} == {*partners}
    assert versions(document, "revision") == [("+", 1)]
    kept, through = document.history.get().partners, Document.partners.through.objects
    columns = ("id", "document_id", "party_id")
    assert [*kept.values_list(*columns)] == [*through.values_list(*columns)]


def test_change_of_a_relation_alone_is_a_version_with_its_revision():
    document, partner = DocumentFactory(), PartyFactory()
    again = Document.objects.get(pk=document.pk)
    again.partners.add(partner)
    assert versions(document, "revision") == [("+", 1), ("~", 2)]
    assert related(document.history.latest(), "partners") == {partner.pk}


def test_relation_changed_from_the_other_side_is_kept_with_its_holder():
    party, body = PartyFactory(), BodyFactory()
    body.partners.add(party)
    last = party.history.latest()
    assert [*last.bodies.values_list("body_id", flat=True)] == [body.pk]
    assert versions(Body.objects.get(pk=body.pk)) == [("+",)]


def test_what_was_there_before_its_history_is_kept_before_it_changes():
    partner = PartyFactory()
    document = DocumentFactory(title="Before", partners=[partner])
    document.history.all().delete()
    again = Document.objects.get(pk=document.pk)
    again.partners.clear()
    first, second = document.history.order_by("history_id")
    assert (first.history_type, first.title, related(first, "partners")) == ("+", "Before", {partner.pk})
    assert first.history_change_reason == "as it stood when its history began"
    assert (second.history_type, related(second, "partners")) == ("~", set())


def test_part_without_a_state_of_its_own_is_kept_too():
    name = FormerNameFactory(name="WGMC")
    name.name = "WGMCD"
    name.save()
    key = name.pk
    name.delete()
    assert [*FormerName.history.filter(id=key).order_by("history_id").values_list("history_type", "name")] == [
        ("+", "WGMC"),
        ("~", "WGMCD"),
        ("-", "WGMCD"),
    ]


def test_what_names_a_deleted_record_has_a_version_without_it():
    body = BodyFactory(state="draft")
    document = DocumentFactory(bodies=[body])
    item = AgendaItemFactory(state="draft")
    outcome = OutcomeFactory(meeting=item.meeting, agenda_item=item)
    body.delete()
    item.delete()
    last = document.history.latest("history_id")
    assert (document.history.count(), [*last.bodies.values_list("body_id", flat=True)]) == (2, [])
    assert versions(outcome, "agenda_item_id") == [("+", outcome.agenda_item_id), ("~", None)]
