"""What is measured, and that it is not there for the public."""

from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from amin_portal.publishing.models import RecordVersion
from tests.factories.documents import UploadedFileFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db
TOKEN = "a token of the tests, long enough"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def measured(settings):
    """The value of each measurement, by its name and labels."""
    settings.METRICS_TOKEN = TOKEN

    def read() -> dict[tuple, float]:
        text = Client().get("/metrics", headers=BEARER).text
        families = text_string_to_metric_families(text)
        return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}

    return read


def test_requests_are_counted_by_view_and_status(client, measured):
    before = measured()
    MeetingFactory(slug="first")
    client.get("/meetings/first/")
    client.get("/meetings/first/")
    client.get("/meetings/second/")
    client.get("/no-such-place/")
    after = measured()

    def grown(*name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert grown("portal_requests_total", "GET", "200", "meetings:detail") == 2
    assert grown("portal_requests_total", "GET", "404", "meetings:detail") == 1
    assert grown("portal_requests_total", "GET", "404", "") == 1
    assert grown("portal_request_seconds_count", "meetings:detail") == 3
    assert (grown("portal_answers_total", "view"), grown("portal_answers_total", "kept")) == (3, 1)
    assert grown("portal_saves_total", "meetings.meeting") == 1


def test_state_of_the_record_is_told(measured):
    due = timezone.now() + timedelta(hours=1)
    UploadedFileFactory(text_state="unread")
    MeetingFactory(publish_from=due)
    told = measured()
    assert told[("portal_record_version",)] == RecordVersion.current().number
    assert told[("portal_next_due_seconds",)] == pytest.approx(due.timestamp())
    assert (told[("portal_files_waiting",)], told[("portal_database_up",)]) == (1, 1)


@pytest.mark.parametrize(
    ("asker", "status"),
    [
        ({}, 404),
        ({"headers": {"Authorization": "Bearer another"}}, 404),
        ({"headers": {"Authorization": "Bearer "}}, 404),
        ({"headers": BEARER}, 200),
        ({"REMOTE_ADDR": "10.1.2.3"}, 200),
        ({"REMOTE_ADDR": "10.1.2.3", "headers": {"X-Forwarded-For": "10.1.2.3"}}, 404),
        ({"REMOTE_ADDR": "11.1.2.3"}, 404),
        ({"REMOTE_ADDR": ""}, 404),
    ],
)
def test_measurements_are_there_for_whoever_may_see_them(settings, asker, status):
    settings.METRICS_TOKEN, settings.METRICS_ALLOWED_NETWORKS = TOKEN, [ip_network("10.0.0.0/8")]
    assert Client(**asker).get("/metrics").status_code == status


def test_measurements_are_there_for_nobody_by_default(settings):
    assert (settings.METRICS_TOKEN, settings.METRICS_ALLOWED_NETWORKS) == ("", [])
    for headers in ({}, {"Authorization": "Bearer "}):
        assert Client(headers=headers).get("/metrics").status_code == 404
