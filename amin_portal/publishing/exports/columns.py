"""The columns of a public list: codes for programs, labels for people, and where the page is.

The admin's files (`spreadsheets/columns.py`) hold every field of a record, to be read in again. These hold what a list
names for its readers, and mention related records only as far as `linked` fetched them through the door.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.encoding import force_str

from amin_portal.publishing.fields import SOURCE_PARTS
from amin_portal.publishing.models import Publishable
from amin_portal.publishing.spreadsheets.cells import Cell, plain
from amin_portal.publishing.spreadsheets.references import SEVERAL, path_of

FIRST = ("uid", "slug")
LAST = ("sources", "revision", "updated_at")
PAGE = "page"


class Column(NamedTuple):
    """Its heading, which stays for ever, and what stands below it for a record."""

    heading: str
    cell: Callable[[Publishable], Cell]


def columns_of(model: type[Publishable], names: Iterable[str], origin: str) -> list[Column]:
    """The columns for the fields and properties that `names` are; `adoption.on` is a property of a property.

    `origin` stands before the addresses: https://minerals.example.org
    """
    page = Column(PAGE, lambda record: f"{origin}{record.get_absolute_url()}")
    found = [Column(name, partial(code, name)) for name in FIRST] + [page]
    for name in (*names, *LAST):
        heading = name.replace(".", "_")
        found.append(Column(heading, partial(code, name)))
        if _speaks_in_codes(model, name):
            found.append(Column(f"{heading}_label", partial(label, name)))
    return found


def relations_of(model: type[Publishable], names: Iterable[str]) -> Iterator[str]:
    """What `linked` has to fetch for these columns, each relation before what lies behind it."""
    for name in names:
        related = getattr(_field(model, name), "related_model", None)
        if related is not None:
            yield name
            if related.slug_scope:
                yield f"{name}__{related.slug_scope}"


def code(name: str, record: Publishable) -> Cell:
    """The value as programs read it: a slug for a record, a key for a choice, a date as far as known."""
    value = mention(_value(name, record), path_of)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return "\n".join(map(_line, value)) if isinstance(value, list) else plain(value)


def label(name: str, record: Publishable) -> Cell:
    """The same in words."""
    value = mention(_value(name, record), str)
    return force_str(dict(_field(type(record), name).flatchoices).get(value, value)) if value else ""


def mention(value: Any, named: Callable[[Publishable], str]) -> Any:
    """What a related record is `named`, several with semicolons between them; any other value as it is."""
    if isinstance(value, models.Manager):
        return f"{SEVERAL} ".join(named(one) for one in sorted(value.all(), key=path_of))
    return named(value) if isinstance(value, Publishable) else value


def _value(name: str, record: Publishable) -> Any:
    value: Any = record
    for part in name.split("."):
        value = None if value is None else getattr(value, part)
    return value


def _field(model: type[Publishable], name: str) -> models.Field | None:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _speaks_in_codes(model: type[Publishable], name: str) -> bool:
    field = _field(model, name)
    return field is not None and bool(field.related_model or getattr(field, "choices", None))


def _line(entry: str | dict[str, str]) -> str:
    """An entry of a list of texts, or a source."""
    return entry if isinstance(entry, str) else " | ".join(entry[part] for part in SOURCE_PARTS).rstrip(" |")
