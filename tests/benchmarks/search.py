"""The search among many documents: page with counts and snippets, API, and the bare query as the floor."""

import random
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.test import Client

from amin_portal.search.engines import engine
from amin_portal.search.queries import parse
from amin_portal.search.synonyms import Synonyms

from .corpus import SEED, vocabulary

ROUNDS = 60


def queries() -> dict[str, list[str]]:
    chance, words = random.Random(SEED), vocabulary()  # noqa: S311
    mid, frequent, rare = words[150:900], words[:40], words[4_000:]
    return {
        "two words": [" ".join(chance.sample(mid, 2)) for _round in range(ROUNDS)],
        "one rare word": [chance.choice(rare) for _round in range(ROUNDS)],
        "one very frequent word": [chance.choice(frequent) for _round in range(ROUNDS)],
        "two very frequent words": [" ".join(chance.sample(frequent, 2)) for _round in range(ROUNDS)],
        "phrase of two words": [f'"{" ".join(chance.sample(frequent, 2))}"' for _round in range(ROUNDS)],
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


def ways() -> dict[str, Callable[[str], object]]:
    client = Client()
    return {
        "bare query": bare,
        "page": lambda words: client.get("/search/", {"q": words}),
        "API": lambda words: client.get("/api/v1/search/", {"q": words}),
    }


def milliseconds(way: Callable[[str], object], words: str) -> float:
    start = perf_counter()
    way(words)
    return (perf_counter() - start) * 1000


def table() -> Iterator[str]:
    """Rows of Markdown: each way of searching beside the floor, taken in turns so that both meet the same machine."""
    yield "| query | hits (median) | way | median ms | p95 ms | times the bare query |"
    yield "|---|---|---|---|---|---|"
    for name, asked in queries().items():
        client, found = Client(), []
        times: dict[str, list[float]] = {way: [] for way in ways()}
        for words in asked:
            found.append(client.get("/api/v1/search/", {"q": words, "page_size": 1}).json()["count"])
            for way, run in ways().items():
                times[way].append(milliseconds(run, words))
        for way, taken in times.items():
            ratio = median(one / floor for one, floor in zip(taken, times["bare query"], strict=True))
            p95 = quantiles(taken, n=20)[-1]
            yield f"| {name} | {median(found):.0f} | {way} | {median(taken):.1f} | {p95:.1f} | {ratio:.2f} |"
