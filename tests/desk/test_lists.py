"""The admin's lists: one for each kind of record, actions, and who may delete what."""

import pytest
from django.contrib import admin
from django.urls import reverse

from amin_portal.publishing.models import State, publishable_models
from documents.models import FilePage
from meetings.models import FormerName, Meeting, Outcome
from tests.factories.documents import RelatedLinkFactory
from tests.factories.meetings import MeetingFactory, OutcomeFactory

LIST = "/admin/meetings/meeting/"


def act(client, action: str, *meetings: Meeting):
    return client.post(LIST, {"action": action, "_selected_action": [meeting.pk for meeting in meetings]}, follow=True)


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
    with django_assert_num_queries(9):  # session, user, two counts, two bounds of the dates, bodies, hosts, meetings
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


@pytest.mark.parametrize(("state", "status"), [(State.DRAFT, 200), (State.PUBLISHED, 403)])
def test_only_what_was_never_public_can_be_deleted(editor, state, status):
    meeting = MeetingFactory(state=state)
    assert editor.get(reverse("admin:meetings_meeting_delete", args=[meeting.pk])).status_code == status


def test_there_is_no_bulk_deletion(editor):
    meeting = MeetingFactory(state=State.DRAFT)
    act(editor, "delete_selected", meeting)
    assert Meeting.objects.get() == meeting


def test_what_the_portal_writes_itself_cannot_be_edited(editor):
    meeting = MeetingFactory(slug="old")
    meeting.slug = "new"
    meeting.save()
    assert "old" in editor.get("/admin/publishing/formerslug/").text
    assert editor.get("/admin/publishing/formerslug/add/").status_code == 403


def test_desk_is_closed_to_visitors(client):
    assert client.get(LIST).headers["Location"] == f"/admin/login/?next={LIST}"
