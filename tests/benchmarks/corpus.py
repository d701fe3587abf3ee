"""Words as they fall in a language: few of them often, most of them rarely; the same on every machine."""

import hashlib
import random
from functools import cache
from itertools import accumulate

WORDS = 18_000
SEED = 2005
SYLLABLES = [consonant + vowel for consonant in "bdgklmnprst" for vowel in "aeo"]


@cache
def vocabulary() -> list[str]:
    """Words of three syllables or four, the frequent ones first."""
    chance = random.Random(SEED)  # noqa: S311
    words = {"".join(chance.choices(SYLLABLES, k=chance.choice((3, 4)))) for _number in range(WORDS * 2)}
    return sorted(words, key=lambda word: hashlib.sha256(word.encode()).digest())[:WORDS]


class Writer:
    """Writes texts at random, from a seed."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(WORDS)))

    def words(self, number: int) -> list[str]:
        return self.chance.choices(vocabulary(), cum_weights=self.weights, k=number)

    def text(self, number: int) -> str:
        return " ".join(self.words(number)).capitalize()

    def date(self) -> str:
        """A day, mostly; else a month or a year."""
        year, month, day = self.chance.randint(1996, 2026), self.chance.randint(1, 12), self.chance.randint(1, 28)
        return self.chance.choices((f"{year}-{month:02}-{day:02}", f"{year}-{month:02}", f"{year}"), (8, 1, 1))[0]
