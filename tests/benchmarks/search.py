"""P6: the search among many documents: page with counts and snippets, API, and the bare query as the floor."""

import random
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import quote_plus

from django.db import connection

from amin_portal.search.engines import engine
from amin_portal.search.queries import parse
from amin_portal.search.synonyms import Synonyms

from .asking import Asked, Server, serve
from .corpus import SEED, vocabulary
from .figures import Figure, at_most, exactly

GATE = "two words"
MEDIAN = {"sqlite": 30, "postgresql": 60}  # milliseconds


def queries(number: int) -> dict[str, list[str]]:
    chance, words = random.Random(SEED), vocabulary()  # noqa: S311
    mid, frequent, rare = words[150:900], words[:40], words[4_000:]
    return {
        "two words": [" ".join(chance.sample(mid, 2)) for _round in range(number)],
        "one rare word": [chance.choice(rare) for _round in range(number)],
        "one very frequent word": [chance.choice(frequent) for _round in range(number)],
        "two very frequent words": [" ".join(chance.sample(frequent, 2)) for _round in range(number)],
        "phrase of two words": [f'"{" ".join(chance.sample(frequent, 2))}"' for _round in range(number)],
    }


def bare(words: str) -> None:
    """What the engine alone needs: how many there are, and the keys of the best twenty."""
    query = parse(words, Synonyms([]))
    counting, ranking = engine().matching(query), engine().ranking(query)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({counting[0]}) m", counting[1])  # noqa: S608
        cursor.fetchall()
        ranked = ranking[0].format(among="1 = 1")
        cursor.execute(f"SELECT id FROM ({ranked}) r ORDER BY is_named DESC, score DESC LIMIT 20", ranking[1])  # noqa: S608
        cursor.fetchall()


def ways(server: Server) -> dict[str, Callable[[str], object]]:
    return {
        "bare query": bare,
        "page": lambda words: server.ask(Asked(f"/search/?q={quote_plus(words)}")),
        "API": lambda words: server.ask(Asked(f"/api/v1/search/?q={quote_plus(words)}")),
    }


def milliseconds(way: Callable[[str], object], words: str) -> float:
    start = perf_counter()
    way(words)
    return (perf_counter() - start) * 1000


def measure(rounds: int = 30) -> list[Figure]:
    """Each way of searching beside the floor, in turns, so that both meet the same machine; each query once.

    Before that each is asked once: the first page compiles its templates.
    """
    found, asking = [], ways(serve())
    for run in asking.values():
        run(vocabulary()[0])
    for name, asked in queries(2 * rounds).items():
        times: dict[str, list[float]] = {way: [] for way in asking}
        for words in asked:
            for way, run in asking.items():
                times[way].append(milliseconds(run, words))
        for way, taken in times.items():
            is_gate = name == GATE and way != "bare query"
            found += figures(f"{name}, {way}", taken, times["bare query"], is_gate)
    return found


def figures(what: str, taken: list[float], bare: list[float], is_gate: bool) -> list[Figure]:
    middle, most = median(taken), MEDIAN[connection.vendor]
    found = [exactly("P6", f"search, {what}, median", middle, most if is_gate else None, "ms", ".1f")]
    if is_gate:
        last = quantiles(taken, n=20)[-1]
        found.append(exactly("P6", f"search, {what}, 95th percentile", last, 5 * most, "ms", ".1f"))
        ratios = [one / floor for one, floor in zip(taken, bare, strict=True)]
        found.append(at_most("P6", f"search, {what}, beside the bare query", ratios, 1.5, "the bare query"))
    return found
