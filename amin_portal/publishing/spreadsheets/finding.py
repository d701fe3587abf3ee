"""Which record a row is about."""

import uuid
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
    """Finds it by its permanent identifier; by its slug; by what else it alone has; by the slug its title would give.

    Two rows are never about one record.
    """

    def __init__(self, resource: "RecordResource", dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        self.model: type[Publishable] = resource._meta.model
        self._row_of: dict[int, int] = {}
        self._claimed: dict[tuple, int] = {}
        self._known: dict[tuple, Publishable] = {}
        for record in self._named_in(dataset.dict):
            self._known |= dict.fromkeys(self._keys(record), record)

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
        return self._by_facts(row, scope) or self._by_name(row, scope)

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
        names = [name for name in self.resource.identified_by if name not in scope]
        if not names or not all(text_of(row, name) for name in names):
            return None
        facts = scope | {name: self.resource.value_of(row, name) for name in names}
        self._claim(names[-1], *facts.values())
        pk = self.model._base_manager.filter(**facts).values_list("pk", flat=True).first()
        return pk and self._records().get(pk=pk)

    def _by_name(self, row: dict, scope: dict[str, Any]) -> Publishable | None:
        """By the slug that it was given when it was made of the same words."""
        slug = self._proposed_slug(row)
        if slug is None:
            return None
        whole = next((record.pk for record in scope.values()), None)
        self._claim(self.resource.named_by[-1], whole, slug)
        return self._known.get((whole, slug))

    def _proposed_slug(self, row: dict) -> str | None:
        names = {name: text_of(row, name) for name in self.resource.named_by}
        return self.model(**names).proposed_slug()[:110] if any(names.values()) else None

    def _records(self) -> QuerySet:
        """Locked, where they are going to be changed: nobody else's change in between is lost."""
        return with_what_cells_need(self.model._base_manager.order_by("pk").select_for_update(of=("self",)))

    def _named_in(self, rows: list[dict]) -> Iterator[Publishable]:
        for start in range(0, len(rows), AT_ONCE):
            named = rows[start : start + AT_ONCE]
            slugs = {text_of(row, "slug") or self._proposed_slug(row) for row in named} - {None}
            uids = {uid for row in named if (uid := _uuid_or_none(text_of(row, "uid")))}
            if slugs or uids:
                yield from self._records().filter(Q(slug__in=slugs) | Q(uid__in=uids))

    def _keys(self, record: Publishable) -> list[tuple]:
        whole = getattr(record, f"{self.model.slug_scope}_id") if self.model.slug_scope else None
        return [("uid", record.uid), (whole, record.slug)]


def text_of(row: dict, name: str) -> str:
    """What is typed in a column of a row, empty where the column is missing or its cell cannot be taken."""
    cell = row.get(name, "")
    return unguarded(cell).strip() if isinstance(cell, str) else ""


def _uuid_or_none(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
