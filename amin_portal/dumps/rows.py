"""A record of the API as a row of a table: one column for each thing that it says, named as in the JSON."""

import json
from collections.abc import Iterator
from typing import Any

from rest_framework.serializers import Serializer

from amin_portal.publishing.api import Reference

OF_A_REFERENCE = ("slug", "title")


def columns(serializer: Serializer) -> list[str]:
    """`title`, and for a mention of another record `host.slug` and `host.title`."""
    names: list[str] = []
    for name, field in serializer.fields.items():
        names += [f"{name}.{part}" for part in OF_A_REFERENCE] if isinstance(field, Reference) else [name]
    return names


def row(record: dict[str, Any], names: list[str]) -> Iterator[Any]:
    """The cells under those columns; a list of texts is parted by semicolons, other lists and wholes are JSON."""
    for name in names:
        outer, _dot, inner = name.partition(".")
        yield cell((record[outer] or {}).get(inner) if inner else record[outer])


def cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else value
