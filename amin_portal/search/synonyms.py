"""Names that mean the same: Vietnam is Viet Nam, and AMMin is the ASEAN Ministerial Meeting on Minerals."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from meetings.models import Body, Party

from .models import SameNames
from .queries import Phrase, Term
from .words import looked_for

MOST = 12  # ways of writing that are looked for at once


class Synonyms:
    """Groups of names; each name leads to all that mean the same."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self.others: dict[tuple[str, ...], dict[tuple[str, ...], None]] = defaultdict(dict)
        for group in groups:
            names = dict.fromkeys(name for text in group if (name := looked_for(text)))
            for name in names if len(names) > 1 else ():
                self.others[name] |= names
        self.longest = max(map(len, self.others), default=0)

    @classmethod
    def of_the_record(cls) -> "Synonyms":
        """What staff wrote down, and the names and other spellings of public parties and bodies."""
        parties = Party.objects.public().values_list("name", "acronym", "aliases")
        bodies = Body.objects.public().order_by().values_list("pk", "name", "acronym", "former_names__name")
        names_of_bodies: dict[int, list[str]] = defaultdict(list)
        for pk, *names in bodies:
            names_of_bodies[pk] += filter(None, names)
        return cls(
            chain(
                SameNames.objects.values_list("names", flat=True),
                ([name, acronym, *aliases] for name, acronym, aliases in parties),
                names_of_bodies.values(),
            )
        )

    def terms(self, loose: list[Term]) -> Iterator[Term]:
        """The terms of words that stand beside each other: a name among them may be written in any of its ways."""
        place = 0
        while place < len(loose):
            width = self._name_at(loose, place)
            yield self.term(in_a_row(loose[place : place + width])) if width else loose[place]
            place += width or 1

    def term(self, name: tuple[str, ...]) -> Term:
        """A name in all its ways."""
        ways = dict.fromkeys((name, *self.others.get(name, ())))
        return Term(tuple(Phrase(way) for way in list(ways)[:MOST]))

    def _name_at(self, loose: list[Term], place: int) -> int:
        """How many of the words from `place` on are the longest known name; 0 if none is."""
        for width in range(min(self.longest, len(loose) - place), 0, -1):
            part = loose[place : place + width]
            if not any(term.phrases[0].is_beginning for term in part) and in_a_row(part) in self.others:
                return width
        return 0


def in_a_row(part: list[Term]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(term.phrases[0].forms for term in part))
