"""Records as rows of a CSV: what a serializer tells, flat, with dots between the steps to what is nested."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from rest_framework import serializers

from .records import Reference
from .shape import nested, target_of

BETWEEN = " | "  # between the several values of one cell


def columns(serializer: serializers.Serializer, model: type[Model] | None, narrowed: bool = False) -> Iterator[str]:
    """The headings, in the order of the fields: `title`, `host.slug`, `host.title`, `papers.document.slug` ...

    Of a mention of another record that is not `narrowed` to other fields it takes what names it in its collection
    (slug, or uid where slugs are not unique) and the title.
    """
    for name, field in serializer.fields.items():
        inner = nested(field)
        if inner is None:
            yield name
            continue
        target = target_of(model, field) if model else None
        names = columns(inner, target, narrowed)
        if type(inner) is Reference and not narrowed:
            names = ["uid" if target and target.slug_scope else "slug", "title"]
        yield from (f"{name}.{below}" for below in names)


def cell(record: Any, path: list[str]) -> Any:
    """The value at the end of the path; the several values of a list, or below one, in one text."""
    if isinstance(record, list):
        values = [_written(cell(one, path)) for one in record]
        return BETWEEN.join(values) if any(values) else None
    if not path or record is None:
        return record
    return cell(record.get(path[0]), path[1:])


def row(record: dict, headings: list[str]) -> list[str]:
    return [_written(cell(record, heading.split("."))) for heading in headings]


def _written(value: Any) -> str:
    """As JSON writes it: nothing for null, `true` and `false`."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
