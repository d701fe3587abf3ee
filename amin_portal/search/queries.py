"""What somebody asks for: words, "exact phrases", -what is not wanted, and beginnings of words*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from .words import Word, forms, is_unspaced, looked_for, plain_letters, words

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
        found = looked_for(piece)
        if not found:
            continue
        exact = Term((Phrase(found),))
        if match["minus"]:
            parts = list(split(piece)) if match["word"] else [exact]
            unwanted.append(parts[0] if len(parts) == 1 and parts[0] != exact else synonyms.term(found))
            continue
        name += forms(piece)
        if match["word"] is None:
            wanted += [*synonyms.terms(loose), exact]
            loose = []
        else:
            loose += split(piece)
            plain += [piece[word.start : word.end] for word in words(piece)]
    wanted += synonyms.terms(loose)
    return Query(tuple(dict.fromkeys(wanted)), tuple(unwanted), tuple(name), tuple(plain))


def split(piece: str) -> Iterator[Term]:
    """The words of a piece without spaces; letters of a script without spaces stay together."""
    for unspaced, run in groupby(words(piece), key=lambda word: is_unspaced(piece[word.start])):
        if unspaced:
            letters = [word.form for word in run]
            yield Term((Phrase(tuple(letters[:-1] or letters), is_beginning=len(letters) == 1),))
        else:
            yield from (one_word(piece, word) for word in run)


def one_word(piece: str, word: Word) -> Term:
    """A word, or with a star behind it the beginning of one: countri* finds country too, whose plural is kept so."""
    if piece[word.end :].strip() != "*":
        return Term((Phrase((word.form,)),))
    plain = plain_letters(piece[word.start : word.end])
    stem = re.sub("ie?$", "y", plain)
    ways = dict.fromkeys(Phrase((other,)) for other in (word.form, stem) if not other.startswith(plain))
    return Term((Phrase((plain,), is_beginning=True), *ways))
