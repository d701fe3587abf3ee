"""Records as rows of a CSV: what a serializer tells, flat, with dots between the steps to what is nested."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
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


def rows(records: Iterable[dict[str, Any]], headings: Iterable[str]) -> Iterator[list[str]]:
    paths = (heading.split(".") for heading in headings)
    fields = [(name, [below for _name, *below in some]) for name, some in groupby(paths, itemgetter(0))]
    for record in records:
        row: list[str] = []
        for name, columns_of_it in fields:
            value = record.get(name)
            if value is None or value == []:
                row += [""] * len(columns_of_it)
            else:
                row += [cell(value, below) for below in columns_of_it]
        yield row


def cell(value: Any, path: list[str]) -> str:
    """What is at the end of the path, as JSON writes it; nothing for null.

    The several values of a list, or below one, stand in one text; nothing if all of them are empty.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list):
        values = [cell(one, path) for one in value]
        return BETWEEN.join(values) if any(values) else ""
    if path:
        return cell(value.get(path[0]), path[1:])
    return str(value).lower() if isinstance(value, bool) else str(value)
