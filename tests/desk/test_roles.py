"""Who may do what: every role against every action."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from amin_portal.publishing.models import State, permission, publishable_models
from amin_portal.roles.roles import ADMINISTRATOR, APPROVER, AUDITOR, EDITOR, grant
from meetings.models import Meeting, Outcome
from tests.factories.accounts import StaffFactory, SuperuserFactory
from tests.factories.kinds import EVERY_KIND
from tests.factories.meetings import MeetingFactory, OutcomeFactory

from .forms import save, shown_values

ROLES = [EDITOR, APPROVER, AUDITOR, ADMINISTRATOR, None]
ACTIONS = ["view", "add", "change", "delete", "publish"]
MAY = {
    EDITOR: {"view", "add", "change", "delete"},
    APPROVER: {"view", "add", "change", "delete", "publish"},
    AUDITOR: {"view"},
    ADMINISTRATOR: {"view", "add", "change", "delete", "publish"},
    None: set(),
}
LIST = reverse("admin:meetings_meeting_changelist")


def person(role: str | None) -> User:
    user = StaffFactory(username=(role or "nobody").lower())
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def desk(db):
    """A browser at the desk of somebody in a role."""

    def open_desk(role: str | None) -> Client:
        client = Client()
        client.force_login(person(role))
        return client

    return open_desk


def form_of(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", publishable_models(), ids=lambda model: model.__name__)
def test_role_is_allowed_these_actions_on_every_kind_of_record(role, model):
    user = person(role)
    assert {action for action in ACTIONS if user.has_perm(permission(action, model))} == MAY[role]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [(EDITOR, False, False), (APPROVER, False, False), (AUDITOR, True, False), (ADMINISTRATOR, True, True)],
)
def test_accounts_are_the_administrators(role, reads, writes):
    user = person(role)
    names = ["auth.view_user", "auth.view_group", "auth.change_user", "auth.add_user", "auth.change_group"]
    assert [user.has_perm(name) for name in names] == [reads, reads, writes, writes, writes]


@pytest.mark.django_db
def test_granting_again_restores_exactly_the_table():
    from django.apps import apps

    before = {group.name: {*group.permissions.values_list("pk", flat=True)} for group in Group.objects.all()}
    editor = Group.objects.get(name=EDITOR)
    editor.permissions.set(Permission.objects.filter(codename="publish_meeting"))
    grant(apps)
    assert {group.name: {*group.permissions.values_list("pk", flat=True)} for group in Group.objects.all()} == before


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        (EDITOR, ["_submit"]),
        (APPROVER, ["_submit", "_publish"]),
        (AUDITOR, []),
        (ADMINISTRATOR, ["_submit", "_publish"]),
    ],
)
def test_form_of_a_draft_has_the_buttons_of_the_role(desk, role, buttons):
    page = desk(role).get(form_of(MeetingFactory(state=State.DRAFT))).text
    names = ["_submit", "_return", "_unschedule", "_publish"]
    assert [name for name in names if f'name="{name}"' in page] == buttons


@pytest.mark.parametrize(
    ("values", "buttons"),
    [
        ({"state": State.DRAFT}, ["_submit", "_publish"]),
        ({"state": State.IN_REVIEW}, ["_return", "_publish"]),
        ({"state": State.PUBLISHED, "publish_from": "2999-01-01T00:00Z"}, ["_unschedule"]),
        ({"state": State.PUBLISHED}, []),
    ],
)
def test_form_offers_the_steps_from_where_the_record_stands(desk, values, buttons):
    page = desk(APPROVER).get(form_of(MeetingFactory(**values))).text
    names = ["_submit", "_return", "_unschedule", "_publish"]
    assert [name for name in names if f'name="{name}"' in page] == buttons
    assert ("withdraw-link" in page) == (values == {"state": State.PUBLISHED})


@pytest.mark.parametrize(("role", "state"), [(EDITOR, "draft"), (APPROVER, "published"), (ADMINISTRATOR, "published")])
def test_publish_button_that_was_posted_by_hand_obeys_the_role_and_keeps_what_was_typed(desk, role, state):
    meeting = MeetingFactory(state=State.DRAFT, summary="Before")
    answer = save(desk(role), form_of(meeting), summary="Typed for an hour", _publish="1")
    meeting.refresh_from_db()
    saved = state == "published"
    assert (meeting.state, meeting.summary) == (state, "Typed for an hour" if saved else "Before")
    if not saved:
        (message,) = answer.context["adminform"].form.non_field_errors()
        assert message == (
            "“Save and publish” is not open to you, or not any more. Nothing was saved; what you typed is here."
        )
        assert "Typed for an hour" in answer.text


@pytest.mark.parametrize(
    ("role", "action", "state"),
    [
        (EDITOR, "send_to_review", "in_review"),
        (EDITOR, "publish_selected", "draft"),
        (APPROVER, "publish_selected", "published"),
        (AUDITOR, "publish_selected", "draft"),
        (AUDITOR, "send_to_review", "draft"),
        (ADMINISTRATOR, "publish_selected", "published"),
    ],
)
def test_action_on_the_list_obeys_the_role(desk, role, action, state):
    meeting = MeetingFactory(state=State.DRAFT)
    desk(role).post(LIST, {"action": action, "_selected_action": [meeting.pk]})
    meeting.refresh_from_db()
    assert meeting.state == state


@pytest.mark.parametrize(
    ("role", "status", "state"),
    [(EDITOR, 403, "published"), (AUDITOR, 403, "published"), (APPROVER, 302, "withdrawn")],
)
def test_withdrawing_obeys_the_role(desk, role, status, state):
    meeting = MeetingFactory()
    address = reverse("admin:meetings_meeting_withdraw", args=[meeting.pk])
    assert desk(role).post(address, {"reason": "Issued in error"}).status_code == status
    meeting.refresh_from_db()
    assert meeting.state == state


@pytest.mark.parametrize(("role", "summary"), [(EDITOR, "Before"), (APPROVER, "After"), (AUDITOR, "Before")])
def test_what_the_public_reads_is_changed_by_those_who_may_publish(desk, role, summary):
    meeting, client = MeetingFactory(summary="Before"), desk(role)
    client.post(form_of(meeting), shown_values(desk_of_all(), form_of(meeting)) | {"summary": "After"})
    meeting.refresh_from_db()
    assert meeting.summary == summary


def desk_of_all() -> Client:
    client = Client()
    client.force_login(SuperuserFactory(username="superuser"))
    return client


def test_editor_adds_drafts_to_a_public_meeting_and_changes_nothing_public(desk):
    outcome = OutcomeFactory(text="As adopted")
    new = {"outcomes-1-kind": "noted", "outcomes-1-text": "A draft", "outcomes-1-position": "0"}
    typed = {"outcomes-TOTAL_FORMS": "2", "outcomes-0-text": "Rewritten", **new}
    assert save(desk(EDITOR), form_of(outcome.meeting), **typed).status_code == 302
    assert [*outcome.meeting.outcomes.order_by("pk").values_list("text", "state")] == [
        ("As adopted", "published"),
        ("A draft", "draft"),
    ]


def test_auditor_reads_every_form_and_can_save_none(desk):
    meeting, client = MeetingFactory(), desk(AUDITOR)
    page = client.get(form_of(meeting))
    assert (page.status_code, "_save" in page.text, client.post(form_of(meeting), {}).status_code) == (200, False, 403)


def test_account_is_closed_not_deleted_and_no_administrator_makes_a_superuser(desk):
    client, user, root = desk(ADMINISTRATOR), StaffFactory(), SuperuserFactory()
    change = "admin:auth_user_change"
    assert client.get(reverse("admin:auth_user_delete", args=[user.pk])).status_code == 403
    save(client, reverse(change, args=[user.pk]), is_superuser="on")
    user.refresh_from_db()
    assert not user.is_superuser
    assert client.post(reverse(change, args=[root.pk]), {"username": "mine"}).status_code == 403


@pytest.mark.parametrize("make", EVERY_KIND, ids=lambda make: make.__name__)
def test_editor_who_presses_save_on_a_public_record_changes_nothing_of_it(desk, make):
    record = make(sources=[{"title": "Statement", "publisher": "ASEAN", "url": "https://asean.org/x", "date": "2025"}])
    model, before = type(record), type(record).objects.filter(pk=record.pk).values().get()
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[record.pk])
    assert save(desk(EDITOR), address).status_code == 302
    assert model.objects.filter(pk=record.pk).values().get() == before


def test_what_an_editor_typed_while_somebody_published_is_refused_and_kept(desk):
    outcome = OutcomeFactory(meeting__state=State.DRAFT, state=State.DRAFT, text="Before")
    meeting, editor = outcome.meeting, desk(EDITOR)
    mine = shown_values(editor, form_of(meeting))
    save(desk(APPROVER), form_of(meeting), _publish="1")
    answer = editor.post(form_of(meeting), mine | {"summary": "Typed for an hour", "outcomes-0-text": "Another hour"})
    assert (answer.status_code, Meeting.objects.get().summary, Outcome.objects.get().text) == (
        200, meeting.summary, "Before",
    )  # fmt: skip
    assert ("Typed for an hour" in answer.text, "Another hour" in answer.text) == (True, True)
    assert "Somebody published this while you had it open" in answer.text


def test_editor_does_not_delete_what_is_to_be_published_later(desk):
    outcome = OutcomeFactory(publish_from="2999-01-01T00:00Z")
    answer = save(desk(EDITOR), form_of(outcome.meeting), **{"outcomes-0-DELETE": "on"})
    assert (answer.status_code, Outcome.objects.count()) == (200, 1)


def test_names_that_mean_the_same_are_written_by_those_who_may_publish(desk):
    address = reverse("admin:search_samenames_add")
    statuses = [desk(role).post(address, {"names": "Ha Noi\nHanoi"}).status_code for role in (EDITOR, APPROVER)]
    assert statuses == [403, 302]
