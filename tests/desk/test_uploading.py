"""Several files at once, the same file twice, and what the forms show of a reading."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amin_portal.publishing.models import State
from documents.models import Document, DocumentFile, MeetingDocument
from documents.reading.findings import Picture, Reading
from documents.reading.queue import keep
from documents.uploading.names import language_in, title_from
from tests.factories import pdfs
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory, DocumentFileFactory, UploadedFileFactory
from tests.factories.meetings import MeetingFactory

from .forms import save, shown_values

PAPERS = {"kind": "report", "role": "tabled", "language": "en", "state": "draft"}
EDITIONS = {"language": "en", "state": "draft"}


def upload(name: str, text: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdfs.pdf([text or name]))


def to_meeting(meeting) -> str:
    return reverse("admin:documents_meeting_add_files", args=[meeting.pk])


def to_document(document) -> str:
    return reverse("admin:documents_document_add_files", args=[document.pk])


def change(record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def notices(response, level: str) -> list[str]:
    return [str(message) for message in response.context["messages"] if message.level_tag == level]


@pytest.mark.parametrize(
    ("name", "title", "language"),
    [
        ("joint_press--statement.pdf", "Joint press statement", None),
        ("Work_Plan_2026-2030_vi.pdf", "Work Plan 2026 2030", "vi"),
        ("ថ្នាក់ក្រោមជាតិ-KM.docx", "ថ្នាក់ក្រោមជាតិ", "km"),
        ("report.v2.final.pdf", "Report.v2.final", None),
        ("th.pdf", "Th", None),
        ("___.pdf", "___", None),
    ],
)
def test_name_of_a_file_gives_title_and_language(name, title, language):
    assert (title_from(name), language_in(name)) == (title, language)


def test_files_of_a_meeting_become_drafts_with_a_place_at_it(editor):
    meeting = MeetingFactory()
    files = [upload("country_report-Lao PDR.pdf"), upload("mine_safety_vi.pdf")]
    response = editor.post(to_meeting(meeting), PAPERS | {"files": files}, follow=True)
    assert response.redirect_chain == [(change(meeting), 302)]
    papers = MeetingDocument.objects.order_by("pk")
    assert [(paper.document.title, paper.document.slug, paper.document.language) for paper in papers] == [
        ("Country report Lao PDR", "country-report-lao-pdr", "en"),
        ("Mine safety", "mine-safety", "vi"),
    ]
    assert {(paper.meeting, paper.role, paper.document.kind) for paper in papers} == {(meeting, "tabled", "report")}
    made = [*DocumentFile.objects.order_by("pk")]
    assert [(file.version, file.language, file.pages, file.text_state) for file in made] == [
        (1, "en", None, "unread"),
        (1, "vi", None, "unread"),
    ]
    assert {record.state for record in (*papers, *made, *Document.objects.all())} == {State.DRAFT}
    for file, notice in zip(made, notices(response, "success"), strict=True):
        assert f'<a href="{change(file.document)}">{file.document.title}</a>' in notice
        assert f'<a href="{change(file)}">{file.original_name}</a>' in notice
    assert LogEntry.objects.count() == 4


def test_files_of_a_document_become_editions(editor):
    document = DocumentFileFactory(version=2, language="en").document
    files = [upload("plan_vi.pdf"), upload("plan.pdf"), upload("plan-2.pdf"), upload("plan_TH.pdf")]
    editor.post(to_document(document), EDITIONS | {"files": files})
    editions = document.files.filter(url="").order_by("pk")
    assert [(file.version, file.language) for file in editions] == [(2, "vi"), (3, "en"), (4, "en"), (4, "th")]


def test_wrong_files_are_named_and_the_good_ones_kept(editor):
    meeting = MeetingFactory()
    files = [upload("good.pdf"), SimpleUploadedFile("page.html", b"<html>"), SimpleUploadedFile("empty.pdf", b"")]
    response = editor.post(to_meeting(meeting), PAPERS | {"files": files}, follow=True)
    assert [document.title for document in Document.objects.all()] == ["Good"]
    assert len(notices(response, "success")) == 1
    page, empty = notices(response, "error")
    assert page.startswith("Not added: page.html: This is a web page")
    assert empty == "Not added: empty.pdf: The file is empty."


def test_form_says_at_its_fields_what_is_wrong_and_makes_nothing(editor):
    meeting = MeetingFactory()
    page = editor.post(to_meeting(meeting), {"language": "English!", "state": "published"})
    assert {name: len(errors) for name, errors in page.context["form"].form.errors.items()} == dict.fromkeys(
        ["files", "kind", "role", "language", "state"], 1
    )
    page = editor.post(to_meeting(meeting), PAPERS | {"files": [SimpleUploadedFile("empty.pdf", b"")]})
    assert page.context["form"].form.errors == {"files": ["empty.pdf: The file is empty."]}
    assert 'aria-describedby="id_files_helptext id_files_error"' in page.text
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("page", "button", "missing"),
    [
        (to_meeting, MeetingFactory, "documents.add_document"),
        (to_meeting, MeetingFactory, "documents.add_meetingdocument"),
        (to_document, DocumentFactory, "documents.add_documentfile"),
    ],
)
@pytest.mark.django_db
def test_files_are_added_by_those_only_who_may(client, page, button, missing):
    record = button()
    needed = {
        "meetings.change_meeting",
        "documents.change_document",
        "documents.add_document",
        "documents.add_documentfile",
        "documents.add_meetingdocument",
    }
    client.force_login(StaffFactory(permissions=needed - {missing}))
    answer = client.post(page(record), PAPERS | {"files": [upload("a.pdf")]})
    assert (answer.status_code, DocumentFile.objects.count()) == (403, 0)
    assert page(record) not in client.get(change(record)).text
    client.force_login(StaffFactory(permissions=needed))
    assert page(record) in client.get(change(record)).text
    assert client.get(page(record)).status_code == 200


def test_same_file_twice_is_named_with_the_ways_to_it(editor):
    first = UploadedFileFactory(file__data=pdfs.pdf(["Twice"]))
    other = DocumentFileFactory(url="", file=upload("x.pdf", "Twice"))
    document = DocumentFactory()
    response = editor.post(to_document(document), EDITIONS | {"files": [upload("a.pdf", "Twice")]}, follow=True)
    (told,) = notices(response, "warning")
    assert [change(file) in told for file in (first, other)] == [True, True]
    assert change(document.files.get()) not in told


@pytest.mark.parametrize("place", ["inline", "alone"])
def test_saving_a_file_that_is_on_record_warns(editor, place):
    first, file = UploadedFileFactory(), DocumentFileFactory(state=State.DRAFT)
    address, prefix = (change(file.document), "files-0-") if place == "inline" else (change(file), "")
    same = SimpleUploadedFile("again.pdf", first.file.read())
    first.file.close()
    assert save(editor, address, **{f"{prefix}url": "", f"{prefix}file": same}).status_code == 302
    (told,) = notices(editor.get("/admin/"), "warning")
    assert change(first) in told
    save(editor, address)
    assert notices(editor.get("/admin/"), "warning") == []


def test_forms_show_what_was_read_and_the_picture(editor, client):
    file = UploadedFileFactory(state=State.DRAFT)
    keep(file, Reading("partly", "Reading it took too long.", 9, picture=Picture(b"RIFF", 400, 566)))
    stored, picture = (reverse(f"admin:documents_documentfile_{what}", args=[file.pk]) for what in ("file", "picture"))
    for form in (change(file), change(file.document)):
        page = editor.get(form).text
        assert "Read in part. Reading it took too long." in page
        assert f'<img src="{picture}"' in page
        assert f'<a href="{stored}">scan.PDF</a>' in page
    assert b"".join(editor.get(stored, follow=True)) == b"%PDF-1.7 text"
    assert b"".join(editor.get(picture, follow=True)) == b"RIFF"
    assert client.get(picture).headers["Location"].startswith("/admin/login/")


def test_what_a_reading_counted_is_not_taken_from_a_form_that_was_opened_before(editor):
    file = UploadedFileFactory(state=State.DRAFT)
    opened = shown_values(editor, change(file))
    keep(file, Reading("read", pages=9))
    assert editor.post(change(file), opened | {"pages": "", "media_type": "text/html"}).status_code == 302
    file.refresh_from_db()
    assert (file.pages, file.media_type, file.revision) == (9, "application/pdf", 1)


def test_selected_files_are_read_again(editor):
    elsewhere, file = DocumentFileFactory(), UploadedFileFactory()
    keep(file, Reading("unreadable", "It is damaged."))
    chosen = {"action": "read_again", "_selected_action": [elsewhere.pk, file.pk]}
    answer = editor.post("/admin/documents/documentfile/", chosen, follow=True)
    assert notices(answer, "info") == ["1 file waits to be read."]
    file.refresh_from_db()
    assert (file.text_state, file.text_note, file.revision) == ("unread", "", 1)
    listed = editor.get("/admin/documents/documentfile/?text_state__exact=unread").context["cl"].result_list
    assert {*listed} == {elsewhere, file}
