"""Ten minutes of the traffic of P12, with what the workers hold every half minute: is it flat?"""

import sys
from argparse import Namespace
from time import monotonic, sleep

from .databases import Server, Size
from .figures import HOLDS, MISSED, Figure
from .gunicorn import Served
from .mixed import stage, traffic

EVERY = 30  # seconds
GROWTH = 0.03  # from the mean of the second third to that of the last, at most, to be called flat


class Watch:
    """Tells what each worker holds, until the time is over."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.held = seconds, []

    def __call__(self, served: Served) -> None:
        begun = monotonic()
        while (past := monotonic() - begun) < self.seconds:
            held = served.memory()
            self.held.append(sum(held))
            told = " + ".join(f"{one:.1f}" for one in held)
            print(f"  after {past:4.0f} s: {told} = {sum(held):.1f} MB", file=sys.stderr, flush=True)
            sleep(min(EVERY, self.seconds / 6))


def is_flat(held: list[float]) -> bool:
    """What was filled in the first third is no growth: caches have an end."""
    third = max(1, len(held) // 3)
    middle, last = held[third : 2 * third] or held, held[-third:]
    return sum(last) / len(last) <= (1 + GROWTH) * sum(middle) / len(middle)


def measure(server: Server, asked: Namespace) -> list[Figure]:
    watch = Watch(asked.seconds)
    with stage(server, Size(asked.documents)) as on:
        found = traffic(on, asked.seconds, beside=watch)
    first, middle, last = watch.held[0], watch.held[len(watch.held) // 2], watch.held[-1]
    told = f"{first:.0f} MB at first, {middle:.0f} in the middle, {last:.0f} at last"
    told += f"; {len(found.reads):,} requests, {len(found.wrong)} errors"
    verdict = HOLDS if is_flat(watch.held) and not found.wrong else MISSED
    return [Figure("P12", f"both workers over {asked.seconds:,.0f} s", told, "flat, no error", verdict)]
