"""What the one door lets through: published, due, and everything that it belongs to likewise."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from amin_portal.publishing.models import State
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Activity, Plan, ProgressReport
from tests.factories.accounts import StaffFactory, SuperuserFactory, UserFactory
from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

pytestmark = pytest.mark.django_db

WITHDRAWN = {"state": State.WITHDRAWN, "withdrawn_on": "2024-01-31", "withdrawal_reason": "Published by mistake"}


def ago(**period):
    return timezone.now() - timedelta(**period)


@pytest.fixture
def bodies():
    """One of each state and time."""
    BodyFactory(acronym="published")
    BodyFactory(acronym="due", publish_from=ago(seconds=5))
    BodyFactory(acronym="later", publish_from=ago(hours=-1))
    BodyFactory(acronym="draft", state=State.DRAFT)
    BodyFactory(acronym="due draft", state=State.DRAFT, publish_from=ago(hours=1))
    BodyFactory(acronym="reviewed", state=State.IN_REVIEW)
    BodyFactory(acronym="never public", **WITHDRAWN)
    BodyFactory(acronym="withdrawn").withdraw("Published by mistake")
    return Body


def acronyms(bodies):
    return sorted(body.acronym for body in bodies)


def test_public_is_what_is_published_and_due(bodies):
    assert acronyms(bodies.objects.public()) == ["due", "published"]


def test_withdrawn_is_what_has_a_tombstone_because_it_was_public(bodies):
    assert acronyms(bodies.objects.withdrawn()) == ["withdrawn"]


def test_staff_who_may_view_see_all_but_the_withdrawn(bodies):
    everything = ["draft", "due", "due draft", "later", "published", "reviewed"]
    assert acronyms(bodies.objects.visible_to(SuperuserFactory())) == everything
    assert acronyms(bodies.objects.visible_to(StaffFactory(permissions=["meetings.view_body"]))) == everything


@pytest.mark.parametrize(
    "viewer",
    [
        lambda: None,
        AnonymousUser,
        UserFactory,
        lambda: UserFactory(is_superuser=True),
        StaffFactory,
        lambda: StaffFactory(permissions=["meetings.view_meeting"]),
        lambda: StaffFactory(is_active=False, is_superuser=True),
    ],
    ids=[
        "nobody",
        "anonymous",
        "account",
        "superuser but no staff",
        "staff without rights",
        "staff of meetings",
        "former staff",
    ],
)
def test_everybody_else_sees_what_is_public(bodies, viewer):
    assert acronyms(bodies.objects.visible_to(viewer())) == ["due", "published"]


def outcome_parents():
    outcome = OutcomeFactory()
    return outcome, [outcome.meeting, outcome.meeting.body]


def paper_parents():
    paper = MeetingDocumentFactory()
    return paper, [paper.meeting, paper.meeting.body, paper.document]


def activity_parents():
    area = StrategicAreaFactory()
    own = StrategicAreaFactory(plan=area.plan)
    action = ActionFactory(plan=area.plan, area=area)
    activity = ActivityFactory(plan=area.plan, area=own, action=action)
    return activity, [area.plan, area, own, action]


def report_parents():
    activity, parents = activity_parents()
    return ProgressReportFactory(action=None, activity=activity), [activity, *parents]


@pytest.mark.parametrize("make", [outcome_parents, paper_parents, activity_parents, report_parents])
def test_record_is_public_only_with_everything_it_belongs_to(make, tomorrow):
    record, parents = make()
    public = type(record).objects.public
    assert public().get() == record
    for parent in parents:
        for hidden in ({"state": State.DRAFT}, {"state": State.IN_REVIEW}, {"publish_from": tomorrow}, WITHDRAWN):
            rows = type(parent).objects.filter(pk=parent.pk)
            before = rows.values(*hidden).get()
            rows.update(**hidden)
            assert (str(parent), list(public())) == (str(parent), [])
            rows.update(**before)
    assert public().get() == record


def test_record_without_what_it_might_belong_to_is_public():
    activity = ActivityFactory(area=None, action=None)
    assert Activity.objects.public().get() == activity
    report = ProgressReportFactory(action=None, plan=activity.plan)
    assert ProgressReport.objects.public().get() == report


def test_tombstone_needs_a_public_whole():
    outcome = OutcomeFactory()
    outcome.withdraw("Published by mistake")
    assert Outcome.objects.withdrawn().get() == outcome
    Meeting.objects.update(state=State.DRAFT)
    assert list(Outcome.objects.withdrawn()) == []


def test_clock_is_asked_anew_each_time():
    public = Plan.objects.public()
    plan = PlanFactory(publish_from=ago(hours=-1))
    assert list(public.all()) == []
    Plan.objects.filter(pk=plan.pk).update(publish_from=ago(hours=1))
    assert list(public.all()) == [plan]


def test_linked_shows_related_records_through_the_same_door():
    host, hidden = MemberStateFactory(), MemberStateFactory(state=State.DRAFT)
    seen, guest, absent = MeetingFactory(host=host), PartyFactory(), PartyFactory(state=State.DRAFT)
    unseen = MeetingFactory(host=hidden, participants=[guest, absent])
    meetings = {meeting.pk: meeting for meeting in Meeting.objects.public().linked("host", "participants")}
    assert (meetings[seen.pk].host, meetings[unseen.pk].host) == (host, None)
    assert list(meetings[unseen.pk].participants.all()) == [guest]


def test_linked_shows_staff_the_drafts_that_they_may_view():
    meeting = MeetingFactory(host=MemberStateFactory(state=State.DRAFT))
    allowed, other = (StaffFactory(permissions=[f"meetings.view_{kind}"]) for kind in ("party", "meeting"))
    hosts = [Meeting.objects.linked("host", viewer=viewer).get().host for viewer in (allowed, other)]
    assert hosts == [meeting.host, None]


def test_linked_follows_a_path():
    outcome = OutcomeFactory(meeting__host=MemberStateFactory(state=State.DRAFT))
    OutcomeFactory(meeting=outcome.meeting, follows=outcome)
    follower = Outcome.objects.public().linked("follows", "follows__meeting", "follows__meeting__host").last()
    assert (follower.follows.meeting, follower.follows.meeting.host) == (outcome.meeting, None)


def test_door_can_be_asked_of_a_relation():
    meeting = MeetingFactory()
    outcome = OutcomeFactory(meeting=meeting)
    OutcomeFactory(meeting=meeting, state=State.DRAFT)
    assert list(meeting.outcomes.public()) == [outcome]


def test_door_can_be_combined_with_what_else_is_asked():
    state, partner = MemberStateFactory(), PartyFactory()
    MemberStateFactory(state=State.DRAFT)
    assert list(Party.objects.public().member_states()) == [state]
    assert list(Party.objects.partners().public()) == [partner]


def test_each_record_is_marked_with_whether_it_is_public():
    seen, draft = OutcomeFactory(), OutcomeFactory(state=State.DRAFT)
    below_draft, later = OutcomeFactory(meeting=MeetingFactory(state=State.DRAFT)), OutcomeFactory()
    Outcome.objects.filter(pk=later.pk).update(publish_from=ago(hours=-1))
    marked = {one: one.is_seen for one in Outcome.objects.marked()}
    assert marked == {seen: True, draft: False, below_draft: False, later: False}
