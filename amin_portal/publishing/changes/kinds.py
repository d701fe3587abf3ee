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


def paths(model: type[Model]) -> Iterator[str]:
    """The relations that a record is told with: what it shows, what it belongs to, what its address is made of."""
    return iter(dict.fromkeys((*collections()[model].linked, *model.belongs_to, *model.address_needs)))


def end_of(model: type[Model], path: str) -> type[Model]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model
