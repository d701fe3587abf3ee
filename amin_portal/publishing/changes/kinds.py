"""The collections of the API by the model of their records, and which record is told with the help of which."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import Model
from django.urls import get_resolver

COLLECTIONS: dict[type[Model], Any] = {}
"""Filled by each RecordViewSet; complete once the addresses of the portal are known."""


def collections() -> dict[type[Model], Any]:
    _ = get_resolver().url_patterns  # a command may have had no use for them
    return COLLECTIONS


@cache
def told_with(model: type[Model]) -> tuple[tuple[type[Model], str], ...]:
    """The kinds of records that are told with the help of records of `model`, each with the path from one to other."""
    return tuple((teller, path) for teller in collections() for path in paths(teller) if end_of(teller, path) is model)


@cache
def told_by_its_own_relations(model: type[Model]) -> tuple[tuple[type[Model], str], ...]:
    """Those that a record of `model` chooses itself: a plan names the outcomes that concern it, and they tell it."""
    return tuple((teller, path) for teller, path in told_with(model) if last_step(teller, path).auto_created)


def paths(model: type[Model]) -> Iterator[str]:
    """The relations that a record is told with: what it shows, what it belongs to, what its address is made of."""
    return iter(dict.fromkeys((*collections()[model].linked, *model.belongs_to, *model.address_needs)))


def last_step(model: type[Model], path: str) -> Any:
    """The relation at the end of a path; it is `auto_created` where it is kept with the record that it leads to."""
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model
    return field


def end_of(model: type[Model], path: str) -> type[Model]:
    return last_step(model, path).related_model
