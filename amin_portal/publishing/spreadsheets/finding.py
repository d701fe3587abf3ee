"""Which record a row is about."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader

from amin_portal.publishing.models import Publishable

from .cells import unguarded
from .columns import with_what_cells_need

if TYPE_CHECKING:
    from .resources import RecordResource

AT_ONCE = 500


class RecordFinder(BaseInstanceLoader):
    """Finds it by its permanent identifier; by its slug; by what else it alone has; by its title.

    Two rows are never about one record.
    """

    def __init__(self, resource: "RecordResource", dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        self.model: type[Publishable] = resource._meta.model
        self._row_of: dict[int, int] = {}
        self._claimed: dict[tuple, int] = {}
        self._own_facts = [name for name in resource.identified_by if name != self.model.slug_scope]
        self._known: dict[tuple, Publishable] = {}
        self._titled: dict[tuple, list[Publishable]] = defaultdict(list)
        for record in self._named_in(dataset.dict):
            self._known |= dict.fromkeys(self._keys(record), record)
            self._titled[self._whole_of(record), record.title].append(record)

    def get_instance(self, row: dict) -> Publishable | None:
        """The record on file, None for a new one. Raises ValidationError by column where it is not to be told."""
        record = self._find(row)
        if record is not None and record.pk in self._row_of:
            column = next(name for name in ("uid", "slug", *self.resource.identified_by, *row) if text_of(row, name))
            raise self._twice(column, self._row_of[record.pk])
        return record

    def remember(self, record: Publishable) -> None:
        """That the present row is about it."""
        self._row_of[record.pk] = self.resource.row_number
        self._known |= dict.fromkeys(self._keys(record), record)

    def _claim(self, column: str, *facts: Any) -> None:
        """Also of a row that cannot be saved."""
        first = self._claimed.setdefault((column, *facts), self.resource.row_number)
        if first != self.resource.row_number:
            raise self._twice(column, first)

    def _twice(self, column: str, number: int) -> ValidationError:
        return ValidationError({column: _("Row %(number)d is about the same record.") % {"number": number}})

    def _find(self, row: dict) -> Publishable | None:
        if written := text_of(row, "uid"):
            return self._by_uid(written)
        scope = {}
        if name := self.model.slug_scope:
            scope = {name: self.resource.related_to(row, name)}
        whole = next((record.pk for record in scope.values()), None)
        if slug := text_of(row, "slug"):
            self._claim("slug", whole, slug)
            return self._known.get((whole, slug))
        return self._by_facts(row, scope) or self._by_title(row, whole)

    def _by_uid(self, written: str) -> Publishable:
        uid = _uuid_or_none(written)
        self._claim("uid", uid or written)
        if uid is None:
            raise ValidationError({"uid": _("“%(uid)s” is no permanent identifier.") % {"uid": written}})
        if ("uid", uid) not in self._known:
            message = _("No %(kind)s has this identifier. Leave the cell empty for a new one.")
            raise ValidationError({"uid": message % {"kind": self.model._meta.verbose_name}})
        return self._known["uid", uid]

    def _by_facts(self, row: dict, scope: dict[str, Any]) -> Publishable | None:
        """By what only one record has, where the row says all of it."""
        if not self._says_all(row):
            return None
        facts = scope | {name: self.resource.value_of(row, name) for name in self._own_facts}
        self._claim(self._own_facts[-1], *facts.values())
        pk = self.model._base_manager.filter(**facts).values_list("pk", flat=True).first()
        return pk and self._records().get(pk=pk)

    def _by_title(self, row: dict, whole: int | None) -> Publishable | None:
        """One that says nothing against it: of two meetings of one title, the ordinal tells which is meant."""
        title = text_of(row, "title")
        if not title:
            return None
        self._claim("title", whole, title, *(text_of(row, name) for name in self.resource.identified_by))
        found = self._titled[whole, title]
        if self._says_all(row):
            found = [record for record in found if not all(getattr(record, name) for name in self._own_facts)]
        if len(found) > 1:
            message = _("Several have this title: %(slugs)s. Write the slug of one of them, or a new one.")
            raise ValidationError({"title": message % {"slugs": ", ".join(sorted(record.slug for record in found))}})
        return found[0] if found else None

    def _says_all(self, row: dict) -> bool:
        return bool(self._own_facts) and all(text_of(row, name) for name in self._own_facts)

    def _records(self) -> QuerySet:
        """Locked, where they are going to be changed: nobody else's change in between is lost."""
        return with_what_cells_need(self.model._base_manager.order_by("pk").select_for_update(of=("self",)))

    def _named_in(self, rows: list[dict]) -> Iterator[Publishable]:
        for start in range(0, len(rows), AT_ONCE):
            named = rows[start : start + AT_ONCE]
            slugs = {text_of(row, "slug") for row in named}
            uids = {uid for row in named if (uid := _uuid_or_none(text_of(row, "uid")))}
            titles = {text_of(row, "title") for row in named if not text_of(row, "slug") and not text_of(row, "uid")}
            yield from self._records().filter(Q(slug__in=slugs) | Q(uid__in=uids) | Q(title__in=titles))

    def _keys(self, record: Publishable) -> list[tuple]:
        return [("uid", record.uid), (self._whole_of(record), record.slug)]

    def _whole_of(self, record: Publishable) -> int | None:
        return getattr(record, f"{self.model.slug_scope}_id") if self.model.slug_scope else None


def text_of(row: dict, name: str) -> str:
    """What is typed in a column of a row, empty where the column is missing or its cell cannot be taken."""
    cell = row.get(name, "")
    return unguarded(cell).strip() if isinstance(cell, str) else ""


def _uuid_or_none(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
