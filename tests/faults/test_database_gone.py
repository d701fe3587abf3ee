"""The database goes away while the portal serves, and comes back."""

import pytest
from django.db import close_old_connections, connection, connections
from django.test import Client

from amin_portal.busy import AGAIN_AFTER
from amin_portal.publishing.models import RecordVersion
from tests.desk.forms import shown_values
from tests.factories.accounts import SuperuserFactory
from tests.factories.meetings import MeetingFactory

from .wire import Wire

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("/", "/meetings/", "/meetings/forum/", "/meetings/calendar.ics", "/search/?q=forum", "/no/such/page/")


class AsServed(Client):
    """Lets go of a connection that has ended before the next request, as a server does and Django's client does not."""

    def request(self, **request):
        close_old_connections()
        return super().request(**request)


@pytest.fixture
def wire():
    """The portal reaches its database over a wire, and keeps its connection from one request to the next."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is a file; what holds it or fills its disk is tried elsewhere")
    ours = connections["default"]
    host, port = ours.settings_dict["HOST"], int(ours.settings_dict["PORT"] or 5432)
    between = Wire(host, port)
    settings = ours.settings_dict | {"HOST": "127.0.0.1", "PORT": str(between.port)}
    connections["default"] = type(ours)(settings, "default")
    yield between
    connections["default"].close()
    connections["default"] = ours
    between.cut()


@pytest.fixture
def staff():
    """Somebody at the desk, whose session lies in the database."""
    client = AsServed(raise_request_exception=False)
    client.force_login(SuperuserFactory())
    return client


def test_readers_and_staff_are_asked_to_come_back_and_are_served_again_at_once(wire, staff):
    MeetingFactory(slug="forum", title="Forum")
    reader = AsServed(raise_request_exception=False)
    before = {address: reader.get(address).status_code for address in PAGES}
    version = RecordVersion.current()
    wire.cut()
    for address in PAGES[:-1]:
        answer = reader.get(address)
        assert (address, answer.status_code, answer["Retry-After"]) == (address, 503, str(AGAIN_AFTER))
        assert ("<h1>The portal is busy</h1>" in answer.text, answer["Cache-Control"]) == (True, "no-store")
    problem = reader.get("/api/v1/meetings/")
    assert (problem.status_code, problem["Content-Type"]) == (503, "application/problem+json")
    assert [staff.get("/admin/meetings/meeting/").status_code for _turn in range(2)] == [503, 503]
    assert reader.get("/healthz").status_code == 200
    wire.mend()
    assert {address: reader.get(address).status_code for address in PAGES} == before
    assert staff.get("/admin/meetings/meeting/").status_code == 200
    assert RecordVersion.current() == version


def test_save_that_is_cut_off_leaves_nothing_and_can_be_sent_again(wire, staff):
    meeting = MeetingFactory(title="Forum")
    address = f"/admin/meetings/meeting/{meeting.pk}/change/"
    sent = shown_values(staff, address) | {"title": "Half"}
    wire.cut()
    assert staff.post(address, sent).status_code == 503
    wire.mend()
    close_old_connections()
    meeting.refresh_from_db()
    assert (meeting.title, meeting.revision, meeting.history.count()) == ("Forum", 1, 1)
    assert staff.post(address, sent).status_code == 302
    meeting.refresh_from_db()
    assert meeting.title == "Half"
