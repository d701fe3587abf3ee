"""Where uploads are kept answers slowly, or not at all: pages do not wait for it."""

import os
import threading
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from tests.factories.documents import UploadedFileFactory
from tests.factories.meetings import MeetingFactory

from .served import served

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]


def ask(portal, address: str) -> None:
    """For a file whose length was told, and which may come to its end before that."""
    with suppress(HTTPException):
        portal.get(address)


def test_pages_are_sent_while_a_file_does_not_come():
    MeetingFactory(title="Forum")
    file = UploadedFileFactory(file=ContentFile(b"Nickel", "report.txt"), media_type="text/plain")
    path = Path(file.file.path)
    path.unlink()
    os.mkfifo(path)  # whoever opens it waits until somebody writes
    with served(workers=1, threads=2) as portal:
        waiting = threading.Thread(target=ask, args=[portal, file.get_absolute_url()])
        waiting.start()
        for address in ("/meetings/", "/healthz", "/api/v1/meetings/"):
            assert portal.get(address, seconds=15)[0] == 200
        assert waiting.is_alive()
        path.write_bytes(b"Nickel")
        waiting.join()
    path.unlink()
