"""How alike two titles are: by the words that they share, rare words for more."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

SMALL_WORDS = {"a", "an", "and", "for", "in", "its", "of", "on", "the", "to", "with"}


def telling_words(title: str) -> frozenset[str]:
    """The words of a title without small ones, whether in the singular or the plural."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", title) if not unicodedata.combining(sign))
    words = re.findall(r"\w+", plain.casefold())
    return frozenset(word.removesuffix("s") for word in words if word not in SMALL_WORDS)


class Titles:
    """All titles among which some are looked for: what stands in most of them tells little."""

    def __init__(self, titles: Iterable[str]) -> None:
        words = [telling_words(title) for title in titles]
        counts = Counter(word for some in words for word in some)
        self._weights = {word: math.log(1 + len(words) / count) for word, count in counts.items()}

    def likeness(self, title: str, other: str) -> float:
        """From 0 (no word in common) to 1 (the same words)."""
        mine, theirs = telling_words(title), telling_words(other)
        both = self._weigh(mine) + self._weigh(theirs)
        return 2 * self._weigh(mine & theirs) / both if both else 0.0

    def _weigh(self, words: Iterable[str]) -> float:
        return math.fsum(self._weights.get(word, 0.0) for word in words)  # the same in whatever order


def in_common(title: str, other: str) -> list[str]:
    """The telling words of `title` that stand in the other one, in their order, as they are written there."""
    shared = telling_words(title) & telling_words(other)
    found = {word: None for word in re.findall(r"\w+", title) if telling_words(word) & shared}
    return [*found]
