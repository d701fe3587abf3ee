"""Who has a list already, as a page or in another form, is told so in one query, and only as long as that is true."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.autoreload import file_changed
from django.utils.http import http_date

from amin_portal.publishing.models import RecordVersion
from amin_portal.publishing.release import release
from tests.factories.meetings import BodyFactory, MeetingFactory

from .doors import LISTS

pytestmark = pytest.mark.django_db
KNOWN = "amin_portal.publishing.answers.AnswersMiddleware"
IN_EVERY_FORM = (
    "/meetings/",
    "/meetings/?year=2023&colour=red",
    "/meetings/list.csv",
    "/meetings/list.xlsx",
    "/meetings/calendar.ics",
    "/meetings/feed.atom",
    "/api/v1/meetings/",
    "/api/v1/meetings/?format=csv",
    "/api/v1/changes/",
    "/search/?q=forum",
    "/api/v1/search/?q=forum",
    "/search/feed.atom?q=forum",
)


def asked_again(client, address, tag, **headers):
    return client.get(address, headers={"If-None-Match": tag, **headers})


@pytest.mark.parametrize("count", [1, 3])
def test_known_list_costs_one_query(client, editor, django_assert_num_queries, count):
    """And nothing of a session, so that it is the same for whoever is logged in."""
    MeetingFactory.create_batch(count, title="Forum")
    for address in (*IN_EVERY_FORM, *(f"/{name}/" for name in LISTS)):
        tag = client.get(address)["ETag"]
        for reader in (client, editor):
            with django_assert_num_queries(1):
                again = asked_again(reader, address, tag)
            assert (address, again.status_code, again.content, again["ETag"]) == (address, 304, b"", tag)


def test_known_list_is_known_no_longer_after_a_change(client):
    meeting = MeetingFactory(title="Forum")
    tags = {address: client.get(address)["ETag"] for address in IN_EVERY_FORM}
    meeting.title = "Forum renamed"
    meeting.save()
    assert [one for one, tag in tags.items() if asked_again(client, one, tag).status_code != 200] == []


@pytest.mark.parametrize("address", ["/meetings/", "/meetings/feed.atom", "/api/v1/meetings/"])
def test_what_has_fallen_due_is_shown_to_whoever_has_the_list_without_it(client, address, tomorrow):
    MeetingFactory(title="Forum")
    to_come = MeetingFactory(title="Workshop", publish_from=tomorrow)
    tag = client.get(address)["ETag"]
    assert asked_again(client, address, tag).status_code == 304
    past = timezone.now() - timedelta(seconds=1)
    type(to_come).objects.filter(pk=to_come.pk).update(publish_from=past)  # time goes by
    RecordVersion.objects.update(next_due=past)
    answer = asked_again(client, address, tag)
    assert (answer.status_code, "Workshop" in answer.text) == (200, True)


def test_tag_of_one_asking_speaks_for_no_other(client):
    MeetingFactory()
    tag, page = (client.get(address)["ETag"] for address in ("/api/v1/meetings/", "/meetings/"))
    assert asked_again(client, "/api/v1/meetings/?nosuch=1", tag).status_code == 400
    assert asked_again(client, "/api/v1/meetings/", tag, Accept="image/png").status_code == 406
    assert asked_again(client, "/api/v1/bodies/", tag).status_code == 200
    assert asked_again(client, "/meetings/?page=9", page).status_code == 404
    assert asked_again(client, "/nothing/here/", page).status_code == 404
    assert client.post("/meetings/", headers={"If-None-Match": page}).status_code == 405


def test_preview_is_never_kept(client):
    for asked in ("/meetings/?preview=1", "/meetings/?%70review"):
        answer = client.get(asked)
        told = (answer.status_code, answer["ETag"].startswith("W/"), "Cache-Control" in answer)
        assert told == (200, False, False)


def test_date_speaks_for_no_form_that_the_list_does_not_have(client):
    MeetingFactory()
    RecordVersion.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
    for accepted, status in (("text/html, */*;q=0.1, */*", 304), ("application/json", 304), ("image/png", 406)):
        headers = {"If-Modified-Since": http_date(), "Accept": accepted}
        assert client.get("/api/v1/meetings/", headers=headers).status_code == status


@override_settings(API_RATE="3/minute")
def test_unchanged_answer_is_counted_and_refused_as_any_other(client):
    caches["readers"].clear()
    tag = client.get("/api/v1/meetings/")["ETag"]
    answers = [asked_again(client, "/api/v1/meetings/", tag) for _turn in range(4)]
    assert [answer.status_code for answer in answers] == [304, 304, 429, 429]
    assert (answers[-1]["Content-Type"], "Retry-After" in answers[-1]) == ("application/problem+json", True)
    caches["readers"].clear()


def test_what_is_said_early_is_what_the_view_says(client):
    MeetingFactory(title="Forum")
    with override_settings(MIDDLEWARE=[one for one in settings.MIDDLEWARE if one != KNOWN]):
        later = Client()
        for address in IN_EVERY_FORM:
            tag = client.get(address)["ETag"]
            headers = {"If-None-Match": tag, "Origin": "https://elsewhere.example"}
            early, late = (reader.get(address, headers=headers) for reader in (client, later))
            assert (early.status_code, late.status_code) == (304, 304)
            more = {"Content-Length": "0"}  # of which nothing is lost
            more["X-Request-ID"] = late["X-Request-ID"]
            assert dict(late.headers) == dict(early.headers) | more


def test_code_that_is_being_written_is_another_after_a_change():
    release()
    file_changed.send(sender=None, file_path=settings.BASE_DIR / "templates" / "base.html")
    assert release.cache_info().currsize == 0


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection that could end")
@pytest.mark.django_db(transaction=True)
def test_connection_that_has_ended_is_made_anew_without_an_error():
    BodyFactory()
    before = RecordVersion.current()
    connection.health_check_enabled, connection.health_check_done = True, False  # as at the begin of a request
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.health_check_done = False
    assert RecordVersion.current() == before
