"""What is kept of an upload, what may be replaced, and what another upload for a published file becomes."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import DocumentFile, FilePage
from tests.desk import forms
from tests.factories.documents import DocumentFactory, DocumentFileFactory, UploadedFileFactory

pytestmark = pytest.mark.django_db
FIRST, SECOND = b"%PDF-1.7 text", b"%PDF-1.7 another text"


def form_of(file: DocumentFile) -> str:
    return f"/admin/documents/documentfile/{file.pk}/change/"


def upload(content: bytes = SECOND, name: str = "other.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def rows() -> list[tuple]:
    return list(DocumentFile.objects.order_by("pk").values_list("version", "language", "state", "size"))


def read(editor, file: DocumentFile) -> DocumentFile:
    """As after a reading of the bytes."""
    FilePage.objects.create(file=file, number=1, text="text")
    file.text_state, file.text_note, file.pages = "partly", "Page 2 is a picture.", 2
    file.picture = ContentFile(b"picture", "first.webp")
    file.picture_width, file.picture_height = 300, 400
    file.save()
    return file


def test_what_is_kept_of_an_upload_comes_from_its_bytes():
    document = DocumentFactory(slug="vision-kept")
    file = DocumentFile(document=document, file=upload(name="C:\\drafts\\Vision.HTML"), media_type="text/html")
    file.full_clean()
    file.save()
    file.refresh_from_db()
    assert (file.media_type, file.size, file.sha256) == (
        "application/pdf",
        len(SECOND),
        hashlib.sha256(SECOND).hexdigest(),
    )
    assert (file.file.name, file.original_name) == ("documents/vision-kept/v1-en.pdf", "Vision.HTML")
    file.media_type = "text/html"
    file.save()
    file.refresh_from_db()
    assert file.media_type == "application/pdf"


def test_form_names_what_is_wrong_with_an_upload_at_its_field_and_loses_nothing_else(editor):
    file = UploadedFileFactory(version=1)
    answer = forms.save(editor, form_of(file), file=upload(b"<html>"), slug="typed")
    assert answer.status_code == 200
    assert list(forms.errors(answer)) == ["file"]
    assert forms.errors(answer)["file"][0].startswith("This is a web page")
    assert answer.context["adminform"].form["slug"].value() == "typed"
    assert rows() == [(1, "en", "published", len(FIRST))]


def test_nothing_is_kept_that_no_form_has_looked_at():
    with pytest.raises(ValidationError, match="web page"):
        UploadedFileFactory(file__data=b"<svg>")


def test_another_upload_for_a_published_file_becomes_the_next_version(
    editor, uploads, django_capture_on_commit_callbacks
):
    file = read(editor, UploadedFileFactory(version=1))
    before = DocumentFile.objects.filter(pk=file.pk).values().get()
    with django_capture_on_commit_callbacks(execute=True):
        assert forms.save(editor, form_of(file), file=upload()).status_code == 302
    assert rows() == [(1, "en", "published", len(FIRST)), (2, "en", "draft", len(SECOND))]
    assert DocumentFile.objects.filter(pk=file.pk).values().get() == before
    assert (uploads / file.file.name).read_bytes() == FIRST
    new = DocumentFile.objects.get(version=2)
    assert (new.slug, new.text_state, new.text_note, new.pages, new.picture.name, new.revision) == (
        "v2-en", "unread", "", None, "", 1,
    )  # fmt: skip
    assert (new.uid != file.uid, new.was_published, new.text_pages.count()) == (True, False, 0)
    assert (uploads / file.picture.name).exists()


def test_another_upload_in_the_form_of_the_document_becomes_the_next_version_too(editor):
    file = UploadedFileFactory(version=1, language="vi")
    UploadedFileFactory(document=file.document, version=2, language="vi")
    UploadedFileFactory(document=file.document, version=5, language="en")
    address = f"/admin/documents/document/{file.document.pk}/change/"
    shown = forms.shown_values(editor, address)
    prefix = next(name.removesuffix("-id") for name in shown if name.endswith("-id") and shown[name] == str(file.pk))
    assert editor.post(address, shown | {f"{prefix}-file": upload()}).status_code == 302
    assert [row[:2] for row in rows()] == [(1, "vi"), (2, "vi"), (5, "en"), (3, "vi")]


def test_language_and_version_that_come_with_another_upload_are_those_of_the_new_one(editor):
    file = UploadedFileFactory(version=1)
    forms.save(editor, form_of(file), file=upload(), language="vi")
    assert [row[:2] for row in rows()] == [(1, "en"), (1, "vi")]
    answer = forms.save(editor, form_of(file), file=upload(b"%PDF third"), language="vi")
    assert list(forms.errors(answer)) == ["__all__"]


def test_another_upload_for_a_withdrawn_file_begins_as_a_draft_too(editor):
    file = UploadedFileFactory(version=1)
    file.withdraw("Wrong")
    assert forms.save(editor, form_of(file), file=upload()).status_code == 302
    assert [row[:3] for row in rows()] == [(1, "en", "withdrawn"), (2, "en", "draft")]


@pytest.mark.parametrize("make", [UploadedFileFactory, DocumentFileFactory])
@pytest.mark.parametrize("change", [{"version": 2}, {"language": "vi"}])
def test_address_of_a_published_file_stays_and_what_it_answers(make, change):
    file = make(version=1)
    for name, value in change.items():
        setattr(file, name, value)
    for refuse in (file.full_clean, file.save):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert list(refused.value.message_dict) == list(change)


def test_published_file_does_not_become_an_address_elsewhere(editor):
    file = UploadedFileFactory(version=1)
    answer = forms.save(editor, form_of(file), **{"file-clear": "on", "url": "https://asean.org/x.pdf"})
    assert list(forms.errors(answer)) == ["file"]


def test_published_file_is_not_moved_to_another_document(editor):
    file = UploadedFileFactory(version=1)
    answer = forms.save(editor, form_of(file), document=DocumentFactory().pk)
    assert list(forms.errors(answer)) == ["document"]


def test_address_elsewhere_may_be_mended_and_another_upload_stands_beside_it(editor):
    file = DocumentFileFactory(version=1)
    forms.save(editor, form_of(file), url="https://asean.org/moved.pdf")
    forms.save(editor, form_of(file), url="", file=upload())
    assert list(DocumentFile.objects.order_by("pk").values_list("version", "url")) == [
        (1, "https://asean.org/moved.pdf"),
        (2, ""),
    ]


@pytest.mark.parametrize("state", ["published", "draft"])
def test_same_bytes_again_change_nothing(editor, uploads, state):
    file = read(editor, UploadedFileFactory(version=1, state=state))
    before = DocumentFile.objects.values().get()
    assert forms.save(editor, form_of(file), file=upload(FIRST)).status_code == 302
    assert DocumentFile.objects.values().get() == before
    assert [path.name for path in (uploads / file.file.name).parent.iterdir() if path.suffix == ".pdf"] == ["v1-en.pdf"]


def test_draft_is_replaced_in_place_and_nothing_of_the_old_bytes_stays(
    editor, uploads, django_capture_on_commit_callbacks
):
    file = read(editor, UploadedFileFactory(version=1, state="draft"))
    old = [uploads / file.file.name, uploads / file.picture.name]
    with django_capture_on_commit_callbacks(execute=True):
        forms.save(editor, form_of(file), file=upload(b"plain text", "table.pdf"), language="vi")
        assert [path.exists() for path in old] == [True, True]  # until nothing can be undone any more
    new = DocumentFile.objects.get()
    assert (new.pk, new.version, new.language, new.media_type) == (file.pk, 1, "vi", "text/plain")
    assert (new.text_state, new.text_note, new.pages, new.picture.name, new.text_pages.count()) == (
        "unread", "", None, "", 0,
    )  # fmt: skip
    assert ((uploads / new.file.name).read_bytes(), [path.exists() for path in old]) == (b"plain text", [False, False])


def test_bytes_of_a_draft_go_with_it(uploads, django_capture_on_commit_callbacks):
    file = UploadedFileFactory(version=1, document=DocumentFactory(state="draft"), state="draft")
    kept = uploads / file.file.name
    assert kept.exists()
    with django_capture_on_commit_callbacks(execute=True):
        file.document.delete()
    assert not kept.exists()


def test_draft_that_becomes_an_address_elsewhere_keeps_nothing_of_the_bytes(django_capture_on_commit_callbacks):
    file = UploadedFileFactory(version=1, state="draft")
    storage, name = file.file.storage, file.file.name
    file.file, file.url = "", "https://asean.org/x.pdf"
    with django_capture_on_commit_callbacks(execute=True):
        file.save()
    file.refresh_from_db()
    assert (file.media_type, file.size, file.sha256, file.original_name) == ("", None, "", "")
    assert not storage.exists(name)
