"""Records are read from a copy of the database only where it has come as far as the version that the reader was told.

The copy is a second connection to the same database. Inside a transaction that it began earlier, it sees the past, as
one that lags behind does.
"""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amin_portal.publishing import replica
from amin_portal.publishing.models import RecordVersion
from tests.factories.meetings import MeetingFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="replicas are of PostgreSQL"),
]
MEETINGS = "/api/v1/meetings/"
MADE = f"{MEETINGS}?page_size=5"  # by the view: the whole list is made of what was told last, on the primary


class Lagging:
    """The copy, which stays where it is from `stop` to `go_on`."""

    def __init__(self, copy) -> None:
        self.copy = copy

    def stop(self) -> None:
        with self.copy.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT 1 FROM publishing_recordversion")

    def go_on(self) -> None:
        with self.copy.cursor() as cursor:
            cursor.execute("ROLLBACK")


@pytest.fixture
def copy(settings, monkeypatch):
    settings.DATABASE_ROUTERS = ["amin_portal.publishing.replica.ReplicaRouter"]
    settings.MIDDLEWARE = ["amin_portal.publishing.replica.ReplicaMiddleware", *settings.MIDDLEWARE]
    monkeypatch.setattr(replica, "silence", {"until": 0.0})
    connections["replica"] = connections["default"].copy(alias="replica")
    yield connections["replica"]
    connections["replica"].close()
    del connections["replica"]


def calm() -> None:
    """Nothing was changed for a minute."""
    RecordVersion.objects.update(changed_at=timezone.now() - timedelta(minutes=1))


def titles(answer) -> list[str]:
    return [meeting["title"] for meeting in answer.json()["results"]]


def test_records_are_read_from_the_copy_and_the_version_from_the_primary(client, copy):
    MeetingFactory(title="First")
    calm()
    with CaptureQueriesContext(copy) as read, CaptureQueriesContext(connection) as asked:
        assert titles(client.get(MADE)) == ["First"]
    assert ["publishing_recordversion" in query["sql"] for query in read][:2] == [True, False]
    assert [query["sql"] for query in asked if "meetings_meeting" in query["sql"]] == []


def test_no_reader_is_shown_what_a_lagging_copy_still_has(client, copy):
    meeting = MeetingFactory(title="As it was")
    calm()
    Lagging(copy).stop()
    meeting.title = "As it is"
    meeting.save()
    calm()
    first = client.get(MEETINGS)
    assert titles(first) == ["As it is"]
    Lagging(copy).go_on()
    assert titles(client.get(MEETINGS)) == ["As it is"]
    assert client.get(MEETINGS, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_change_while_an_answer_is_made_is_not_missed_under_the_new_version(copy):
    """Told one version first and a later one then, a request reads what the later one says."""
    meeting = MeetingFactory(title="As it was")
    calm()
    token = replica.reading.set(replica.Reading())
    RecordVersion.current()
    assert type(meeting).objects.get().title == "As it was"
    Lagging(copy).stop()
    another = replica.reading.set(None)
    meeting.title = "As it is"
    meeting.save()
    calm()
    replica.reading.reset(another)
    RecordVersion.current()
    assert type(meeting).objects.get().title == "As it is"
    replica.reading.reset(token)
    Lagging(copy).go_on()


def test_copy_is_left_alone_right_after_a_change(client, copy):
    """What has fallen due by the clock of the primary may not have done so by that of the copy."""
    MeetingFactory(title="Just now")
    with CaptureQueriesContext(copy) as read:
        assert titles(client.get(MADE)) == ["Just now"]
    assert len(read) == 1  # whether it has come as far


@pytest.mark.parametrize(
    "asked", [{"cookies": "theme=dark"}, {"address": f"{MEETINGS}?updated_since=2020-01-01T00:00:00Z"}]
)
def test_what_no_version_speaks_of_is_read_from_the_primary(copy, asked):
    MeetingFactory(title="First")
    calm()
    headers = {"Cookie": asked["cookies"]} if "cookies" in asked else {}
    with CaptureQueriesContext(copy) as read:
        assert titles(Client(headers=headers).get(asked.get("address", MEETINGS))) == ["First"]
    assert len(read) == 0


def test_staff_see_what_they_saved(editor, copy):
    meeting = MeetingFactory(title="As it was")
    calm()
    Lagging(copy).stop()
    meeting.title = "As it is"
    meeting.save()
    assert "As it is" in editor.get(meeting.get_absolute_url()).text
    Lagging(copy).go_on()


def test_copy_that_is_gone_is_told_of_and_tried_again_later(client, copy, caplog):
    MeetingFactory(title="First")
    calm()
    connections["replica"].close()
    connections["replica"] = type(copy)(copy.settings_dict | {"HOST": "127.0.0.1", "PORT": "1"}, "replica")
    assert titles(client.get(MADE)) == ["First"]
    connections["replica"] = copy
    with CaptureQueriesContext(copy) as read:
        assert titles(client.get(f"{MADE}0")) == ["First"]
    assert len(read) == 0
    assert [record.message for record in caplog.records if record.name == replica.logger.name] == [
        "The replica does not answer, all is read from the primary: OperationalError"
    ]
