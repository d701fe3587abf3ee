"""What a worker made for the newest version of the record, as it was made: to be found again in a microsecond."""

import pickle
from collections import OrderedDict
from threading import Lock
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

ROOM = 48 * 1024 * 1024  # bytes of what one worker keeps, about: as they are when packed for the way to another
OF_ANYTHING = 1_000  # bytes that it takes to keep a thing at all


class Shelf:
    """Things of one version by their names; whatever was not asked for longest makes room for what comes."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.version = 0
        self.clear()

    def clear(self) -> None:
        self.things: OrderedDict[str, tuple[Any, int]] = OrderedDict()
        self.taken = 0  # bytes

    def turn_to(self, version: int) -> bool:
        """Whether this is the newest version. With one that is newer yet, nobody will ask for what is here again."""
        if version > self.version:
            self.version = version
            self.clear()
        return version == self.version

    def get(self, name: str, version: int, default: Any) -> Any:
        with self.lock:
            if not self.turn_to(version) or name not in self.things:
                return default
            self.things.move_to_end(name)
            return self.things[name][0]

    def put(self, name: str, thing: Any, version: int) -> None:
        size = len(pickle.dumps((name, thing))) + OF_ANYTHING
        with self.lock:
            if not self.turn_to(version):
                return
            self.taken += size - self.things.pop(name, (None, 0))[1]
            self.things[name] = thing, size
            while self.taken > ROOM:
                self.taken -= self.things.popitem(last=False)[1][1]


shelves: dict[str, Shelf] = {}  # of this process, for all its threads


class VersionCache(BaseCache):
    """Of Django's cache as much as that takes: get, set and clear, where `version` is the number of the record's.

    Numbers only grow: until the one that was seen last comes again, as in a database that was put back by hand, nothing
    is kept. A reader who began before a change and ends after it finds nothing, and leaves nothing. What is kept is
    given to everybody as it is, so let nobody change it. It has no time: it goes with its version.
    """

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.shelf = shelves.setdefault(name, Shelf())

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self.shelf.get(key, version or self.version, default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self.shelf.put(key, value, version or self.version)

    def clear(self) -> None:
        """Begin anew, with whatever version comes."""
        with self.shelf.lock:
            self.shelf.version = 0
            self.shelf.clear()
