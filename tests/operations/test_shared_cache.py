"""What workers remember together lies in Redis; when that is gone, no reader notices."""

import logging
import time

import pytest
from django.core.exceptions import ImproperlyConfigured

from amin_portal import shared_cache
from amin_portal.settings import environment
from amin_portal.shared_cache import NearCache, SharedCache

from .redis_server import RedisServer


@pytest.fixture
def server(tmp_path):
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def own_outages(monkeypatch):
    monkeypatch.setattr(shared_cache, "outages", {})


def cache_of(server: RedisServer, name: str = "answers", kind: type[SharedCache] = SharedCache) -> SharedCache:
    """As another worker would make it: nothing of it is known to the caches made before."""
    cache = kind(server.address, {"KEY_PREFIX": name, "OPTIONS": {"MAX_ENTRIES": 100}})
    cache.memory = cache.memory_class(f"worker {id(cache)}", {"KEY_PREFIX": name})
    return cache


def test_workers_remember_together(server, own_outages):
    server.start()
    one, other = cache_of(server), cache_of(server)
    one.set("page", b"\x00text")
    one.add("page", b"later")
    one.set_many({"a": 1, "b": [2.5]})
    one.incr("a")
    assert other.get_many(["page", "a", "b", "c"]) == {"page": b"\x00text", "a": 2, "b": [2.5]}
    assert (other.has_key("page"), other.touch("page"), other.delete("page"), one.get("page", "gone")) == (
        *(True, True, True),
        "gone",
    )


def test_caches_of_one_redis_do_not_mix(server, own_outages):
    server.start()
    cache_of(server, "answers").set("key", "answer")
    assert cache_of(server, "readers").get("key") is None


def test_worker_remembers_for_itself_while_redis_is_gone(server, own_outages):
    cache = cache_of(server)
    cache.set("page", "text")
    cache.set_many({"a": 1})
    assert (cache.get("page"), cache.incr("a"), cache.get("other")) == ("text", 2, None)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("b")


def test_redis_that_comes_back_is_used_again_without_a_hand(server, own_outages, monkeypatch):
    monkeypatch.setattr(shared_cache, "TRIED_AGAIN_AFTER", 0.1)
    server.start()
    cache = cache_of(server)
    cache.set("page", "before")
    server.stop()
    assert cache.get("page") is None
    server.start()
    time.sleep(0.15)
    cache.set("page", "after")
    assert cache_of(server).get("page") == "after"


def test_silent_redis_is_waited_for_once_in_a_while(server, own_outages):
    server.start()
    cache = cache_of(server)
    cache.set("page", "text")
    server.running.send_signal(19)  # stopped: it takes what it is sent, and never answers
    began = time.monotonic()
    for _ in range(200):
        cache.get("page")
    assert time.monotonic() - began < 2 * shared_cache.REPLIES_WITHIN + 0.3


def test_outage_is_told_once_a_minute(server, own_outages, monkeypatch, caplog):
    monkeypatch.setattr(shared_cache, "TRIED_AGAIN_AFTER", 0)
    cache = cache_of(server)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            cache.get("page")
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "Redis does not answer, each worker remembers for itself"
    ]


def test_client_of_redis_is_made_once(server, own_outages, monkeypatch):
    server.start()
    cache, made = cache_of(server), []
    make = cache.redis._cache._client
    monkeypatch.setattr(cache.redis._cache, "_client", lambda **kwargs: made.append(kwargs) or make(**kwargs))
    for number in range(3):
        cache.set("page", number)
        assert cache.get("page") == number
    assert len(made) == 1


def test_what_never_changes_is_asked_of_redis_once(server, own_outages):
    server.start()
    one, other = (cache_of(server, kind=NearCache) for _worker in range(2))
    one.set("page", "text")
    assert (other.get("page"), other.get("other", "nothing")) == ("text", "nothing")
    one.redis.clear()
    assert (one.get("page"), other.get("page"), cache_of(server, kind=NearCache).get("page")) == ("text", "text", None)
    other.clear()
    assert other.get("page") is None


def test_what_was_remembered_near_outlives_redis(server, own_outages):
    cache = cache_of(server, kind=NearCache)
    cache.set("page", None)
    cache.set("other", "text")
    assert (cache.get("page", "nothing"), cache.get("other"), cache.get("third", "nothing")) == (
        None,
        "text",
        "nothing",
    )


def test_what_is_found_in_redis_is_kept_near_for_its_version_alone(server, own_outages):
    server.start()
    one, other = (cache_of(server, kind=NearCache) for _worker in range(2))
    one.set("page", "text", version=5)
    assert (other.get("page", version=5), other.get("page", version=6), other.get("page", version=5)) == (
        *("text", None),
        "text",  # from Redis
    )
    assert not other.memory.shelf.things


def test_cache_is_of_the_class_for_redis_where_there_is_one(monkeypatch):
    classes = {"alone": "one.Alone", "shared": "one.Shared"}
    monkeypatch.setenv("REDIS_URL", "redis://localhost:6379/0")
    assert environment.cache("answers", **classes)["BACKEND"] == "one.Shared"
    monkeypatch.delenv("REDIS_URL")
    assert environment.cache("answers", **classes)["BACKEND"] == "one.Alone"


@pytest.mark.parametrize(
    "address", ["redis://localhost:6379/0", "rediss://user:password@redis.example.org/2", "unix:///run/redis.sock?db=1"]
)
def test_redis_is_taken_by_its_address(monkeypatch, address):
    monkeypatch.setenv("REDIS_URL", address)
    assert environment.cache("answers", MAX_ENTRIES=10) == {
        "BACKEND": "amin_portal.shared_cache.SharedCache",
        "LOCATION": address,
        "KEY_PREFIX": "answers",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 10},
    }


@pytest.mark.parametrize("address", ["localhost:6379", "http://localhost", "redis://", "redis://host/answers", "yes"])
def test_what_is_no_redis_is_refused(monkeypatch, address):
    monkeypatch.setenv("REDIS_URL", address)
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL cannot be read; write redis://"):
        environment.cache("answers", MAX_ENTRIES=10)


def test_each_worker_has_its_memory_without_a_redis(monkeypatch):
    monkeypatch.setenv("REDIS_URL", "")
    assert environment.cache("answers", MAX_ENTRIES=10)["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
