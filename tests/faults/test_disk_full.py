"""The disk is full while somebody saves or uploads: nothing is half written, and a page says so."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import OperationalError, connection
from django.test import Client
from psycopg.errors import DiskFull

from amin_portal.busy import passes
from amin_portal.publishing.models import RecordVersion
from documents.models import DocumentFile
from tests.backups.databases import everything
from tests.desk.forms import save, shown_values
from tests.factories.accounts import SuperuserFactory
from tests.factories.documents import UploadedFileFactory
from tests.factories.meetings import MeetingFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
BUSY = "<h1>The portal is busy</h1>"
ROOM = "PRAGMA max_page_count = {}"


class FullDisk(FileSystemStorage):
    """Takes the first bytes of a file, and then there is no more room."""

    def _save(self, name, content):
        super()._save(name, ContentFile(content.read(5)))
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def staff(shared):
    client = Client(raise_request_exception=False)
    client.force_login(SuperuserFactory())
    return client


def sqlite(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def test_save_for_which_there_is_no_room_changes_nothing_and_can_be_sent_again(staff):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL says so by an error of its own, which the next test reads")
    meeting = MeetingFactory(title="Forum")
    address = f"/admin/meetings/meeting/{meeting.pk}/change/"
    sent = shown_values(staff, address) | {"summary": "Long. " * 100_000}
    before, version = everything(), RecordVersion.current()
    most = sqlite("PRAGMA max_page_count")
    sqlite(ROOM.format(sqlite("PRAGMA page_count")))
    answer = staff.post(address, sent)
    assert (answer.status_code, BUSY in answer.text) == (503, True)
    assert (everything(), RecordVersion.current()) == (before, version)
    assert staff.get("/meetings/").status_code == 200
    sqlite(ROOM.format(most))
    assert staff.post(address, sent).status_code == 302
    assert meeting.history.count() == 2


def test_no_room_of_postgresql_is_over_by_itself():
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL")
    assert issubclass(DiskFull, connection.Database.OperationalError)
    assert passes(OperationalError("could not extend file: No space left on device"))


def test_upload_for_which_there_is_no_room_leaves_the_file_as_it_was(staff, settings):
    file = UploadedFileFactory(state="draft", file=ContentFile(b"As it was.", "report.txt"), media_type="text/plain")
    address, before = f"/admin/documents/documentfile/{file.pk}/change/", everything()
    usual = settings.STORAGES
    settings.STORAGES = usual | {"default": {"BACKEND": "tests.faults.test_disk_full.FullDisk"}}
    answer = save(staff, address, file=ContentFile(b"As it will be.", "report.txt"))
    assert (answer.status_code, BUSY in answer.text, everything()) == (503, True, before)
    settings.STORAGES = usual
    with default_storage.open(DocumentFile.objects.get().file.name) as stored:
        assert stored.read() == b"As it was."
    assert save(staff, address, file=ContentFile(b"As it will be.", "report.txt")).status_code == 302
    with default_storage.open(DocumentFile.objects.get().file.name) as stored:
        assert stored.read() == b"As it will be."
