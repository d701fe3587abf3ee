"""What a field of a record holds, in words: for whoever compares two versions of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .fields import LinesField

NOTHING = "—"


def in_words(field: models.Field, value: Any) -> str:
    """`value` of `field` as staff read it; a dash for nothing.

    Relations are given by primary key (or many of them), or by the records themselves.
    """
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(field, models.ManyToManyField):
        return ", ".join(_named(field.related_model, value)) or NOTHING
    if isinstance(field, models.ForeignKey):
        return "".join(_named(field.related_model, [value]))
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, LinesField):
        return field.formfield().prepare_value(value)
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i e")
    return str(value)


def _named(model: type[models.Model], values: Iterable[Any]) -> list[str]:
    """The names of records; of those that are gone, what is left of them: their number."""
    values = list(values)
    keys = [value for value in values if not isinstance(value, models.Model)]
    found = {record.pk: record for record in model._base_manager.filter(pk__in=keys)} if keys else {}
    return [str(found.get(value, value if isinstance(value, models.Model) else f"#{value}")) for value in values]
