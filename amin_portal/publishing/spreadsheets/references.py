"""How one record is named in the row of another, and found again by the names that people write."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

NAMES = ("number", "acronym", "country_code", "code", "name", "title", "short_title", "aliases")
MOST_COMPARED = 5_000  # names that a misspelt one is compared with
SEVERAL = ";"


def path_of(record: models.Model | None, within_whole: bool = False) -> str | None:
    """What names a record everywhere: its slug, after that of its whole where it is unique within that alone."""
    if record is None:
        return None
    scope = getattr(record, "slug_scope", None)
    if not scope or within_whole:
        return getattr(record, "slug", None) or str(record)
    whole = getattr(record, scope)
    return f"{whole.slug}/{record.slug}" if whole is not None else record.slug


def paths_needed(field: models.Field) -> Iterator[str]:
    """What to fetch with a foreign key so that its record can be named."""
    yield field.name
    if scope := getattr(field.related_model, "slug_scope", None):
        yield f"{field.name}__{scope}"


class Directory:
    """The records of a kind by their slugs, acronyms, codes, names and other spellings."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.scope = model.slug_scope
        fields = {field.name for field in model._meta.concrete_fields}
        self._names = [name for name in NAMES if name in fields]
        self._by_path: dict[str, int] = {}
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._whole_of: dict[int, int | None] = {}
        self._fetched: dict[int, models.Model] = {}
        whole = [f"{self.scope}_id", f"{self.scope}__slug"] if self.scope else []
        for row in model._base_manager.values_list("pk", "slug", *self._names, *whole):
            names = row[2 : 2 + len(self._names)]
            self._enter(row[0], row[1], names, *row[2 + len(names) :])

    def add(self, record: models.Model) -> None:
        """Also a record that was made since."""
        whole = getattr(record, self.scope) if self.scope else None
        place = (whole and whole.pk, whole and whole.slug) if self.scope else ()
        self._enter(record.pk, record.slug, [getattr(record, name) for name in self._names], *place)

    def _enter(self, pk: int, slug: str, names: Any, whole: int | None = None, whole_slug: str | None = None) -> None:
        self._by_path[f"{whole_slug}/{slug}" if whole_slug else slug] = pk
        self._whole_of[pk] = whole
        if self.scope:
            self._by_name[folded(slug)].add(pk)
        for name in names:
            for spelling in name if isinstance(name, list) else [name]:
                if spelling not in (None, ""):
                    self._by_name[folded(spelling)].add(pk)

    def find(self, text: str, whole: int | None = None) -> models.Model:
        """The record that `text` names, of the whole with that key if one is given.

        Raises ValidationError where it names none, with what is spelt nearest, or more than one.
        """
        path = text.strip()
        if path in self._by_path:
            return self._record(self._by_path[path])
        found = self._of(self._by_name.get(folded(path), set()), whole)
        if len(found) == 1:
            return self._record(*found)
        kind = self.model._meta.verbose_name
        if not found:
            raise ValidationError(
                _("There is no %(kind)s “%(name)s”.%(nearest)s"),
                code="unknown",
                params={"kind": kind, "name": path, "nearest": self._proposal(path, whole)},
            )
        paths = sorted(path_of(self._record(pk)) for pk in found)
        raise ValidationError(
            _("“%(name)s” may be any of these: %(paths)s. Write one of them."),
            code="ambiguous",
            params={"name": path, "paths": ", ".join(paths)},
        )

    def _record(self, pk: int) -> models.Model:
        if pk not in self._fetched:
            records = self.model._base_manager
            self._fetched[pk] = (records.select_related(self.scope) if self.scope else records).get(pk=pk)
        return self._fetched[pk]

    def _proposal(self, text: str, whole: int | None) -> str:
        """What is spelt nearest, by its path, or by its slug within the whole."""
        if len(self._by_path) > MOST_COMPARED:
            return ""
        spellings = {folded(path): pk for path, pk in self._by_path.items() if whole is None}
        spellings |= {name: min(pks) for name, all_pks in self._by_name.items() if (pks := self._of(all_pks, whole))}
        nearest = get_close_matches(folded(text), spellings, n=3)
        records = {spellings[name]: self._record(spellings[name]) for name in nearest}
        paths = ", ".join(path_of(record, within_whole=whole is not None) for record in records.values())
        return " " + _("Nearest: %(paths)s.") % {"paths": paths} if paths else ""

    def _of(self, pks: set[int], whole: int | None) -> set[int]:
        return pks if whole is None else {pk for pk in pks if self._whole_of[pk] == whole}


class Directories(dict[type[models.Model], Directory]):
    """Those that an import has asked for."""

    def __missing__(self, model: type[models.Model]) -> Directory:
        self[model] = Directory(model)
        return self[model]


def folded(name: str) -> str:
    return " ".join(str(name).casefold().split())
