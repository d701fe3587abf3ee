"""One search: what matches, how it is spread over the facets, and the best of it with the place where it matches."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString

from amin_portal.publishing.models import Publishable

from .engines import engine
from .facets import Values, agree, values_of
from .kinds import BY_NAME, KINDS
from .models import Entry
from .queries import Phrase, Query, Term, parse
from .searched import Searched
from .snippets import marked, snippet
from .synonyms import Synonyms
from .words import forms, plain_letters

VISIBLE = "(e.visible_from IS NULL OR e.visible_from <= CURRENT_TIMESTAMP)"
BEST_FIRST = "is_exact DESC, is_named DESC, score * weight DESC, day DESC NULLS LAST, id"
AMONG = 1_000  # the best of each kind are taken from so many of the best of all
ALIKE = 0.74  # from 0 to 1: how like a word a better spelling must be


@dataclass(frozen=True)
class Hit:
    """A record that was found; `title` and `snippet` have what was asked for marked."""

    kind: Searched
    record: Any
    title: SafeString
    snippet: SafeString

    @property
    def owner(self) -> Publishable:
        """The record, or the file whose page it is."""
        return self.kind.owner(self.record)

    @property
    def address(self) -> str:
        return self.kind.address(self.record)

    @property
    def page(self) -> int | None:
        """The page of a file that it is."""
        return self.record.number if self.kind.name == "file-pages" else None


class Found:
    """What a query finds, narrowed down to the `chosen` value of each facet; asked for when it is needed."""

    def __init__(self, words: str, chosen: Mapping[str, str | int] | None = None) -> None:
        self.words = words
        self.query = parse(words, Synonyms.of_the_record()) if forms(words) else Query()
        self.chosen = dict(chosen or {})

    @cached_property
    def combinations(self) -> list[tuple[int, Values, int]]:
        """For each row of facets its key, its values, and how many entries match, before anything is chosen."""
        if not self.query:
            return []
        rows = self._matching().values_list("facets", "facets__key").annotate(Count("pk"))
        return [(pk, values_of(key), number) for pk, key, number in rows]

    def entries(self) -> QuerySet:
        """All that is found, in no order."""
        return self._matching().filter(facets__in=self._rows()) if self.total else Entry.objects.none()

    def kinds(self) -> set[str]:
        """The names of the kinds of what is found."""
        found = (values["type"] for _pk, values, _number in self.combinations if agree(values, self.chosen))
        return {name for names in found for name in names}

    def _matching(self) -> QuerySet:
        """What matches, before anything is chosen."""
        matching = RawSQL(*engine().matching(self.query))  # noqa: S611
        return Entry.objects.visible().filter(pk__in=matching).order_by()

    def _rows(self) -> list[int]:
        """The keys of the rows of facets that have what was chosen."""
        return [pk for pk, values, _number in self.combinations if agree(values, self.chosen)]

    def counts(self, facet: str) -> Counter:
        """How many would be found with each value of the facet, and with what is chosen of the others."""
        others = {name: value for name, value in self.chosen.items() if name != facet}
        counts: Counter = Counter()
        for _pk, values, number in self.combinations:
            if not others or agree(values, others):
                for value in values[facet]:
                    counts[value] += number
        return counts

    @cached_property
    def total(self) -> int:
        return sum(number for _pk, values, number in self.combinations if agree(values, self.chosen))

    def count(self) -> int:
        return self.total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, some: slice) -> list[Hit]:
        """For paginators: the hits from one place to another, looked for when they are needed."""
        start, number = some.start, some.stop - some.start
        return SimpleLazyObject(lambda: self.best(number, start))

    def best(self, number: int, start: int = 0) -> list[Hit]:
        """The best of all, from place `start` (0 is the first)."""
        selection = f"SELECT kind, object_id FROM ranked ORDER BY {BEST_FIRST} LIMIT %s OFFSET %s"  # noqa: S608
        return self._hits(selection, [number, start])

    def best_of_each_kind(self, number: int) -> list[tuple[Searched, int, list[Hit]]]:
        """Each kind with how many were found and the best of them; the kind with the best hit comes first.

        A kind none of whose hits is among the best of all is named with its number alone.
        """
        hits = self._hits(
            f"""SELECT kind, object_id FROM (
                    SELECT best_of_all.*, row_number() OVER (PARTITION BY kind ORDER BY {BEST_FIRST}) AS place_in_kind
                    FROM (SELECT * FROM ranked ORDER BY {BEST_FIRST} LIMIT {AMONG}) best_of_all) best_of_kinds
                WHERE place_in_kind <= %s ORDER BY {BEST_FIRST}""",  # noqa: S608
            [number],
        )
        groups: dict[Searched, list[Hit]] = defaultdict(list)
        for hit in hits:
            groups[hit.kind].append(hit)
        counts = self.counts("type")
        kinds = [*groups, *(kind for kind in KINDS if counts[kind.name] and kind not in groups)]
        return [(kind, counts[kind.name], groups[kind]) for kind in kinds if counts[kind.name]]

    @cached_property
    def better_spelling(self) -> str:
        """What may have been meant where nothing was found; empty if nothing like it would find anything."""
        if self.total or not self.query:
            return ""
        words = self.words
        for word in self.query.plain:
            if better := better_word(plain_letters(word)):
                words = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, words, count=1)
        return words if words != self.words and Found(words, self.chosen).best(1) else ""

    def _hits(self, selection: str, parameters: list) -> list[Hit]:
        if not self.total:
            return []
        ranked, ranking_parameters = engine().ranking(self.query)
        among, among_parameters = self._among()
        sql = f"""WITH ranked AS (
                SELECT r.*, CASE WHEN r.names LIKE %s THEN 1 ELSE 0 END AS is_exact
                FROM ({ranked.format(among=among)}) r)
            {selection}"""  # noqa: S608
        exact = f"%\n{' '.join(self.query.name)}\n%"
        with connection.cursor() as cursor:
            cursor.execute(sql, [exact, *ranking_parameters, *among_parameters, *parameters])
            return self._with_records(cursor.fetchall())

    def _among(self) -> tuple[str, list]:
        """The condition on an entry: its time has come, and it has what was chosen."""
        if not self.chosen:
            return VISIBLE, []
        rows = self._rows()
        return f"{VISIBLE} AND e.facets_id IN ({', '.join(['%s'] * len(rows))})", rows

    def _with_records(self, found: Iterable[tuple[str, int]]) -> list[Hit]:
        """The records behind the entries, through the door of their kind."""
        found = list(found)
        records = {}
        for kind in KINDS:
            if keys := [key for name, key in found if name == kind.name]:
                records |= {(kind.name, record.pk): record for record in kind.public().filter(pk__in=keys)}
        return [self._hit(BY_NAME[name], records[name, key]) for name, key in found if (name, key) in records]

    def _hit(self, kind: Searched, record: Any) -> Hit:
        return Hit(kind, record, marked(kind.title(record), self.query), snippet(kind.quoted(record), self.query))


def better_word(word: str) -> str | None:
    """The word most like this one that occurs in what is visible; None if this one does."""
    with connection.cursor() as cursor:
        near = engine().near(cursor, word)
    alike = get_close_matches(word, near, n=len(near) or 1, cutoff=ALIKE)
    found = next((other for other in alike if occurs(other)), None)
    return found if found != word else None


def occurs(word: str) -> bool:
    """The vocabulary keeps words of what is hidden now: those are as if they were not there."""
    query = Query((Term((Phrase(forms(word)),)),))
    return Entry.objects.visible().filter(pk__in=RawSQL(*engine().matching(query))).exists()  # noqa: S611
