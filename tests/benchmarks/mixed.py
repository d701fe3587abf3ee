"""P12: two workers under readers of all kinds while somebody saves once a second; and P10, what a worker holds then."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from statistics import median, quantiles
from typing import Any, NamedTuple

from . import editor, readers
from .databases import Server, Size
from .figures import HOLDS, MISSED, Figure, exactly
from .gunicorn import Served, gunicorn
from .portal import portal

IDLE_SAVES = 20
MOST_OF_A_WORKER = 120  # MB
FEWEST_SAVES = 5  # of which a percentile is told
MOST_TIMES_IDLE = 3
FIRST = "/api/v1/documents/?page_size=1"


class Traffic(NamedTuple):
    """What came of it; times in seconds."""

    idle: list[float]
    saves: list[float]
    reads: list[float]
    kinds: Counter
    wrong: list[str]
    memory: list[float]
    resident: list[float]


class Stage(NamedTuple):
    """A served portal with a document that is edited: its key, slug and the cookies of who may edit it."""

    served: Served
    cookies: str
    document: int
    slug: str
    answered: Any  # the number of the last save that was answered, for all processes


@contextmanager
def stage(server: Server, size: Size) -> Iterator[Stage]:
    with server.scratch(size) as kept:
        with portal(kept.address) as there:
            cookies = there.run("signing_in.cookies_of_an_editor")
            document, slug = there.run("signing_in.first_document")
        with gunicorn(kept.address) as served:
            yield Stage(served, cookies, document, slug, get_context("spawn").Value("q", 0))


def traffic(on: Stage, seconds: float, beside: Any = None) -> Traffic:
    """Saves alone first, then with readers; `beside` is called with the server meanwhile."""
    spawn = get_context("spawn")
    alone = editor.Editor(on.served.port, on.cookies, on.document, on.answered)
    idle = list(editor.saves(alone, IDLE_SAVES, 0.2))
    of_editor, of_readers = spawn.Queue(), spawn.Queue()
    port = on.served.port
    who = [
        spawn.Process(target=editor.go_on, args=(port, on.cookies, on.document, on.answered, seconds, of_editor)),
        spawn.Process(target=readers.go_on, args=(port, on.slug, on.answered, seconds, of_readers)),
    ]
    for one in who:
        one.start()
    if beside:
        beside(on.served)
    saves, (reads, kinds, wrong) = of_editor.get(timeout=seconds + 120), of_readers.get(timeout=seconds + 120)
    for one in who:
        one.join()
    if isinstance(saves, str):
        wrong, saves = [saves, *wrong], []
    return Traffic(idle, saves, reads, kinds, wrong, on.served.memory(), on.served.resident())


def percentile(values: list[float], at: int) -> float:
    """In milliseconds."""
    return quantiles(values, n=100)[at - 1] * 1000


def measure(server: Server, asked: Namespace) -> list[Figure]:
    with stage(server, Size(asked.documents)) as on:
        found = traffic(on, asked.seconds)
    for one in found.wrong[:20]:
        print(f"  {one}")
    kinds = ", ".join(f"{number:,} × {kind}" for kind, number in sorted(found.kinds.items()))
    reads = f"{len(found.reads) / asked.seconds:,.0f} a second ({kinds})"
    middle, last = median(found.reads) * 1000, percentile(found.reads, 95)
    stale = found.kinds["stale"]
    return [
        Figure("P12", f"{asked.seconds:.0f} s of readers", f"{reads}; {middle:.1f} ms, 95th percentile {last:.1f} ms"),
        exactly("P12", "errors of readers and of saves", len(found.wrong) - stale, 0, ""),
        exactly("P12", "answers older than a save that was answered", stale, 0, ""),
        saving(found),
        exactly(
            "P10", "a worker after that, with its part of what is shared", max(found.memory), MOST_OF_A_WORKER, "MB"
        ),
        exactly("P10", "a worker after that, with all that is shared", max(found.resident), None, "MB"),
    ]


def saving(found: Traffic) -> Figure:
    if min(len(found.saves), len(found.idle)) < FEWEST_SAVES:
        few = f"{len(found.saves)}, and {len(found.idle)} idle: too few to tell"
        return Figure("P12", "saves, 95th percentile", few, f"at most {MOST_TIMES_IDLE} × idle", MISSED)
    idle, busy = percentile(found.idle, 95), percentile(found.saves, 95)
    verdict = HOLDS if busy <= MOST_TIMES_IDLE * idle else MISSED
    told = f"{busy:.0f} ms of {len(found.saves)}, {busy / idle:.1f} × the {idle:.0f} ms of {len(found.idle)} idle"
    return Figure("P12", "saves, 95th percentile", told, f"at most {MOST_TIMES_IDLE} × idle", verdict)
