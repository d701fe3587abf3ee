"""A worker remembers what it made for the newest version of the record, within bounds, and nothing of older ones."""

import tracemalloc
from threading import Thread

import pytest
from django.core.cache import caches

from amin_portal import version_cache
from amin_portal.version_cache import VersionCache
from meetings.models import Meeting
from tests.factories.meetings import MeetingFactory


@pytest.fixture
def cache(monkeypatch):
    monkeypatch.setattr(version_cache, "shelves", {})
    return VersionCache("answers", {})


def test_what_was_made_is_found_under_its_version_alone(cache):
    page = ["a page"]
    cache.set("page", page, version=7)
    assert cache.get("page", version=7) is page
    assert (cache.get("other", "nothing", version=7), cache.get("page", "nothing", version=6)) == ("nothing", "nothing")


def test_newer_version_makes_all_of_the_older_go(cache):
    for name in ("page", "form"):
        cache.set(name, name, version=7)
    cache.get("page", version=8)
    assert (list(cache.shelf.things), cache.shelf.taken) == ([], 0)


def test_reader_who_began_before_a_change_leaves_nothing_and_takes_nothing_away(cache):
    cache.set("page", "new", version=8)
    assert cache.get("page", version=7) is None
    cache.set("page", "old", version=7)
    assert cache.get("page", version=8) == "new"


def test_what_was_not_asked_for_longest_makes_room(cache, monkeypatch):
    monkeypatch.setattr(version_cache, "ROOM", 6_500)
    for name in ("first", "second", "third"):
        cache.set(name, b"x" * 1_000, version=1)
    cache.get("first", version=1)
    cache.set("fourth", b"x" * 1_000, version=1)
    assert list(cache.shelf.things) == ["third", "first", "fourth"]
    cache.set("first", b"x" * 500, version=1)
    assert list(cache.shelf.things) == ["third", "fourth", "first"]
    assert cache.shelf.taken == sum(size for _thing, size in cache.shelf.things.values()) < 6_000
    cache.set("too large", b"x" * 7_000, version=1)
    assert (list(cache.shelf.things), cache.shelf.taken) == ([], 0)


def test_things_that_are_next_to_nothing_take_room_too(cache, monkeypatch):
    """Whoever asks for ten thousand lists leaves ten thousand counts."""
    monkeypatch.setattr(version_cache, "ROOM", 100_000)
    tracemalloc.start()
    for number in range(10_000):
        cache.set(f"{number:0200}", number, version=1)
    taken, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < version_cache.ROOM


def test_all_threads_of_a_worker_find_it(cache):
    cache.set("page", "text", version=1)
    found = []
    thread = Thread(target=lambda: found.append(VersionCache("answers", {}).get("page", version=1)))
    thread.start()
    thread.join()
    assert found == ["text"]


def test_emptied_cache_begins_with_whatever_version_comes(cache):
    cache.set("page", "text", version=9)
    cache.clear()
    cache.set("page", "older", version=3)
    assert cache.get("page", version=3) == "older"


def test_record_that_goes_on_changing_takes_no_more_room(client, db):
    meeting = MeetingFactory(title="Forum")
    held = []
    for number in range(4):
        meeting.title = f"Forum {number}"
        meeting.save()
        for address in ("/meetings/", "/", meeting.get_absolute_url(), "/api/v1/meetings/"):
            client.get(address)
        shelf = caches["answers"].shelf
        held.append((sorted(shelf.things), shelf.taken))
    assert Meeting.objects.count() == 1
    assert len({len(names) for names, _taken in held}) == 1
    assert len(held[0][0]) >= 4
    assert max(taken for _names, taken in held) < 1.1 * min(taken for _names, taken in held)
