"""What somebody asks for: words, "exact phrases", -what is not wanted, and beginnings of words*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from .words import Word, forms, is_unspaced, plain_letters, singular, words

if TYPE_CHECKING:
    from .synonyms import Synonyms

PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other; the last may be only the beginning of one."""

    forms: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class Term:
    """One thing that must occur, in any of these ways of writing it."""

    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Query:
    """Every term of `wanted` must occur and none of `unwanted`; `name` is all that is wanted, as one name."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    name: tuple[str, ...] = ()
    plain: tuple[str, ...] = field(default=(), compare=False)  # the words as typed, for a better spelling

    def __bool__(self) -> bool:
        """Something is wanted: to want only what something is not finds nothing."""
        return bool(self.wanted)


def parse(text: str, synonyms: "Synonyms") -> Query:
    """Read what was typed. Nothing that can be typed is an error."""
    wanted, unwanted, loose, name, plain = [], [], [], [], []
    for match in PIECE.finditer(text):
        piece = match["word"] if match["phrase"] is None else match["phrase"]
        found = forms(piece)
        if not found:
            continue
        if match["minus"]:
            unwanted.append(Term((Phrase(found),)))
            continue
        name += found
        if match["word"] is None:
            wanted += [*synonyms.terms(loose), Term((Phrase(found),))]
            loose = []
        else:
            loose += split(piece)
            plain += [piece[word.start : word.end] for word in words(piece)]
    wanted += synonyms.terms(loose)
    return Query(tuple(dict.fromkeys(wanted)), tuple(unwanted), tuple(name), tuple(plain))


def split(piece: str) -> Iterator[Phrase]:
    """The words of a piece without spaces; letters of a script without spaces stay together."""
    for unspaced, run in groupby(words(piece), key=lambda word: is_unspaced(piece[word.start])):
        if unspaced:
            yield Phrase(tuple(word.form for word in run))
        else:
            yield from (one_word(piece, word) for word in run)


def one_word(piece: str, word: Word) -> Phrase:
    """A word, or with a star behind it the beginning of one."""
    if piece[word.end :].strip() == "*":
        return Phrase((singular(plain_letters(piece[word.start : word.end])),), is_beginning=True)
    return Phrase((word.form,))
