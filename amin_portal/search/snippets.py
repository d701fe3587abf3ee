"""The place of a text where what was asked for stands, with the words marked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from .queries import Phrase, Query
from .words import Word, words

WHITE_SPACE = re.compile(r"\s+")
LENGTH = 240  # characters
BEFORE = 60
MOST = 200  # places that are marked
SEARCHED = 20_000  # characters, from the beginning


@dataclass(frozen=True)
class Mark:
    """From where to where words of the text stand that were asked for, and in which term of the query."""

    start: int
    end: int
    term: int


def marked(text: str, query: Query) -> SafeString:
    """The whole text with what was asked for in <mark> elements."""
    return with_marks(text, marks(text, query), 0, len(text))


def snippet(text: str, query: Query) -> SafeString:
    """The part of the text in which most of what was asked for stands; its beginning if nothing does."""
    found = marks(text, query)
    start, end = window(text, found)
    shown = with_marks(text, [mark for mark in found if start <= mark.start and mark.end <= end], start, end)
    return format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(text) else "")


def marks(text: str, query: Query) -> list[Mark]:
    """Where the phrases of the query stand in the text, in order, none within another."""
    found = list(words(text[:SEARCHED]))
    by_first: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
    beginnings: list[tuple[int, Phrase]] = []
    for number, term in enumerate(query.wanted):
        for phrase in term.phrases:
            (beginnings if phrase.is_beginning else by_first[phrase.forms[0]]).append((number, phrase))
    letters = tuple(phrase.forms[0] for _number, phrase in beginnings)
    places = [
        Mark(word.start, found[place + len(phrase.forms) - 1].end, number)
        for place, word in enumerate(found)
        for number, phrase in (*by_first.get(word.form, ()), *(beginnings if word.form.startswith(letters) else ()))
        if stands_at(phrase, found, place)
    ]
    apart: list[Mark] = []
    for mark in sorted(places, key=lambda mark: (mark.start, -mark.end)):
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart[:MOST]


def stands_at(phrase: Phrase, found: Sequence[Word], place: int) -> bool:
    if phrase.is_beginning:
        return found[place].form.startswith(phrase.forms[0])
    return tuple(word.form for word in found[place : place + len(phrase.forms)]) == phrase.forms


def window(text: str, found: Sequence[Mark]) -> tuple[int, int]:
    """From where to where to quote: there most of the terms stand, the nearest to the beginning."""
    starts = [max(0, mark.start - BEFORE) for mark in found]
    best = max(starts, key=lambda start: terms_within(found, start), default=0)
    start = word_start(text, best, best + BEFORE) if best else 0
    end = min(len(text), start + LENGTH)
    if end < len(text) and (space := text.rfind(" ", start, end)) > start:
        end = space
    return start, end


def word_start(text: str, first: int, last: int) -> int:
    """Where a word begins after `first`, but not beyond `last`; `first` if none does."""
    space = WHITE_SPACE.search(text, first, last)
    return space.end() if space else first


def terms_within(found: Sequence[Mark], start: int) -> int:
    return len({mark.term for mark in found if start <= mark.start and mark.end <= start + LENGTH})


def with_marks(text: str, found: Iterable[Mark], start: int, end: int) -> SafeString:
    pieces, place = [], start
    for mark in found:
        pieces += [escape(text[place : mark.start]), format_html("<mark>{}</mark>", text[mark.start : mark.end])]
        place = mark.end
    return SafeString("".join([*pieces, escape(text[place:end])]))
