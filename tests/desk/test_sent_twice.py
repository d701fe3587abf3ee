"""A double click on Save makes nothing twice."""

import pytest
from django.core.cache import cache
from django.test import Client

from amin_portal.publishing.admin import once
from meetings.models import Meeting, Outcome
from tests.factories.accounts import SuperuserFactory
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.pages import text_of

from .forms import shown_values
from .test_meeting_form import ADD, change, new_outcome

TOLD = "The form was sent twice. It is saved once."


def filled_in(editor: Client, meeting: Meeting) -> dict:
    """The form with one outcome more than it showed."""
    return shown_values(editor, change(meeting)) | {"outcomes-TOTAL_FORMS": "1"} | new_outcome(0, "Fifth plan")


def outcomes() -> list[str]:
    return [outcome.text for outcome in Outcome.objects.all()]


@pytest.fixture(autouse=True)
def unspent(db) -> None:
    cache.clear()


def test_row_that_was_added_is_made_once(editor):
    meeting = MeetingFactory()
    sent = filled_in(editor, meeting)
    answers = [editor.post(change(meeting), sent, follow=True) for _click in range(2)]
    assert outcomes() == ["Fifth plan"]
    assert [TOLD in text_of(answer) for answer in answers] == [False, True]


def test_record_that_was_added_is_made_once(editor):
    sent = shown_values(editor, ADD) | {"body": BodyFactory().pk, "title": "Forum", "status": "planned"}
    answers = [editor.post(ADD, sent, follow=True) for _click in range(2)]
    assert (Meeting.objects.count(), [TOLD in text_of(answer) for answer in answers]) == (1, [False, True])


def test_click_that_comes_while_the_first_is_being_saved_is_taken_back_whole(editor, monkeypatch):
    meeting = MeetingFactory()
    sent = filled_in(editor, meeting)
    editor.post(change(meeting), sent)
    monkeypatch.setattr(once, "is_spent", lambda request: False)  # as it looked before the first had ended
    answer = editor.post(change(meeting), sent | {"title": "Another"}, follow=True)
    meeting.refresh_from_db()
    assert (outcomes(), meeting.title == "Another", TOLD in text_of(answer)) == (["Fifth plan"], False, True)


def test_form_that_was_refused_can_be_sent_again(editor):
    meeting = MeetingFactory()
    sent = filled_in(editor, meeting)
    refused = editor.post(change(meeting), sent | {"title": ""})
    assert (refused.status_code, outcomes()) == (200, [])
    editor.post(change(meeting), sent)
    assert outcomes() == ["Fifth plan"]


def test_form_that_is_shown_anew_is_another(editor):
    meeting = MeetingFactory()
    for _time in range(2):
        sent = shown_values(editor, change(meeting))
        count = int(sent["outcomes-TOTAL_FORMS"])
        editor.post(change(meeting), sent | {"outcomes-TOTAL_FORMS": count + 1} | new_outcome(count, f"Plan {count}"))
    assert outcomes() == ["Plan 0", "Plan 1"]


def test_mark_of_one_person_says_nothing_to_another(editor):
    meeting = MeetingFactory()
    sent = filled_in(editor, meeting)
    editor.post(change(meeting), sent)
    other = Client()
    other.force_login(SuperuserFactory())
    assert TOLD not in text_of(other.post(change(meeting), sent, follow=True))
