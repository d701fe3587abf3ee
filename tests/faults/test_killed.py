"""A process is killed in the midst of its work: nothing is lost or half written, and the next goes on at once."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from amin_portal.publishing.models import RecordVersion
from documents.models import DocumentFile, FilePage
from tests.backups.databases import everything
from tests.factories.documents import DocumentFactory, UploadedFileFactory
from tests.factories.meetings import MeetingFactory

from .processes import begin, kill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]

SAVE = """
from django.db.models.signals import post_save
from meetings.models import Meeting
meeting = Meeting.objects.get()
post_save.connect(reached, sender=Meeting.history.model)
meeting.title, meeting.slug = "Half", "half"
meeting.save()
"""
UPLOAD = """
from django.core.files.base import ContentFile
from django.db.models.signals import post_save
from documents.models import Document, DocumentFile
post_save.connect(reached, sender=DocumentFile)
file = DocumentFile(document=Document.objects.get(), version=1, language="en", media_type="text/plain")
file.file.save("report.txt", ContentFile(b"Half of it."))
"""
INDEX = """
from django.db.models.signals import post_init
from amin_portal.search.index import rebuild
from meetings.models import Meeting
post_init.connect(reached, sender=Meeting)
rebuild()
"""
READ = """
from documents.models import FilePage
from documents.signals import pages_read
pages_read.connect(reached)
from django.core.management import call_command
call_command("read_files")
"""


def test_killed_during_a_save(client):
    meeting = MeetingFactory(title="Forum", slug="forum")
    page, before, version = client.get("/meetings/").content, everything(), RecordVersion.current()
    kill(begin(SAVE))
    assert (everything(), RecordVersion.current()) == (before, version)
    assert (client.get("/meetings/").content, client.get("/search/?q=half").context["found"].total) == (page, 0)
    meeting.title = "Forum of another name"
    meeting.save()
    assert "Forum of another name" in client.get("/meetings/").text


def test_killed_during_an_upload():
    document, before = DocumentFactory(slug="report"), everything()
    kill(begin(UPLOAD))
    assert everything() == before
    again = UploadedFileFactory(document=document, file=ContentFile(b"All of it.", "report.txt"))
    with default_storage.open(again.file.name) as stored:
        assert stored.read() == b"All of it."


def test_killed_while_the_index_is_made_anew(client):
    MeetingFactory.create_batch(3, title="Forum")
    before = client.get("/search/?q=forum").content
    kill(begin(INDEX))
    assert client.get("/search/?q=forum").content == before
    call_command("rebuild_search", verbosity=0)
    assert client.get("/search/?q=forum").context["found"].total == 3


def test_killed_while_what_was_read_is_written_down(client):
    file = UploadedFileFactory(file=ContentFile(b"Nickel and bauxite", "report.txt"), media_type="text/plain")
    kill(begin(READ))
    assert (FilePage.objects.count(), DocumentFile.objects.get().text_state) == (0, "unread")
    call_command("read_files", verbosity=0)
    assert [page.file for page in FilePage.objects.all()] == [file]
    assert client.get("/search/?q=bauxite").context["found"].total == 1
