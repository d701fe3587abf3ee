"""What machines are told of the health of a worker."""

import time

import pytest
from django.core.files.storage import InMemoryStorage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from amin_portal.operations import probes, readiness
from amin_portal.search.models import Entry
from tests.factories.meetings import MeetingFactory, PartyFactory

WELL = dict.fromkeys(["database", "migrations", "login_attempts", "search", "storage", "caches"], "ok")


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setitem(probes.last, "until", 0.0)
    for remembered in (readiness.IN_DATABASE["search"], readiness.BESIDE["storage"]):
        monkeypatch.setattr(remembered, "until", 0.0)


def told(client: Client) -> tuple[int, dict]:
    answer = client.get("/readyz")
    assert answer["Cache-Control"] == "no-store"
    assert answer.json().keys() == {"ready", "parts"}
    assert answer.json()["ready"] == (answer.status_code == 200)
    return answer.status_code, answer.json()["parts"]


def test_living_process_says_so_to_whoever_asks_without_the_database():
    answer = Client(headers={"Host": "10.0.0.7:8000"}).get("/healthz")
    assert (answer.status_code, answer.text, answer["Cache-Control"]) == (200, "ok\n", "no-store")


@pytest.mark.django_db
def test_worker_with_all_it_needs_is_ready(client):
    MeetingFactory()
    PartyFactory(country_code="ID")
    PartyFactory(country_code="")
    assert told(client) == (200, WELL)


@pytest.mark.django_db
def test_worker_is_not_ready_before_its_migrations(client):
    MigrationRecorder(connection).migration_qs.filter(app="meetings").first().delete()
    assert told(client) == (503, WELL | {"migrations": "1 not applied"})


@pytest.mark.django_db
def test_worker_is_ready_with_migrations_of_the_next_release(client):
    MigrationRecorder(connection).record_applied("meetings", "9999_next")
    assert told(client) == (200, WELL)


@pytest.mark.django_db
def test_worker_is_not_ready_where_records_are_not_found(client):
    MeetingFactory()
    Entry.objects.filter(kind="meetings").delete()
    assert told(client) == (503, WELL | {"search": "not in step: run manage.py rebuild_search"})


@pytest.mark.django_db
def test_worker_is_not_ready_where_what_is_not_public_is_found(client):
    meeting = MeetingFactory()
    type(meeting).objects.filter(pk=meeting.pk).update(state="draft")
    assert told(client) == (503, WELL | {"search": "not in step: run manage.py rebuild_search"})


@pytest.mark.django_db
def test_worker_is_not_ready_where_nothing_can_be_written(client, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.MEDIA_ROOT = tmp_path / "file"
    assert told(client) == (503, WELL | {"storage": "failed"})


class Slow(InMemoryStorage):
    def _save(self, name, content):
        time.sleep(1)
        return super()._save(name, content)


@pytest.mark.django_db
def test_storage_that_hangs_is_waited_for_once_and_not_for_long(client, settings, monkeypatch):
    monkeypatch.setattr(readiness, "WITHIN", 0.1)
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "tests.operations.test_probes.Slow"}}
    began = time.monotonic()
    assert told(client) == (503, WELL | {"storage": "does not answer in time"})
    assert time.monotonic() - began < 1
    readiness.BESIDE["storage"].check.running.result()


@pytest.mark.django_db
def test_redis_that_is_gone_is_told_and_not_held_against_the_worker(client, settings):
    gone = {"BACKEND": "amin_portal.shared_cache.SharedCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = settings.CACHES | {"answers": gone, "readers": gone}
    assert told(client) == (200, WELL | {"caches": "Redis does not answer"})


@pytest.mark.django_db
def test_verdict_holds_for_a_second_however_many_ask(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(0):
        client.get("/readyz")


@pytest.mark.django_db
def test_readiness_costs_little_when_asked_again(client, django_assert_max_num_queries):
    client.get("/readyz")
    probes.last["until"] = 0.0
    with django_assert_max_num_queries(20):
        client.get("/readyz")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no limit of time")
@pytest.mark.django_db
def test_database_that_hangs_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(readiness, "WITHIN", 0.1)

    def hang() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")

    began = time.monotonic()
    assert readiness.verdict("database", readiness.limited(hang)) == "failed"
    assert time.monotonic() - began < 2
