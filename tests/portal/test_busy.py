"""What is answered while somebody else holds the lock of the database for longer than a reader waits."""

import sqlite3
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, ProgrammingError, connection, connections
from django.utils import timezone

from amin_portal.busy import AGAIN_AFTER, passes
from amin_portal.publishing.changes.keeping import begin
from amin_portal.publishing.models import RecordVersion, Touched
from amin_portal.publishing.models.version import TURN
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db(transaction=True)  # nothing is open while the tables are copied
CHANGES, MEETINGS = "/api/v1/changes/", "/api/v1/meetings/"


@pytest.fixture
def on_disk(tmp_path):
    """The portal on a database of its own in a file, as in use, with a patience of a tenth of a second."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite alone lets one write at a time")
    ours, file = connections["default"], tmp_path / "portal.sqlite3"
    ours.ensure_connection()
    copy = sqlite3.connect(file)
    ours.connection.backup(copy)
    copy.close()
    settings = ours.settings_dict | {"NAME": str(file), "OPTIONS": ours.settings_dict["OPTIONS"] | {"timeout": 0.1}}
    connections["default"] = type(ours)(settings, "default")
    yield file
    connections["default"].close()
    connections["default"] = ours


@pytest.fixture
def held(on_disk):
    """Lets somebody else hold the lock."""
    other = sqlite3.connect(on_disk, isolation_level=None)
    yield SimpleNamespace(take=lambda: other.execute("BEGIN IMMEDIATE"), release=lambda: other.execute("ROLLBACK"))
    other.close()


def test_reader_is_asked_to_come_back_where_something_has_fallen_due(client, held):
    MeetingFactory(title="Due", publish_from=timezone.now() + timedelta(hours=1))
    past = timezone.now() - timedelta(hours=1)
    RecordVersion.objects.update(next_due=past)
    held.take()
    for address in (MEETINGS, CHANGES, f"{MEETINGS}?updated_since=2026-01-31T12:00:00Z"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
        assert (answer["Retry-After"], answer["Cache-Control"]) == (str(AGAIN_AFTER), "no-store")
        assert answer.json()["status"] == 503
    for address in ("/meetings/calendar.ics", "/meetings/feed.atom", "/meetings/list.csv"):
        answer = client.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, str(AGAIN_AFTER))
        assert "<h1>The portal is busy</h1>" in answer.text
    held.release()
    for address in (MEETINGS, CHANGES, "/meetings/calendar.ics"):
        assert client.get(address).status_code == 200


def test_reader_of_changes_is_asked_to_come_back_where_they_are_not_compared_yet(client, held):
    meeting = MeetingFactory()
    begin()
    Touched.objects.create(kind="meetings.meeting", object_id=meeting.pk)
    held.take()
    for address in (CHANGES, f"{MEETINGS}?updated_since=2026-01-31T12:00:00Z"):
        assert (client.get(address).status_code, client.get(MEETINGS).status_code) == (503, 200)
    held.release()
    assert client.get(CHANGES).status_code == 200


@pytest.mark.skipif(connection.vendor != "postgresql", reason="holds a row as PostgreSQL does")
def test_reader_does_not_wait_for_ever_on_postgresql(client):
    """Who reads changes takes the turn, which a writer may hold."""
    Touched.objects.create(kind="meetings.meeting", object_id=MeetingFactory().pk)
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("20s",)
        cursor.execute("SET lock_timeout = '100ms'")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
        assert (client.get(CHANGES).status_code, client.get("/meetings/").status_code) == (503, 200)
        cursor.execute("ROLLBACK")
    other.close()
    assert client.get(CHANGES).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout")


def test_what_is_not_over_by_itself_stays_a_failure(client, on_disk):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_entry")
    client.raise_request_exception = False
    assert client.get("/search/?q=words").status_code == 500


def test_only_a_fault_of_the_connection_is_said_to_pass():
    assert passes(OperationalError("connection refused"))
    assert not passes(ProgrammingError("no such table"))
    assert not passes(ValueError("locked"))
