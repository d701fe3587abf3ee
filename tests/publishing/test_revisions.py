"""The revision of a record counts its real changes, and those of its parts and relations."""

from contextlib import suppress

import pytest
from django.db import connection, transaction

from amin_portal.publishing.models import State
from amin_portal.publishing.models.part import touch
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory
from tests.factories.meetings import (
    AgendaItemFactory,
    BodyFactory,
    FormerNameFactory,
    MeetingFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

pytestmark = pytest.mark.django_db


def stored(record):
    return type(record).objects.get(pk=record.pk)


def growth(whole, change):
    """By how much the revision of `whole` grows through `change()`."""
    before = stored(whole)
    change()
    after = stored(whole)
    assert (after.updated_at > before.updated_at) == (after.revision > before.revision)
    return after.revision - before.revision


def test_revision_begins_at_one():
    assert stored(MeetingFactory()).revision == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Another title"),
        ("ordinal", 99),
        ("start", "2023"),
        ("host_id", None),
        ("state", State.DRAFT),
        ("sources", []),
    ],
)
def test_revision_grows_by_one_with_a_real_change(field, value):
    meeting = MeetingFactory(host=PartyFactory())
    setattr(meeting, field, value)
    assert growth(meeting, meeting.save) == 1


def test_revision_stands_still_when_nothing_has_changed(django_assert_num_queries):
    meeting = stored(MeetingFactory())
    turn = int(connection.vendor == "postgresql")
    with django_assert_num_queries(turn + 3):  # savepoint, the stored record, release: no update
        meeting.save()
    assert growth(meeting, meeting.save) == 0


def test_revision_counts_from_what_is_stored_not_from_what_was_read_long_ago():
    meeting = MeetingFactory()
    stale = stored(meeting)
    for title in ("Second", "Third"):
        meeting.title = title
        meeting.save()
    stale.city = "Kuching"
    stale.save()
    assert stored(meeting).revision == 4


def test_change_of_the_same_moment_saved_by_field_counts_too():
    meeting = MeetingFactory()
    meeting.city = "Kuching"
    assert growth(meeting, lambda: meeting.save(update_fields=["city"])) == 1


@pytest.mark.parametrize(
    "make",
    [AgendaItemFactory, OutcomeFactory, MeetingDocumentFactory],
)
def test_meeting_grows_with_its_parts(make):
    meeting = MeetingFactory()
    assert growth(meeting, lambda: make(meeting=meeting)) == 1
    part = make(meeting=meeting)
    part.position += 10
    assert growth(meeting, part.save) == 1
    assert growth(meeting, part.save) == 0
    assert growth(meeting, part.delete) == 1


@pytest.mark.parametrize("make", [DocumentFileFactory, MeetingDocumentFactory])
def test_document_grows_with_its_files_and_its_places_at_meetings(make):
    document = DocumentFactory()
    assert growth(document, lambda: make(document=document)) == 1
    part = make(document=document)
    part.state = State.DRAFT
    assert growth(document, part.save) == 1
    assert growth(document, part.delete) == 1


@pytest.mark.parametrize("make", [StrategicAreaFactory, ActionFactory, ActivityFactory])
def test_plan_grows_with_its_items(make):
    plan = PlanFactory()
    assert growth(plan, lambda: make(plan=plan)) == 1
    item = make(plan=plan)
    item.slug = "renamed"
    assert growth(plan, item.save) == 1
    assert growth(plan, item.delete) == 1


def test_plan_grows_with_the_reports_on_its_items():
    action = ActionFactory()
    report = ProgressReportFactory(action=action)
    report.percent = 50
    assert (growth(action, report.save), stored(report).revision) == (1, 2)
    report.percent = 60
    assert growth(action.plan, report.save) == 1
    assert growth(action.plan, report.delete) == 1


def test_wholes_grow_once_with_many_parts_where_they_may_wait():
    action = ActionFactory()

    def report() -> None:
        with touch.deferred():
            ProgressReportFactory.create_batch(3, action=action)

    before = stored(action.plan).revision
    assert (growth(action, report), stored(action.plan).revision - before) == (1, 1)


def test_wholes_are_left_alone_where_what_they_wait_for_fails():
    action = ActionFactory()

    def report() -> None:
        with suppress(ZeroDivisionError), transaction.atomic(), touch.deferred():
            ProgressReportFactory(action=action)
            raise ZeroDivisionError

    assert growth(action, report) == 0
    assert growth(action, lambda: ProgressReportFactory(action=action)) == 1


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (AgendaItemFactory, "meeting"),
        (OutcomeFactory, "meeting"),
        (MeetingDocumentFactory, "meeting"),
        (MeetingDocumentFactory, "document"),
        (DocumentFileFactory, "document"),
        (StrategicAreaFactory, "plan"),
        (ActionFactory, "plan"),
        (ActivityFactory, "plan"),
        (ProgressReportFactory, "action"),
    ],
)
@pytest.mark.parametrize("hidden", [{"state": State.DRAFT}, {"publish_from": "2999-01-01T00:00Z"}])
def test_whole_does_not_change_with_a_part_that_nobody_may_know_of(make, name, hidden):
    whole = getattr(make(), name)
    assert growth(whole, lambda: make(**{name: whole}, **hidden)) == 0
    part = make(**{name: whole}, **hidden)
    part.slug = "renamed"
    assert growth(whole, part.save) == 0
    assert growth(whole, part.delete) == 0


def test_whole_changes_with_a_part_from_its_publication_on():
    outcome = OutcomeFactory(state=State.DRAFT)
    assert growth(outcome.meeting, outcome.publish) == 1
    assert growth(outcome.meeting, lambda: outcome.withdraw("A slip")) == 1
    outcome.withdrawal_reason = "A slip of the pen"
    assert growth(outcome.meeting, outcome.save) == 1
    assert growth(outcome.meeting, outcome.delete) == 1


def test_body_grows_with_its_former_names():
    body = BodyFactory()
    assert growth(body, lambda: FormerNameFactory(body=body)) == 1
    name = FormerNameFactory(body=body)
    name.name = "Another former name"
    assert growth(body, name.save) == 1
    assert growth(body, name.delete) == 1


def test_plan_does_not_change_what_it_is_related_to_only():
    body, document = BodyFactory(), DocumentFactory()
    plan = PlanFactory(document=document)
    area = StrategicAreaFactory(plan=plan, lead_body=body)
    area.objective = "More data"
    assert growth(body, area.save) == 0
    plan.theme = "Sustainable"
    assert growth(document, plan.save) == 0


def test_part_that_moves_changes_both_its_wholes():
    outcome, other = OutcomeFactory(), MeetingFactory()
    meeting = outcome.meeting
    outcome.meeting = other
    revisions = stored(meeting).revision, stored(other).revision
    outcome.save()
    assert (stored(meeting).revision, stored(other).revision) == (revisions[0] + 1, revisions[1] + 1)


def test_revision_grows_with_a_relation_that_is_really_new():
    body = BodyFactory()
    party = PartyFactory()
    assert growth(party, lambda: party.bodies.add(body)) == 1
    assert growth(party, lambda: party.bodies.add(body)) == 0
    assert growth(party, lambda: party.bodies.set([body])) == 0
    assert growth(party, lambda: party.bodies.remove(body)) == 1
    party.bodies.add(body)
    assert growth(party, party.bodies.clear) == 1


def test_whole_grows_with_the_relations_of_its_parts():
    outcome, body = OutcomeFactory(), BodyFactory()
    assert growth(outcome.meeting, lambda: outcome.tasked_bodies.add(body)) == 1


def test_whole_does_not_grow_with_the_relations_of_a_draft():
    outcome, body = OutcomeFactory(state=State.DRAFT), BodyFactory()
    assert growth(outcome.meeting, lambda: outcome.tasked_bodies.add(body)) == 0


def test_relation_made_from_the_other_side_changes_the_record_that_shows_it():
    party, body = PartyFactory(), BodyFactory()
    assert growth(party, lambda: body.partners.add(party)) == 1
    assert growth(party, lambda: body.partners.remove(party)) == 1


def test_whole_can_be_deleted_with_all_its_parts():
    plan = PlanFactory()
    action = ActionFactory(plan=plan, area=StrategicAreaFactory(plan=plan))
    activity = ActivityFactory(plan=plan, action=action, area=action.area)
    for subject in ({"plan": plan, "action": None}, {"action": action}, {"action": None, "activity": activity}):
        ProgressReportFactory(**subject)
    plan.delete()
    assert [model.objects.count() for model in map(type, (plan, action, activity))] == [0, 0, 0]
