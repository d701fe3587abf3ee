"""Readers of all kinds: pages, API, search, and whoever asks whether anything has changed.

Some of what they ask shows the title that the editor changes. Each keeps in mind which save had been answered when a
request began: an answer with an older number is stale, be it a 304 for a page that showed one.
"""

import random
import re
from collections import Counter
from http.client import HTTPConnection, HTTPException
from threading import Thread
from time import monotonic
from typing import Any

from .corpus import SEED, Writer, vocabulary
from .editor import WORD
from .gunicorn import HEADERS

THREADS = 8
EDITION = re.compile(rb"edition ([0-9]{5})")
OTHERS = (
    "/", "/meetings/", "/plans/", "/outcomes/", "/timeline/", "/meetings/meeting-0/", "/plans/plan-1/",
    "/documents/document-40/", "/documents/?kind=study&year=2005", "/documents/?page=3",
    "/api/v1/meetings/", "/api/v1/documents/?kind=report", "/api/v1/actions/?page=2", "/api/v1/plans/plan-0/",
    "/documents/feed.atom", "/meetings/calendar.ics",
)  # fmt: skip


def showing(slug: str) -> tuple[str, ...]:
    """Addresses whose answers show the title of the document that is edited."""
    found = f"search/?q={WORD.lower()}"
    return (
        "/documents/", "/api/v1/documents/", f"/documents/{slug}/", f"/api/v1/documents/{slug}/",
        f"/{found}", f"/api/v1/{found}",
    )  # fmt: skip


class Reader:
    """One connection, kept open as browsers do."""

    def __init__(self, number: int, port: int, slug: str, answered: Any) -> None:
        self.chance, self.answered = random.Random(SEED + number), answered  # noqa: S311
        self.words = Writer(SEED + number)
        self.port, self.showing = port, showing(slug)
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.known: dict[str, tuple[str, int | None]] = {}  # ETag and edition of what was read at an address
        self.taken: list[float] = []
        self.kinds: Counter[str] = Counter()
        self.wrong: list[str] = []

    def choose(self) -> str:
        dice = self.chance.random()
        if dice < 0.4:
            return self.chance.choice(self.showing)
        if dice < 0.5:
            return f"/search/?q={'+'.join(self.chance.sample(vocabulary()[150:900], 2))}"
        return self.chance.choice(OTHERS)

    def read(self, until: float) -> None:
        while monotonic() < until:
            address = self.choose()
            try:
                self.one(address)
            except (OSError, HTTPException) as error:
                self.wrong.append(f"{address}: {type(error).__name__} {error}")
                self.connection.close()

    def asks_again(self) -> bool:
        """Whether something has changed, of what it has: every second time."""
        return self.chance.random() < 0.5

    def one(self, address: str) -> None:
        tag, edition = self.known.get(address, ("", None))
        asks_again = bool(tag) and self.asks_again()
        headers = {"X-Forwarded-For": f"198.51.{self.chance.randrange(2)}.{self.chance.randrange(200)}"}
        headers |= {"If-None-Match": tag} if asks_again else {}
        least = self.answered.value
        begun = monotonic()
        self.connection.request("GET", address, headers=HEADERS | headers)
        response = self.connection.getresponse()
        body = response.read()
        self.taken.append(monotonic() - begun)
        self.kinds[str(response.status)] += 1
        if response.status == 200:
            shown = EDITION.search(body)
            edition = int(shown[1]) if shown else None
            self.known[address] = (response.headers.get("ETag", ""), edition)
        elif not (response.status == 304 and asks_again):
            self.wrong.append(f"{address}: {response.status}")
            return
        if least and address in self.showing and (edition is None or edition < least):
            self.kinds["stale"] += 1
            self.wrong.append(f"{address}: {response.status} shows {edition}, {least} was saved")


def go_on(port: int, slug: str, answered: Any, seconds: float, out: Any) -> None:
    """In a process of its own: eight readers at once; their times, what they were answered, and what was wrong."""
    readers = [Reader(number, port, slug, answered) for number in range(THREADS)]
    end = monotonic() + seconds
    threads = [Thread(target=reader.read, args=(end,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = [one for reader in readers for one in reader.taken]
    out.put((taken, sum((reader.kinds for reader in readers), Counter()), [one for r in readers for one in r.wrong]))
