"""How a record becomes public, and what it can become then."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from amin_portal.publishing.models import State
from meetings.models import Meeting, Outcome
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory
from tests.factories.kinds import EVERY_KIND
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

pytestmark = pytest.mark.django_db

every_kind = pytest.mark.parametrize("make", EVERY_KIND, ids=lambda make: make.__name__)
WITHDRAWAL = {"withdrawn_on": "2024-01-31", "withdrawal_reason": "Published by mistake"}


def stored(record):
    return type(record).objects.get(pk=record.pk)


def hours(number):
    return timezone.now() + timedelta(hours=number)


def test_publishing_makes_the_record_and_its_waiting_parts_public():
    meeting = MeetingFactory(state=State.DRAFT)
    waiting = [OutcomeFactory(meeting=meeting, state=state) for state in (State.DRAFT, State.IN_REVIEW)]
    withdrawn = OutcomeFactory(meeting=meeting)
    withdrawn.withdraw("Never agreed")
    meeting.publish()
    assert [stored(record).state for record in (meeting, *waiting)] == [State.PUBLISHED] * 3
    assert stored(withdrawn).state == State.WITHDRAWN


def draft_plan():
    """A plan with parts on every level, all drafts."""
    draft, reason = {"state": State.DRAFT}, {"reason_without_evidence": "Reported orally."}
    plan = PlanFactory(**draft)
    area = StrategicAreaFactory(plan=plan, **draft)
    action = ActionFactory(plan=plan, area=area, **draft)
    activity = ActivityFactory(plan=plan, action=action, **draft)
    subjects = ({"plan": plan, "action": None}, {"action": action}, {"action": None, "activity": activity})
    return plan, area, action, activity, *(ProgressReportFactory(**subject, **draft, **reason) for subject in subjects)


def test_publishing_a_plan_makes_all_below_it_public():
    plan, *parts = draft_plan()
    other = ActionFactory(state=State.DRAFT)
    plan.publish()
    assert [stored(record).state for record in (plan, *parts, other)] == [State.PUBLISHED] * 7 + [State.DRAFT]


def test_publishing_a_document_takes_its_files_along_but_leaves_its_place_at_a_meeting_to_the_meeting():
    file = DocumentFileFactory(document__state=State.DRAFT, state=State.DRAFT)
    paper = MeetingDocumentFactory(document=file.document, state=State.DRAFT)
    file.document.publish()
    assert (stored(file).state, stored(paper).state) == (State.PUBLISHED, State.DRAFT)
    paper.meeting.publish()
    assert stored(paper).state == State.PUBLISHED


def test_publishing_is_all_or_nothing():
    outcome = OutcomeFactory(meeting__state=State.DRAFT, state=State.DRAFT)
    Outcome.objects.update(agenda_item=AgendaItemFactory())  # of another meeting, which its save refuses
    with pytest.raises(ValidationError):
        outcome.meeting.publish()
    assert (stored(outcome.meeting).state, stored(outcome).state) == (State.DRAFT, State.DRAFT)


def test_withdrawing_keeps_date_reason_and_replacement_until_it_is_published_again():
    document, newer = DocumentFactory(), DocumentFactory()
    document.withdraw("Superseded", replaced_by=newer)
    gone = stored(document)
    assert (gone.state, gone.withdrawn_on, gone.withdrawal_reason, gone.replaced_by) == (
        State.WITHDRAWN,
        timezone.localdate(),
        "Superseded",
        newer,
    )
    gone.publish()
    back = stored(document)
    assert (back.state, back.withdrawn_on, back.withdrawal_reason, back.replaced_by) == (
        State.PUBLISHED,
        None,
        "",
        None,
    )


@pytest.mark.parametrize(
    ("state", "hours", "published"),
    [
        ("published", None, True),
        ("published", -1, True),
        ("published", 1, False),
        ("draft", None, False),
        ("in_review", -1, False),
    ],
)
def test_record_knows_whether_it_is_published_and_due(state, hours, published):
    due = None if hours is None else timezone.now() + timedelta(hours=hours)
    assert Meeting(state=state, publish_from=due).is_published is published


@pytest.mark.parametrize(
    ("values", "known"),
    [
        ({"state": State.PUBLISHED}, True),
        ({"publish_from": hours(-1)}, True),
        ({"publish_from": hours(1)}, False),
        ({"state": State.DRAFT}, False),
        ({"state": State.IN_REVIEW, "publish_from": hours(-1)}, False),
    ],
)
def test_record_remembers_whether_it_was_published(values, known):
    meeting = MeetingFactory(**values)
    assert (stored(meeting).was_published, stored(meeting).may_be_known) == (known, known)


def test_record_remembers_for_ever_that_it_was_published():
    meeting = MeetingFactory(state=State.DRAFT)
    meeting.publish()
    meeting.withdraw("By mistake")
    meeting.was_published = False
    meeting.save()
    assert (stored(meeting).was_published, list(Meeting.objects.withdrawn())) == (True, [meeting])


def test_record_whose_time_came_without_a_save_was_published_all_the_same():
    meeting = MeetingFactory(publish_from=hours(1))
    Meeting.objects.update(publish_from=hours(-1))
    meeting.refresh_from_db()
    assert (meeting.was_published, meeting.may_be_known) == (False, True)
    meeting.withdraw("By mistake")
    assert list(Meeting.objects.withdrawn()) == [meeting]


def test_record_whose_time_came_is_not_edited_by_saving_it_unchanged():
    meeting = MeetingFactory(publish_from=hours(1))
    Meeting.objects.update(publish_from=hours(-1))
    stored(meeting).save()
    assert stored(meeting).revision == 1


@every_kind
@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW])
def test_what_was_published_does_not_become_a_draft_again(make, state):
    record = make()
    for withdraw in (False, True):
        if withdraw:
            record.withdraw("By mistake")
        record.state = state
        with pytest.raises(ValidationError) as refused:
            record.full_clean()
        assert refused.value.message_dict == {
            "state": ["What was published is withdrawn, it does not become a draft again."]
        }
        record.refresh_from_db()


@every_kind
@pytest.mark.parametrize("hidden", [{"state": State.DRAFT}, {"state": State.IN_REVIEW}, {"publish_from": hours(1)}])
def test_only_what_was_published_can_be_withdrawn(make, hidden):
    record = make(**hidden)
    for name, value in {"state": State.WITHDRAWN, **WITHDRAWAL}.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert refused.value.message_dict == {"state": ["Only what was published can be withdrawn."]}


def test_new_record_is_not_withdrawn():
    with pytest.raises(ValidationError) as refused:
        MeetingFactory.build(body=MeetingFactory().body, slug="new", state=State.WITHDRAWN, **WITHDRAWAL).full_clean()
    assert refused.value.message_dict == {"state": ["Only what was published can be withdrawn."]}


@pytest.mark.parametrize(
    ("hidden", "state"),
    [
        ({"state": State.DRAFT}, State.IN_REVIEW),
        ({"state": State.IN_REVIEW}, State.DRAFT),
        ({"publish_from": hours(1)}, State.DRAFT),
    ],
)
def test_what_nobody_has_seen_may_wait_as_it_likes(hidden, state):
    meeting = MeetingFactory(**hidden)
    meeting.state = state
    meeting.full_clean()
    meeting.save()
    assert stored(meeting).state == state


def test_what_was_withdrawn_can_be_published_again():
    meeting = MeetingFactory()
    meeting.withdraw("By mistake")
    meeting.state = State.PUBLISHED
    meeting.full_clean()
    meeting.publish()
    assert list(Meeting.objects.public()) == [meeting]
