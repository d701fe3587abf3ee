"""A slug that a record had leads to it for ever."""

import pytest

from amin_portal.publishing.models import FormerSlug
from meetings.models import Meeting, Outcome
from plans.models import Plan
from tests.factories.meetings import MeetingFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, PlanFactory

pytestmark = pytest.mark.django_db


def rename(record, slug):
    record.slug = slug
    record.save()


def test_former_slug_is_remembered():
    meeting = MeetingFactory(slug="first")
    rename(meeting, "second")
    rename(meeting, "third")
    assert [FormerSlug.find(Meeting, slug) for slug in ("first", "second", "third")] == [meeting.pk, meeting.pk, None]


def test_former_slug_is_remembered_only_where_it_has_changed():
    meeting = MeetingFactory(slug="first")
    meeting.title = "Another title"
    meeting.save()
    assert FormerSlug.objects.count() == 0


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"state": "in_review"}, {"publish_from": "2999-01-01T00:00Z"}])
def test_slug_that_nobody_has_seen_is_not_remembered(hidden):
    meeting = MeetingFactory(slug="first", **hidden)
    rename(meeting, "second")
    assert FormerSlug.objects.count() == 0
    meeting.publish_from = None
    meeting.publish()
    rename(meeting, "third")
    assert [FormerSlug.find(Meeting, slug) for slug in ("first", "second")] == [None, meeting.pk]


def test_slug_of_a_withdrawn_record_is_remembered():
    meeting = MeetingFactory(slug="first")
    meeting.withdraw("By mistake")
    rename(meeting, "second")
    assert FormerSlug.find(Meeting, "first") == meeting.pk


def test_former_slug_belongs_to_its_kind_of_record():
    rename(MeetingFactory(slug="first"), "second")
    assert FormerSlug.find(Plan, "first") is None


def test_former_slug_of_a_part_holds_within_its_whole():
    outcome = OutcomeFactory(slug="1")
    rename(outcome, "1-a")
    assert FormerSlug.find(Outcome, "1", scope=outcome.meeting) == outcome.pk
    assert FormerSlug.find(Outcome, "1", scope=MeetingFactory()) is None
    assert FormerSlug.find(Outcome, "1") is None


def test_former_slug_of_a_part_that_moved_holds_within_its_former_whole():
    outcome = OutcomeFactory(slug="1")
    former = outcome.meeting
    outcome.meeting = MeetingFactory()
    outcome.save()
    assert FormerSlug.find(Outcome, "1", scope=former) == outcome.pk


def test_former_slug_leads_to_the_record_that_had_it_last():
    first, second = MeetingFactory(slug="shared"), MeetingFactory(slug="other")
    rename(first, "moved")
    rename(second, "shared")
    rename(second, "moved-too")
    assert FormerSlug.find(Meeting, "shared") == second.pk


def test_former_slug_of_an_item_is_that_of_its_plan():
    action = ActionFactory(plan=PlanFactory(slug="plan"), slug="item")
    rename(action.plan, "renamed-plan")
    rename(action, "renamed-item")
    assert FormerSlug.find(Plan, "plan") == action.plan.pk
    assert FormerSlug.find(type(action), "item", scope=action.plan) == action.pk
