"""The admin's lists: one for each kind of record, actions, and who may delete what."""

import pytest
from django.contrib import admin
from django.urls import reverse

from amin_portal.publishing.models import State, publishable_models
from documents.models import FilePage
from meetings.models import Body, FormerName, Meeting, Outcome
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea
from tests.factories.documents import MeetingDocumentFactory, RelatedLinkFactory
from tests.factories.meetings import FormerNameFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

from .forms import save, shown_values

LIST = "/admin/meetings/meeting/"


def act(client, action: str, *meetings: Meeting):
    return client.post(LIST, {"action": action, "_selected_action": [meeting.pk for meeting in meetings]}, follow=True)


def notices(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_every_model_has_a_desk():
    assert {*publishable_models(), FormerName, FilePage} - set(admin.site._registry) == set()


@pytest.mark.parametrize("model", publishable_models(), ids=lambda model: model.__name__)
def test_list_can_be_searched_and_filtered_by_state(editor, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    assert editor.get(reverse(name), {"q": "AMCAP", "state__exact": "draft"}).status_code == 200
    assert editor.get(reverse(name.replace("changelist", "add"))).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_any_number(editor, count, django_assert_num_queries):
    MeetingFactory.create_batch(count)
    with django_assert_num_queries(9):  # session, user, count, years, two bounds of the dates, bodies, hosts, meetings
        response = editor.get(LIST)
    assert response.context["cl"].result_count == count


def test_publishing_makes_a_record_public_with_its_drafts(editor):
    meeting = MeetingFactory(state=State.DRAFT)
    drafts = OutcomeFactory.create_batch(2, meeting=meeting, state=State.DRAFT)
    withdrawn = OutcomeFactory(meeting=meeting)
    withdrawn.withdraw("A slip")
    assert "1 record is public." in act(editor, "publish_selected", meeting).text
    assert [*Meeting.objects.public()] == [meeting]
    assert [*Outcome.objects.public()] == drafts


def test_publishing_a_plan_makes_all_below_it_public(editor):
    plan = PlanFactory(state=State.DRAFT)
    area = StrategicAreaFactory(plan=plan, state=State.DRAFT)
    action = ActionFactory(plan=plan, area=area, state=State.DRAFT)
    activity = ActivityFactory(plan=plan, action=action, state=State.DRAFT)
    ProgressReportFactory(action=None, activity=activity, state=State.DRAFT, reason_without_evidence="Reported orally.")
    answer = editor.post(
        "/admin/plans/plan/", {"action": "publish_selected", "_selected_action": [plan.pk]}, follow=True
    )
    assert "1 record is public." in answer.text
    kinds = (Plan, StrategicArea, Action, Activity, ProgressReport)
    assert [kind.objects.public().count() for kind in kinds] == [1] * len(kinds)


def test_publishing_says_how_many_are_not_public_yet(editor, tomorrow):
    meetings = [MeetingFactory(state=State.DRAFT) for _ in range(2)]
    waiting = MeetingFactory(state=State.DRAFT, body__state=State.DRAFT)
    later = [MeetingFactory(state=State.DRAFT, publish_from=tomorrow) for _ in range(2)]
    assert notices(act(editor, "publish_selected", *meetings, waiting, *later)) == [
        "2 records are public.",
        "3 records wait for their time, or for what they belong to.",
    ]
    assert notices(act(editor, "publish_selected", waiting)) == [
        "0 records are public.",
        "1 record waits for its time, or for what it belongs to.",
    ]


def test_list_says_what_is_really_public(editor, tomorrow):
    seen, later = OutcomeFactory(), OutcomeFactory(publish_from=tomorrow)
    below_a_draft, draft = OutcomeFactory(meeting__state=State.DRAFT), OutcomeFactory(state=State.DRAFT)
    page = editor.get("/admin/meetings/outcome/")
    shown = {outcome: page.context["cl"].model_admin.is_public(outcome) for outcome in page.context["cl"].result_list}
    assert shown == {seen: True, later: False, below_a_draft: False, draft: False}
    assert (page.text.count('alt="True"'), page.text.count('alt="False"')) == (1, 3)


def test_publishing_leaves_a_withdrawn_record_withdrawn(editor):
    meeting = MeetingFactory()
    meeting.withdraw("A slip")
    assert "0 records are public." in act(editor, "publish_selected", meeting).text
    assert Meeting.objects.get().state == State.WITHDRAWN


def test_publishing_names_the_record_that_breaks_a_rule(editor):
    link = RelatedLinkFactory(state=State.DRAFT, url="")
    response = editor.post(
        "/admin/documents/relatedlink/", {"action": "publish_selected", "_selected_action": [link.pk]}, follow=True
    )
    assert f"{link.title}: A link without an address cannot be published." in response.text
    link.refresh_from_db()
    assert link.state == State.DRAFT


def test_drafts_are_sent_to_review_and_nothing_else_is(editor):
    draft, public = MeetingFactory(state=State.DRAFT), MeetingFactory()
    assert "1 draft is in review." in act(editor, "send_to_review", draft, public).text
    assert [Meeting.objects.get(pk=meeting.pk).state for meeting in (draft, public)] == [
        State.IN_REVIEW,
        State.PUBLISHED,
    ]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"state": State.DRAFT}, 200),
        ({"state": State.IN_REVIEW}, 200),
        ({"state": State.PUBLISHED, "publish_from": "2999-01-01T00:00Z"}, 403),
        ({"state": State.PUBLISHED}, 403),
        ({"state": State.DRAFT, "was_published": True}, 403),
    ],
)
def test_only_what_was_never_public_can_be_deleted(editor, values, status):
    meeting = MeetingFactory()
    Meeting.objects.update(**{"was_published": values.get("state") == State.PUBLISHED} | values)
    assert editor.get(reverse("admin:meetings_meeting_delete", args=[meeting.pk])).status_code == status


def test_there_is_no_bulk_deletion(editor):
    meeting = MeetingFactory(state=State.DRAFT)
    act(editor, "delete_selected", meeting)
    assert Meeting.objects.get() == meeting


def edit_in_the_form_of_the_body(editor, name):
    save(editor, f"/admin/meetings/body/{name.body.pk}/change/", **{"former_names-0-name": "Changed"})


def delete_in_the_form_of_the_body(editor, name):
    save(editor, f"/admin/meetings/body/{name.body.pk}/change/", **{"former_names-0-DELETE": "on"})


def edit_by_itself(editor, name):
    save(editor, f"/admin/meetings/formername/{name.pk}/change/", name="Changed")


def delete_by_itself(editor, name):
    editor.post(f"/admin/meetings/formername/{name.pk}/delete/", {"post": "yes"})


def delete_in_the_list(editor, name):
    chosen = {"action": "delete_selected", "_selected_action": [name.pk], "post": "yes"}
    editor.post("/admin/meetings/formername/", chosen)


@pytest.mark.parametrize(
    "edit",
    [
        edit_in_the_form_of_the_body,
        delete_in_the_form_of_the_body,
        edit_by_itself,
        delete_by_itself,
        delete_in_the_list,
    ],
)
def test_edit_of_a_former_name_is_one_of_its_body(editor, edit):
    name = FormerNameFactory(name="As it was")
    before = Body.objects.get().revision
    edit(editor, name)
    assert [left.name for left in FormerName.objects.all()] in ([], ["Changed"])
    assert Body.objects.get().revision == before + 1


def test_form_of_a_body_saved_unchanged_is_no_revision(editor):
    name = FormerNameFactory()
    before = Body.objects.values().get()
    assert save(editor, f"/admin/meetings/body/{name.body.pk}/change/").status_code == 302
    assert Body.objects.values().get() == before


def test_what_the_portal_writes_itself_cannot_be_edited(editor):
    meeting = MeetingFactory(slug="old")
    meeting.slug = "new"
    meeting.save()
    assert "old" in editor.get("/admin/publishing/formerslug/").text
    assert editor.get("/admin/publishing/formerslug/add/").status_code == 403


def test_desk_is_closed_to_visitors(client):
    assert client.get(LIST).headers["Location"] == f"/admin/login/?next={LIST}"


def test_publishing_by_the_form_names_the_parts_that_wait_for_something_else(editor):
    paper = MeetingDocumentFactory(meeting__state=State.DRAFT, state=State.DRAFT, document__state=State.DRAFT)
    address = reverse("admin:meetings_meeting_change", args=[paper.meeting.pk])
    answer = editor.post(address, shown_values(editor, address) | {"_publish": "1"}, follow=True)
    assert notices(answer)[-2:] == [
        "1 record is public.",
        f"{paper} waits for its time, or for something else that it belongs to to be published.",
    ]
