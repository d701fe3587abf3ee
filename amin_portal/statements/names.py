"""Documents, plans and bodies by the names that a text calls them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from amin_portal.publishing.models import Publishable, State, permission
from amin_portal.search.words import Word, forms, words
from documents.models import Document
from meetings.models import Body
from plans.models import Plan

YEAR = re.compile(r"(?:19|20)\d\d")
ACRONYM = re.compile(r"[^\W\d_]*[A-Z][^\W_]*[A-Z0-9]")


class Mention(NamedTuple):
    """A record that a text names, and from where to where."""

    record: Publishable
    start: int
    end: int


class Names:
    """The names of records, in the form in which the search compares words; the longest one that fits counts.

    A name is also found without its years where no other record has the same name then.
    """

    def __init__(self, named: Iterable[tuple[Publishable, Iterable[str]]]) -> None:
        self._exact: dict[tuple[str, ...], dict[Publishable, None]] = defaultdict(dict)
        self._yearless: dict[tuple[str, ...], dict[Publishable, None]] = defaultdict(dict)
        for record, names in named:
            for name in names:
                form = forms(name)
                if len(form) > 1 or (form and ACRONYM.search(name)):
                    self._exact[form][record] = None
                    self._yearless[_without_years(form)][record] = None
        for form, records in self._yearless.items():
            kinds = [type(record) for record in records]
            if len(form) > 1 and len(set(kinds)) == len(kinds):
                self._exact.setdefault(form, records)
        self._longest = max(map(len, self._exact), default=0)

    @classmethod
    def of_the_record(cls, viewer: Any) -> "Names":
        """The names of what `viewer` may see, drafts included; four queries."""
        seen = [
            model.objects.exclude(state=State.WITHDRAWN)
            for model in (Document, Plan, Body)
            if viewer.has_perm(permission("view", model))
        ]
        return cls((record, _names_of(record)) for records in seen for record in _with_names(records))

    def mentions(self, text: str) -> list[Mention]:
        """Each record once, where the text names it first."""
        found: dict[Publishable, Mention] = {}
        for record, start, end in self._all(text):
            found.setdefault(record, Mention(record, start, end))
        return [*found.values()]

    def _all(self, text: str) -> Iterator[Mention]:
        found = [*words(text)]
        place = 0
        while place < len(found):
            width, records = self._at(found, place)
            for record in records:
                yield Mention(record, found[place].start, found[place + width - 1].end)
            place += max(width, 1)

    def _at(self, found: list[Word], place: int) -> tuple[int, Iterable[Publishable]]:
        for width in range(min(self._longest, len(found) - place), 0, -1):
            form = tuple(word.form for word in found[place : place + width])
            if form in self._exact:
                return width, self._exact[form]
        return 0, ()


def _with_names(records: Any) -> Any:
    return records.prefetch_related("former_names") if records.model is Body else records.order_by("pk")


def _names_of(record: Publishable) -> list[str]:
    if isinstance(record, Document):
        return [record.title, record.short_title, record.number]
    if isinstance(record, Plan):
        return [record.code, record.title]
    return [record.acronym, record.name, *(former.name for former in record.former_names.all())]


def _without_years(form: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in form if not YEAR.fullmatch(word))
