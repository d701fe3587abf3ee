"""What was made for a version of the record is sent to everybody who asks for it, until that changes."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amin_portal.publishing import answers
from amin_portal.publishing.models import RecordVersion, State
from amin_portal.publishing.models.record import publishable_models
from tests.factories.accounts import SuperuserFactory
from tests.factories.documents import UploadedFileFactory
from tests.factories.meetings import MeetingFactory, OutcomeFactory
from tests.factories.world import build_world
from tests.tables import behind_the_back

from .doors import doors

pytestmark = pytest.mark.django_db
MIDDLEWARE = "amin_portal.publishing.answers.AnswersMiddleware"
DEPENDS_ON_MORE = ("pack", "data", "permanent address", "short address", "redirect", "API choices")
IN_EVERY_FORM = (
    "/",
    "/meetings/",
    "/meetings/forum/",
    "/meetings/forum.ics",
    "/meetings/feed.atom",
    "/api/v1/meetings/",
    "/api/v1/meetings/forum/",
    "/search/?q=forum",
    "/api/v1/search/?q=forum",
    "/sitemap.xml",
)
TABLE_READ = re.compile(r'(?:FROM|JOIN) "?(\w+)')
WATCHED_BESIDES = {  # each grows the version where it changes what is shown: tests of these rooms say so
    "documents_addresscheck",
    "meetings_formername",
    "search_entry",
    "search_facets",
    "search_samenames",
}
OF_THE_VERSION = {"publishing_recordversion", "publishing_touched"}


def told(answer) -> dict[str, str]:
    """Its headers, but for the name that each request has to itself."""
    return {name: value for name, value in answer.items() if name != "X-Request-ID"}


def asked(client, address, **headers):
    """The answer, in how many queries, and the tables that were read."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, headers=headers)
        answer.getvalue()  # read to its end, a file is closed
    statements = [one["sql"] for one in queries.captured_queries]
    tables = {model._meta.db_table for model in apps.get_models()}
    return answer, len(statements), tables & {table for one in statements for table in TABLE_READ.findall(one)}


@pytest.fixture(scope="module")
def answered(uploads, django_db_setup, django_db_blocker):
    """Every address whose answers can be kept, in a world with a record of every kind, asked three times."""
    with django_db_blocker.unblock(), transaction.atomic():
        of_kind = doors(build_world())
        found = [one.partition("#")[0] for kind in of_kind if kind not in DEPENDS_ON_MORE for one in of_kind[kind]]
        editor = Client()
        editor.force_login(SuperuserFactory())
        readers = (Client(), Client(), editor)
        past = timezone.now() - timedelta(hours=1)  # else Last-Modified comes while somebody asks: with the next second
        RecordVersion.objects.update(changed_at=past)
        yield {address: [asked(reader, address) for reader in readers] for address in dict.fromkeys(found)}
        transaction.set_rollback(True)


def test_kept_answer_is_what_was_made_and_costs_one_query(answered):
    kept = 0
    for address, ((made, *_), *again) in answered.items():
        if made.status_code != 200 or made.streaming:
            continue
        for answer, queries, _tables in again:
            assert (address, queries, answer.answered_from) == (address, 1, "kept")
            assert (address, answer.content, told(answer)) == (address, made.content, told(made))
        kept += 1
    assert kept > 150


def test_nothing_is_kept_that_is_read_from_a_table_of_which_the_version_does_not_know(answered):
    public = publishable_models()
    related = [field.remote_field.through for model in public for field in model._meta.many_to_many]
    watched = {model._meta.db_table for model in [*public, *related]} | WATCHED_BESIDES
    read = {table for (_answer, _queries, tables), *_again in answered.values() for table in tables}
    assert (read - watched, WATCHED_BESIDES - read) == (OF_THE_VERSION, set())


@pytest.mark.parametrize("address", IN_EVERY_FORM)
def test_change_is_seen_by_whoever_asks_next(client, address):
    meeting = MeetingFactory(title="Forum", slug="forum")
    before = client.get(address)
    meeting.title = "Forum of another name"
    meeting.save()
    after, queries, _tables = asked(client, address)
    assert queries > 1
    assert after.content != before.content or address == "/sitemap.xml"


def test_what_has_fallen_due_is_seen_by_whoever_asks_next(client, tomorrow):
    to_come = MeetingFactory(title="Workshop", publish_from=tomorrow)
    assert ["Workshop" in client.get("/meetings/").text for _turn in range(2)] == [False, False]
    past = timezone.now() - timedelta(seconds=1)
    type(to_come).objects.filter(pk=to_come.pk).update(publish_from=past)  # time goes by
    RecordVersion.objects.update(next_due=past)
    assert "Workshop" in client.get("/meetings/").text


def test_next_day_is_told_anew(client, monkeypatch):
    MeetingFactory()
    client.get("/")
    assert client.get("/").answered_from == "kept"
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *args: tomorrow)
    assert not hasattr(client.get("/"), "answered_from")


def test_restored_record_of_the_same_number_is_told_anew(client):
    MeetingFactory()
    client.get("/meetings/")
    RecordVersion.objects.update(changed_at=timezone.now() + timedelta(seconds=1))
    assert not hasattr(client.get("/meetings/"), "answered_from")


def test_kept_list_says_since_when_as_soon_as_that_second_is_over(client, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    MeetingFactory()
    assert [client.get("/meetings/").get("Last-Modified") for _turn in range(2)] == [None, None]
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=2))
    again = client.get("/meetings/")
    assert (again.answered_from, "Last-Modified" in again) == ("kept", True)


def test_each_way_of_asking_has_an_answer_of_its_own(client):
    MeetingFactory.create_batch(3)
    ways = (
        {},
        {"Accept-Encoding": "gzip"},
        {"Accept": "*/*"},
        {"Host": "localhost"},
        {"X-Forwarded-Proto": "https"},  # of no proxy of ours: no way of its own
    )
    made = [asked(client, "/api/v1/meetings/", **way)[0] for way in ways]
    assert [hasattr(one, "answered_from") for one in made] == [False, False, False, False, True]
    again = [asked(client, "/api/v1/meetings/", **way)[0] for way in ways]
    assert [one.getvalue() for one in again] == [one.getvalue() for one in made]
    assert [one.get("Content-Encoding") for one in again] == [None, "gzip", None, None, None]
    assert ["localhost" in one.getvalue().decode(errors="replace") for one in again] == [*[False] * 3, True, False]


def test_reader_who_has_the_bytes_of_a_kept_page_is_told_so(client):
    meeting = MeetingFactory()
    for address in (meeting.get_absolute_url(), f"/api/v1/meetings/{meeting.slug}/"):
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again["ETag"], again.answered_from) == (304, b"", tag, "kept")
        assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200


def test_drafts_and_what_is_not_there_are_never_kept(client, editor):
    draft, gone = MeetingFactory(state=State.DRAFT, slug="draft"), MeetingFactory(slug="gone")
    gone.withdraw("An error")
    hidden = OutcomeFactory(meeting=MeetingFactory(slug="forum"), state=State.DRAFT, text="Not yet")
    addresses = (draft.get_absolute_url(), "/meetings/gone/", "/meetings/nothing/", "/meetings/forum/?preview=1")
    for _turn in range(2):
        codes = [editor.get(address).status_code for address in addresses]
        things = caches["answers"].shelf.things
        kept = [name for name in things if "acronyms" not in name]  # those are of the public record, for all
        assert (codes, kept) == ([200, 410, 404, 200], [])
        assert client.get(addresses[0]).status_code == 404
    assert hidden.text not in client.get("/meetings/forum/").text


def test_file_is_sent_from_where_it_lies(client):
    file = UploadedFileFactory()
    for _turn in range(2):
        answer = client.get(file.get_absolute_url())
        answer.getvalue()
        assert (answer.streaming, hasattr(answer, "answered_from")) == (True, False)


def test_answer_that_would_take_much_room_is_not_kept(client, monkeypatch):
    MeetingFactory()
    monkeypatch.setattr(answers, "LARGEST", len(client.get("/meetings/").content) - 1)
    caches["answers"].clear()
    client.get("/meetings/")
    assert not hasattr(client.get("/meetings/"), "answered_from")


@override_settings(API_RATE="3/minute")
def test_kept_answer_is_counted_and_refused_as_any_other(client):
    caches["readers"].clear()
    MeetingFactory(slug="forum")
    address = "/api/v1/meetings/forum/"
    assert [client.get(address).status_code for _turn in range(5)] == [200, 200, 200, 429, 429]
    caches["readers"].clear()


def test_guard_is_needed(client):
    """Without growth of the version the old page would be sent: so the tests above can fail."""
    meeting = MeetingFactory(title="Forum")
    client.get("/meetings/")
    type(meeting).objects.update(title="Forum of another name")
    assert "another name" not in client.get("/meetings/").text
    behind_the_back(type(meeting).objects.all(), title="Forum of another name")
    assert "another name" in client.get("/meetings/").text


def test_kept_answer_has_every_header_that_comes_without_keeping(client):
    MeetingFactory(slug="forum")
    RecordVersion.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
    with override_settings(MIDDLEWARE=[one for one in settings.MIDDLEWARE if one != MIDDLEWARE]):
        plain = Client()
        for address in IN_EVERY_FORM:
            headers = {"Origin": "https://elsewhere.example"}
            without = plain.get(address, headers=headers)
            client.get(address, headers=headers)
            kept = client.get(address, headers=headers)
            assert (address, told(kept)) == (address, told(without))
