"""Nobody is sent an old page after an edit, however many workers answer and whatever they have kept."""

import re
import threading
from itertools import cycle

import pytest
from django.db import close_old_connections

from tests.factories.meetings import MeetingFactory

from .served import served

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared")]
EDITS = 12
READERS = 3
TITLE = re.compile(r"Edition (\d+)")
ADDRESSES = ("/meetings/", "/meetings/forum/", "/api/v1/meetings/", "/api/v1/meetings/forum/", "/search/?q=forum")


class Watch:
    """Readers who ask without pause, each of whom knows which edition was saved before it asked."""

    def __init__(self, portal) -> None:
        self.portal = portal
        self.saved = 0
        self.is_over = False
        self.stale: list[tuple] = []
        self.answers = 0

    def look(self, address: str) -> None:
        at_least = self.saved
        status, text = self.portal.get(address)
        shown = [int(number) for number in TITLE.findall(text)]
        self.answers += 1
        if status != 200 or not shown or min(shown) < at_least:
            self.stale.append((address, status, shown, at_least))

    def go_on(self) -> None:
        for address in cycle(ADDRESSES):
            if self.is_over:
                return
            self.look(address)


def test_no_reader_of_two_workers_ever_sees_what_was_there_before_a_save():
    meeting = MeetingFactory(slug="forum", title="Forum, Edition 0")
    with served() as portal:
        watch = Watch(portal)
        readers = [threading.Thread(target=watch.go_on) for _number in range(READERS)]
        for reader in readers:
            reader.start()
        for edition in range(1, EDITS + 1):
            meeting.title = f"Forum, Edition {edition}"
            meeting.save()
            watch.saved = edition
            for address in ADDRESSES:
                watch.look(address)
        watch.is_over = True
        for reader in readers:
            reader.join()
    close_old_connections()
    assert watch.stale == []
    assert watch.answers > EDITS * len(ADDRESSES)
