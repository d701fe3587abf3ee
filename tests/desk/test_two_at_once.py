"""Two people with the same form open: the later save is refused, both versions are shown, nothing typed is lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.models import Document
from meetings.models import Meeting, Outcome
from tests.factories.accounts import SuperuserFactory
from tests.factories.documents import DocumentFactory, DocumentFileFactory, UploadedFileFactory
from tests.factories.meetings import BodyFactory, FormerNameFactory, MeetingFactory, OutcomeFactory, PartyFactory

from .forms import Fields, save, shown_values


def form_of(record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


@pytest.fixture
def other(db) -> Client:
    """The browser of a colleague."""
    client = Client()
    client.force_login(SuperuserFactory(username="sari"))
    return client


def differences(response) -> list[tuple[str, str, str, bool]]:
    return [
        (one.label, one.theirs, one.mine, one.taken_over)
        for _form, conflicts in response.context["conflicts"]
        for one in conflicts
    ]


def test_later_save_is_refused_with_both_versions(editor, other):
    meeting = MeetingFactory(summary="Before", city="Vientiane")
    mine = shown_values(editor, form_of(meeting))
    save(other, form_of(meeting), summary="Of the colleague")
    answer = editor.post(form_of(meeting), mine | {"summary": "Mine"})
    assert differences(answer) == [("Summary", "Of the colleague", "Mine", False)]
    assert "sari saved it at" in re.sub(r"\s+", " ", answer.text)
    assert Meeting.objects.get().summary == "Of the colleague"


def test_what_was_typed_stays_in_the_form_and_what_was_not_touched_is_taken_over(editor, other):
    meeting = MeetingFactory(summary="Before", city="Vientiane", start="2025", end=None)
    mine = shown_values(editor, form_of(meeting))
    save(other, form_of(meeting), city="Luang Prabang", start="Oct 2025")
    answer = editor.post(form_of(meeting), mine | {"summary": "Mine"})
    form = answer.context["adminform"].form
    assert differences(answer) == [
        ("Start", "October 2025", "2025", True),
        ("City", "Luang Prabang", "Vientiane", True),
    ]
    assert [form[name].value() for name in ("summary", "city", "start")] == ["Mine", "Luang Prabang", "2025-10"]


def test_second_save_after_looking_goes_through(editor, other, monkeypatch):
    party, newcomer = PartyFactory.create_batch(2)
    meeting = MeetingFactory(summary="Before", participants=[party], publish_from=None)
    mine = shown_values(editor, form_of(meeting))
    theirs = {"participants": [newcomer.pk], "publish_from_0": "2026-01-31", "publish_from_1": "09:30"}
    save(other, form_of(meeting), summary="Of the colleague", **theirs)
    refused = editor.post(form_of(meeting), mine | {"summary": "Mine"})
    monkeypatch.setattr(editor, "get", lambda address: refused)
    assert save(editor, form_of(meeting)).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.summary, [*meeting.participants.all()]) == ("Mine", [newcomer])
    assert f"{meeting.publish_from:%Y-%m-%d %H:%M}" == "2026-01-31 02:30"


def test_same_change_by_both_is_no_conflict(editor, other):
    meeting = MeetingFactory(summary="Before")
    mine = shown_values(editor, form_of(meeting))
    save(other, form_of(meeting), summary="After")
    assert editor.post(form_of(meeting), mine | {"summary": "After"}).status_code == 302


def test_change_of_a_part_does_not_stand_in_the_way_of_its_whole(editor, other):
    outcome = OutcomeFactory(text="Before")
    mine = shown_values(editor, f"{form_of(outcome.meeting)}")
    own = {name: value for name, value in mine.items() if not name.startswith("outcomes-0")}
    save(other, form_of(outcome), text="After")
    fresh = shown_values(editor, form_of(outcome.meeting))
    parts = {name: value for name, value in fresh.items() if name.startswith("outcomes-0")}
    assert editor.post(form_of(outcome.meeting), own | parts | {"summary": "Mine"}).status_code == 302


def test_part_that_a_colleague_changed_is_not_overwritten(editor, other):
    outcome = OutcomeFactory(text="Before")
    mine = shown_values(editor, form_of(outcome.meeting))
    save(other, form_of(outcome), text="Of the colleague")
    answer = editor.post(form_of(outcome.meeting), mine | {"outcomes-0-text": "Mine", "summary": "Mine too"})
    assert differences(answer) == [("Text", "Of the colleague", "Mine", False)]
    assert (Outcome.objects.get().text, Meeting.objects.get().summary) == ("Of the colleague", outcome.meeting.summary)
    assert "Mine too" in answer.text


def test_part_without_a_revision_is_not_overwritten_either(editor, other):
    name = FormerNameFactory(name="WGMC")
    mine = shown_values(editor, form_of(name.body))
    save(other, form_of(name.body), **{"former_names-0-name": "WGMCD"})
    answer = editor.post(form_of(name.body), mine | {"former_names-0-name": "Working Group"})
    assert [conflict[:3] for conflict in differences(answer)] == [("Name", "WGMCD", "Working Group")]


def test_part_that_a_colleague_deleted_is_said_to_be_gone_and_its_text_is_kept(editor, other, monkeypatch):
    outcome = OutcomeFactory(text="Before", state="draft")
    mine = shown_values(editor, form_of(outcome.meeting))
    save(other, form_of(outcome.meeting), **{"outcomes-0-DELETE": "on"})
    answer = editor.post(form_of(outcome.meeting), mine | {"outcomes-0-text": "Typed for an hour"})
    assert (answer.status_code, "Typed for an hour" in answer.text) == (200, True)
    assert "Somebody deleted this while you had it open" in answer.text
    monkeypatch.setattr(editor, "get", lambda address: answer)
    assert save(editor, form_of(outcome.meeting)).status_code == 302
    assert [*Outcome.objects.values_list("text", "state")] == [("Typed for an hour", "draft")]


def test_part_that_a_colleague_deleted_and_nobody_touched_is_let_go(editor, other):
    meeting = MeetingFactory()
    gone, kept = [OutcomeFactory(meeting=meeting, text=text, state="draft") for text in ("Gone", "Kept")]
    mine = shown_values(editor, form_of(meeting))
    first = next(name.partition("-id")[0] for name, value in mine.items() if value == str(gone.pk) and "-id" in name)
    save(other, form_of(meeting), **{f"{first}-DELETE": "on"})
    typed = {name: "Mine" for name, value in mine.items() if value == "Kept"}
    assert editor.post(form_of(meeting), mine | typed).status_code == 302
    assert [*Outcome.objects.values_list("text", flat=True)] == ["Mine"]


def test_form_that_does_not_say_what_it_showed_overwrites_nothing(editor):
    document = DocumentFactory(title="On record")
    mine = shown_values(editor, form_of(document)) | {"title": "Mine"}
    for broken in ("", "no JSON", "[]"):
        answer = editor.post(form_of(document), mine | {"seen": broken})
        assert differences(answer) == [("Title", "On record", "Mine", False)]
    assert Document.objects.get().title == "On record"


def test_record_that_was_deleted_meanwhile_says_so(editor, other):
    body = BodyFactory(state="draft")
    mine = shown_values(editor, form_of(body))
    body.delete()
    answer = editor.post(form_of(body), mine, follow=True)
    assert "Perhaps it was deleted?" in answer.text


def test_upload_stays_with_its_edition_when_a_colleague_deletes_another(editor):
    document = DocumentFactory()
    gone = DocumentFileFactory(document=document, state="draft", version=3)
    one, two = (UploadedFileFactory(document=document, state="draft", version=version) for version in (1, 2))
    mine = shown_values(editor, form_of(document))
    row = next(
        name.removesuffix("-id") for name, value in mine.items() if name.endswith("-id") and value == str(two.pk)
    )
    gone.delete()
    upload = SimpleUploadedFile("another.pdf", b"%PDF-1.7 another", "application/pdf")
    assert editor.post(form_of(document), mine | {f"{row}-file": upload}).status_code == 302
    names = dict(document.files.values_list("version", "original_name"))
    assert names == {1: one.original_name, 2: "another.pdf"}


def test_upload_that_a_colleague_deleted_and_nobody_touched_is_let_go(editor):
    file = UploadedFileFactory(state="draft")
    mine = shown_values(editor, form_of(file.document))
    document = file.document
    file.delete()
    assert editor.post(form_of(document), mine | {"summary": "Mine"}).status_code == 302
    assert not document.files.exists()


def test_part_that_a_colleague_rewrote_is_not_deleted_unseen(editor, other):
    outcome = OutcomeFactory(text="Before", state="draft")
    mine = shown_values(editor, form_of(outcome.meeting))
    save(other, form_of(outcome), text="An hour of work")
    answer = editor.post(form_of(outcome.meeting), mine | {"outcomes-0-DELETE": "on"})
    assert (answer.status_code, Outcome.objects.get().text) == (200, "An hour of work")
    looked = Fields.of(answer.text)
    assert editor.post(form_of(outcome.meeting), looked | {"outcomes-0-DELETE": "on"}).status_code == 302
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("seen", ["[" * 100_000, "1" * 5_000])
def test_rubbish_in_place_of_what_was_shown_is_no_fault_of_ours(editor, seen):
    document = DocumentFactory()
    mine = shown_values(editor, form_of(document)) | {"title": "Mine", "seen": seen}
    assert editor.post(form_of(document), mine).status_code == 200
