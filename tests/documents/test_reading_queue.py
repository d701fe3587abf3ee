"""Files that wait are read one by one, whatever one of them does; what is found is kept without being an edit."""

import os
import signal
import subprocess

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError

from documents.models import Document, DocumentFile, FilePage
from documents.reading.findings import Picture, Reading
from documents.reading.queue import keep, let_wait, next_waiting, uploads
from documents.signals import pages_read
from tests.factories import pdfs
from tests.factories.documents import DocumentFileFactory, UploadedFileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def when_read():
    """Has a function called with each file whose pages were read."""
    receivers = []

    def connect(function):
        def receiver(sender, file, **kwargs):
            function(file)

        receivers.append(receiver)
        pages_read.connect(receiver)

    yield connect
    for receiver in receivers:
        pages_read.disconnect(receiver)


def upload(content: bytes, name: str = "statement.pdf", **values) -> DocumentFile:
    return UploadedFileFactory(file__data=content, file__filename=name, **values)


def plain(text: str = "Text.", **values) -> DocumentFile:
    return upload(text.encode(), "minutes.txt", **values)


def states() -> list[str]:
    return [*DocumentFile.objects.order_by("pk").values_list("text_state", flat=True)]


def test_command_reads_what_waits_and_a_broken_file_stops_nothing(capsys):
    upload(pdfs.broken_pdf()), plain("Hà Nội\r\n"), upload(pdfs.pdf(["One.", "", "Three."])), DocumentFileFactory()
    whole = DocumentFile.objects.order_by("pk")[2]
    call_command("read_files")
    assert states() == ["unreadable", "read", "read", "unread"]
    assert [*FilePage.objects.order_by("pk").values_list("number", "text")] == [
        (1, "Hà Nội"),
        (1, "One."),
        (3, "Three."),
    ]
    whole.refresh_from_db()
    assert (whole.pages, whole.picture_width, whole.text_note) == (3, 400, "")
    assert whole.read_at > whole.created_at
    with default_storage.open(whole.picture.name) as picture:
        assert picture.read(4) == b"RIFF"
    assert capsys.readouterr().out.splitlines()[-1] == "Files: 1 cannot be read, 2 read."
    call_command("read_files")
    assert capsys.readouterr().out == "No file waits to be read.\n"


def test_reading_is_no_edit():
    file = plain()
    before = (file.revision, file.updated_at, Document.objects.values().get())
    call_command("read_files")
    file.refresh_from_db()
    assert (file.revision, file.updated_at, Document.objects.values().get()) == before


def test_other_types_are_not_read_and_a_missing_file_is_told():
    upload(b"\x89PNG\r\n\x1a\n", "map.png", pages=7), plain("Gone.")
    default_storage.delete(DocumentFile.objects.last().file.name)
    call_command("read_files")
    assert [*DocumentFile.objects.order_by("pk").values_list("text_state", "text_note", "pages")] == [
        ("no_text", "The text of files of this type is not read.", 7),
        ("unreadable", "It is missing from where uploads are kept.", None),
    ]


def test_files_are_read_again_all_or_one():
    first, second = plain(), plain()
    call_command("read_files")
    FilePage.objects.update(text="As it was")
    call_command("read_files", file=str(first.uid))
    assert [page.text for page in FilePage.objects.order_by("file")] == ["Text.", "As it was"]
    call_command("read_files", again=True)
    assert [page.text for page in FilePage.objects.order_by("file")] == ["Text.", "Text."]
    with pytest.raises(CommandError, match="No uploaded file has the uid"):
        call_command("read_files", file=str(second.document.uid))


def test_what_another_has_read_or_replaced_meanwhile_is_dropped():
    file = plain()
    stale = DocumentFile.objects.get()
    assert keep(file, Reading("read", texts={1: "First."}))
    assert not keep(stale, Reading("read", texts={1: "Second."}))
    DocumentFile.objects.update(text_state="unread", file="documents/another.txt")
    assert not keep(stale, Reading("read", texts={1: "Of the former upload."}))
    assert [page.text for page in FilePage.objects.all()] == ["First."]


def test_pages_and_picture_of_a_former_reading_are_replaced(django_capture_on_commit_callbacks):
    file = plain()
    keep(file, Reading("read", pages=2, texts={1: "One.", 2: "Two."}, picture=Picture(b"RIFF", 400, 566)))
    former = DocumentFile.objects.get().picture
    let_wait(uploads())
    with django_capture_on_commit_callbacks(execute=True):
        keep(file, Reading("unreadable", "n" * 999))
    file.refresh_from_db()
    assert (file.picture, file.picture_width, len(file.text_note)) == ("", None, 300)
    assert not default_storage.exists(former.name)
    assert not FilePage.objects.exists()


def test_what_fails_while_it_is_kept_leaves_nothing_and_waits(when_read, caplog):
    broken, fine = plain(), plain()
    when_read(lambda file: file.pk == broken.pk and 1 / 0)
    with pytest.raises(CommandError, match="Could not be tried, and go on waiting: 1."):
        call_command("read_files")
    assert states() == ["unread", "read"]
    assert [page.file for page in FilePage.objects.all()] == [fine]
    assert f"{broken} could not be tried" in caplog.text


def test_picture_of_what_could_not_be_kept_is_not_left_behind(when_read):
    file = plain()
    when_read(lambda file: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(file, Reading("read", texts={1: "Text."}, picture=Picture(b"RIFF", 400, 566)))
    _folders, files = default_storage.listdir(os.path.dirname(file.file.name))
    assert files == [os.path.basename(file.file.name)]


def test_announcement_comes_when_the_pages_are_there(when_read):
    heard = []
    when_read(lambda file: heard.append((file.text_state, file.text_pages.get().text)))
    plain()
    call_command("read_files")
    assert heard == [("read", "Text.")]


@pytest.fixture
def not_for_ever():
    before = signal.signal(signal.SIGALRM, lambda *args: pytest.fail("It goes on for ever."))
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("not_for_ever")
def test_watcher_reads_outlives_a_lost_database_and_ends_at_a_signal(when_read, caplog):
    files = [plain(), plain(), plain()]
    lost = [OperationalError("the server closed the connection")]

    def trouble(file):
        if file.pk == files[1].pk and lost:
            raise lost.pop()
        if file.pk == files[2].pk:
            os.kill(os.getpid(), signal.SIGTERM)

    when_read(trouble)
    before = signal.getsignal(signal.SIGTERM)
    call_command("read_files", watch=True, pause=0.01)
    assert states() == ["read", "read", "unread"]
    assert next_waiting() == files[2]
    assert signal.getsignal(signal.SIGTERM) == before
    assert "the server closed the connection" in caplog.text


@pytest.mark.usefixtures("not_for_ever")
def test_watcher_ends_with_what_it_runs_beside():
    server = subprocess.Popen(["/bin/true"])
    server.wait()
    plain()
    call_command("read_files", watch=True, beside=server.pid)
    assert states() == ["unread"]
