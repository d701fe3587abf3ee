"""What the workers of all machines remember together: kept in Redis, which may be gone without anybody noticing.

For what is right in any memory and only quicker, or counted more justly, in a shared one: whole answers by version of
the record, and how much each reader has asked for.
"""

import logging
import time
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from .version_cache import VersionCache

REPLIES_WITHIN = 0.25  # seconds: far longer than it takes, and no reader minds
TRIED_AGAIN_AFTER = 2.0  # seconds
TOLD_AGAIN_AFTER = 60.0  # seconds

MISSING = object()

logger = logging.getLogger(__name__)


class Outage:
    """Since when a Redis is silent, as this process knows."""

    def __init__(self) -> None:
        self.tried_again_at = 0.0  # by the monotonic clock, as is the next
        self.told_again_at = 0.0

    @property
    def is_on(self) -> bool:
        return time.monotonic() < self.tried_again_at

    def begin(self, error: Exception) -> None:
        now = time.monotonic()
        self.tried_again_at = now + TRIED_AGAIN_AFTER
        if now >= self.told_again_at:
            self.told_again_at = now + TOLD_AGAIN_AFTER
            logger.warning("Redis does not answer, each worker remembers for itself: %s", error)


outages: dict[str, Outage] = {}


def asking(name: str) -> Any:
    """The method of a cache, asked of Redis, or of the memory of this process while Redis is silent."""

    def ask(self: "SharedCache", *args: Any, **kwargs: Any) -> Any:
        if not self.outage.is_on:
            try:
                return getattr(self.redis, name)(*args, **kwargs)
            except (RedisError, OSError) as error:
                self.outage.begin(error)
        return getattr(self.memory, name)(*args, **kwargs)

    return ask


class KeptClient(RedisCacheClient):
    """Makes its client of Redis once. Django makes one for each question, which takes longer than to ask it."""

    client: Any = None

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if self.client is None:
            self.client = super().get_client(key, write=write)
        return self.client


class OneRedis(RedisCache):
    """Django's cache in Redis, with one client for all its questions."""

    def __init__(self, address: str, params: dict[str, Any]) -> None:
        super().__init__(address, params)
        self._class = KeptClient


class SharedCache(BaseCache):
    """A cache of Django in Redis; `clear` empties the database of Redis, so let the portal have one of its own."""

    memory_class: type[BaseCache] = LocMemCache

    def __init__(self, address: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        patience = {
            "socket_connect_timeout": REPLIES_WITHIN,
            "socket_timeout": REPLIES_WITHIN,
            "retry": Retry(NoBackoff(), 1),  # a connection that was kept since before a restart of Redis
        }
        self.redis = OneRedis(address, params | {"OPTIONS": patience})
        self.memory = self.memory_class(f"{address} {self.key_prefix}", params)
        self.outage = outages.setdefault(address, Outage())

    add, get, set, touch = asking("add"), asking("get"), asking("set"), asking("touch")
    delete, incr, has_key, clear = asking("delete"), asking("incr"), asking("has_key"), asking("clear")
    get_many, set_many, delete_many = asking("get_many"), asking("set_many"), asking("delete_many")


class NearCache(SharedCache):
    """For what is made for a version of the record: looked for in the memory of this process before Redis is asked."""

    memory_class = VersionCache

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        found = self.memory.get(key, MISSING, version)
        if found is MISSING:
            found = super().get(key, MISSING, version)
            if found is not MISSING:
                self.memory.set(key, found, version=version)
        return default if found is MISSING else found

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self.memory.set(key, value, version=version)
        super().set(key, value, timeout, version)

    def clear(self) -> None:
        self.memory.clear()
        super().clear()
