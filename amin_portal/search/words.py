"""Text as the search sees it: the same words for what is written and for what is asked, whatever the database.

A word is a run of letters and digits, without accents and in small letters. English plurals and ordinals are one with
their singular and their number, so that minerals finds mineral, and 9th finds 9. Scripts that put no space between
words (Thai, Lao, Khmer, Burmese, Chinese, Japanese) are taken in pairs of letters, with the signs that a letter bears:
whoever asks for a word of theirs asks for these pairs one after the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from amin_portal.publishing.filters import without_accents

MARKS = "".join(chr(code) for code in range(0x300, 0xAC00) if unicodedata.category(chr(code)).startswith("M"))
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
WORD = re.compile(rf"[{UNSPACED}][{MARKS}]*|(?:(?![{UNSPACED}])[^\W_][{MARKS}]*)+")
UNSPACED_LETTER = re.compile(f"[{UNSPACED}]")
FIRST_UNSPACED = "\u0e00"
NO_LETTER = re.compile(rf"[^\w{MARKS}]|_")
APOSTROPHE = re.compile("[’'ʼ]")
POSSESSIVE = re.compile(r"(?<=\w)[’'ʼ]s\b", re.IGNORECASE)
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
SPELT_OUT = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBERS = {word: str(number) for number, word in enumerate(SPELT_OUT.split(), 1)}
LONGEST = 60  # letters of a word that count


class Word(NamedTuple):
    """A word of a text: where it stands, and the form in which it is compared."""

    start: int
    end: int
    form: str


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order; the s of a genitive is none. Letters of unspaced scripts come in pairs."""
    genitives = {match.end() - 1 for match in POSSESSIVE.finditer(text)} if APOSTROPHE.search(text) else ()
    spans = [match.span() for match in WORD.finditer(text)]
    for (start, end), (following, its_end) in zip(spans, [*spans[1:], (-1, -1)], strict=False):
        if start in genitives:
            continue
        if following == end and is_unspaced(text[start]) and is_unspaced(text[following]):
            end = its_end
        if found := form(text[start:end]):
            yield Word(start, end, found)


def forms(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in words(text))


def looked_for(text: str) -> tuple[str, ...]:
    """The words by which a text is found within another: there, the last letter of it need not end a run of letters."""
    found = list(words(text))
    ends_in_pair = len(found) > 1 and found[-2].end == found[-1].end
    return tuple(word.form for word in (found[:-1] if ends_in_pair else found))


def is_unspaced(letter: str) -> bool:
    """It is of a script whose words are not parted."""
    return letter >= FIRST_UNSPACED and bool(UNSPACED_LETTER.match(letter))


@lru_cache(maxsize=50_000)
def form(word: str) -> str:
    plain = plain_letters(word)
    if match := ORDINAL.fullmatch(plain):
        return match[1]
    return NUMBERS.get(plain) or (singular(plain) if plain.isascii() else plain)


def plain_letters(word: str) -> str:
    """In small letters and without accents: the beginning of a word is compared with that."""
    return NO_LETTER.sub("", without_accents(unicodedata.normalize("NFKC", word).casefold()))[:LONGEST]


def singular(word: str) -> str:
    """The singular of an English plural, as far as its ending tells."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]
