"""What a field of a record holds, in words: for whoever compares two versions of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .fields import LinesField

NOTHING = "—"


class Names:
    """The names of related records, each kind fetched at once; of those that are gone, their number."""

    def __init__(self) -> None:
        self._found: dict[type[models.Model], dict[int, models.Model]] = defaultdict(dict)

    def fetch(self, model: type[models.Model], values: Iterable[dict[str, Any]]) -> None:
        """Have those at hand that some sets of values of `model` name by key."""
        relations = [
            field for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many] if field.is_relation
        ]
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for held in values:
            for field in relations:
                wanted[field.related_model] |= {*_keys(held.get(field.name))}
        for related, keys in wanted.items():
            if missing := keys - self._found[related].keys():
                self._found[related] |= related._base_manager.select_related().in_bulk(missing)

    def of(self, model: type[models.Model], value: Any) -> str:
        if isinstance(value, models.Model):
            return str(value)
        if value not in self._found[model]:
            self._found[model] |= model._base_manager.in_bulk([value])
        return str(self._found[model].get(value, f"#{value}"))


def in_words(field: models.Field, value: Any, names: Names | None = None) -> str:
    """`value` of `field` as staff read it; a dash for nothing.

    Relations are given by primary key (or many of them), or by the records themselves.
    """
    if value is None or value in ("", []):
        return NOTHING
    if field.is_relation:
        names = names or Names()
        many = value if field.many_to_many else [value]
        return ", ".join(names.of(field.related_model, one) for one in many) or NOTHING
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, LinesField):
        return field.formfield().prepare_value(value)
    return _plain(value)


def _keys(value: Any) -> list[int]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i e")
    return str(value)
