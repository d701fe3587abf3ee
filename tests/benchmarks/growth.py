"""P5 and P7: what a thousand times as many documents cost, by the clock.

One process for each size, asked in turns; the time is that of the large one by that of the small one.
"""

from argparse import Namespace

from .databases import Server, Size
from .figures import Figure, at_most
from .portal import portal

MOST_OF_P5 = {  # name, and how many times as long it may take at a million as at a thousand; None where nothing is said
    "API, first page": 1.3,
    "page, first page": 1.3,
    "API, filtered page": 1.3,
    "page, filtered page": 1.3,
    "document": 1.3,
    "meeting": 1.3,
    "API, page by cursor": 1.3,
    "API, last page against page 4,000": 8,
    "API, first page, nothing cached": None,
    "page, first page, nothing cached": None,
}
MOST_OF_P7 = {"admin list of documents": 1.5, "search in it": 3}


def grown(small: Size, large: Size, server: Server, rounds: int, module: str) -> dict[str, list[tuple[float, float]]]:
    """Seconds at the small size and at the large one, round by round, of every case of `module.turn`."""
    with portal(server.kept(small).address) as first, portal(server.kept(large).address) as second:
        turns = [tuple(there.run(f"{module}.turn") for there in (first, second)) for _round in range(rounds)]
    return {name: [(before[name], after[name]) for before, after in turns] for name in turns[0][0]}


def figures(budget: str, most: dict, times: dict[str, list[tuple[float, float]]], only_told: bool) -> list[Figure]:
    """`only_told` where the budget is not about this database."""
    found = []
    for name, limit in most.items():
        ratios = [after / before for before, after in times[name]]
        before, after = (sorted(side)[len(side) // 2] * 1000 for side in zip(*times[name], strict=True))
        more = f"; {before:.1f} to {after:.1f} ms"
        found.append(at_most(budget, name, ratios, None if only_told else limit, "the time of the small one", more))
    return found


def measure(server: Server, asked: Namespace) -> list[Figure]:
    small, large = Size(asked.smallest, 40, is_complete=False), Size(asked.large, 40, is_complete=False)
    times = grown(small, large, server, asked.rounds, "growing_pages")
    return figures("P5", MOST_OF_P5, times, only_told=server.vendor != "PostgreSQL")


def measure_desk(server: Server, asked: Namespace) -> list[Figure]:
    times = grown(Size(asked.smallest), Size(asked.documents), server, asked.rounds, "growing_desk")
    return figures("P7", MOST_OF_P7, times, only_told=False)
