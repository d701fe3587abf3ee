"""Withdrawing on the desk: the replacement, and what is sent by hand."""

import pytest
from django.db.models.signals import post_save
from django.urls import reverse

from meetings.models import Meeting
from tests.factories.meetings import MeetingFactory

from .forms import save

TOO_LONG = "1" * 5_000


def page_of(meeting: Meeting, page: str = "withdraw") -> str:
    return reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk])


def test_replacement_stays_when_a_tombstone_is_put_better_even_if_it_was_withdrawn_since(editor):
    newer, meeting = MeetingFactory(), MeetingFactory()
    meeting.withdraw("In eror", replaced_by=newer)
    newer.withdraw("In error too")
    assert save(editor, page_of(meeting), reason="In error").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.withdrawal_reason, meeting.replaced_by) == ("In error", newer)


@pytest.mark.parametrize("key", ["\x00", "1" * 30, TOO_LONG, "nonsense"])
def test_replacement_that_cannot_be_one_is_left_out(editor, key):
    meeting = MeetingFactory()
    assert editor.post(page_of(meeting), {"reason": "In error", "replaced_by": key}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.replaced_by) == ("withdrawn", None)


@pytest.mark.parametrize("key", ["\x00", "1" * 30, TOO_LONG, "nonsense"])
def test_preview_link_that_cannot_be_one_is_not_revoked(editor, key):
    assert editor.post(page_of(MeetingFactory(), "preview_links"), {"revoke": key}).status_code == 302


def test_action_on_the_list_does_not_write_over_what_was_saved_while_it_ran(editor):
    first, second = (MeetingFactory(state="draft", summary="Before") for _ in range(2))

    def colleague(sender, instance, **kwargs) -> None:
        if instance.pk == first.pk:
            Meeting.objects.filter(pk=second.pk).update(summary="Of the colleague")

    post_save.connect(colleague, sender=Meeting)
    try:
        action = {"action": "send_to_review", "_selected_action": [first.pk, second.pk]}
        editor.post(reverse("admin:meetings_meeting_changelist"), action)
    finally:
        post_save.disconnect(colleague, sender=Meeting)
    second.refresh_from_db()
    assert (second.state, second.summary) == ("in_review", "Of the colleague")
