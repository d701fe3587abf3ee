"""How the API tells records, asked without a reader."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Model
from django.http import HttpRequest
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from amin_portal.publishing.models.changes import NOWHERE
from amin_portal.publishing.models.lists import listed

from .kinds import collections

Mark = tuple[str, int]  # kind and primary key of a record: ("meetings.meeting", 7)


class Told(NamedTuple):
    """A public record as the API tells it: as `text` that goes out, and read; `uses` is what it was told with."""

    record: Model
    text: str
    content: dict[str, Any]
    face: list[str]
    uses: frozenset[Mark]


class Nobody(Request):
    """Asks from nowhere."""

    def __init__(self) -> None:
        request = HttpRequest()
        request.method = "GET"
        super().__init__(request)

    def build_absolute_uri(self, location: str = "/") -> str:
        return NOWHERE + location


def tell(model: type[Model], keys: Iterable[int]) -> dict[int, Told]:
    """Those of the records that are public, by primary key; a fixed number of queries."""
    view = collections()[model](action="list", request=Nobody(), args=(), kwargs={}, format_kwarg=None)
    records = list(view.get_queryset().filter(pk__in=keys).order_by())
    texts = [JSONRenderer().render(told).decode() for told in view.teller.tell(records)]
    contents = [json.loads(text.replace(NOWHERE, "")) for text in texts]  # addresses begin with a slash
    return {
        record.pk: Told(record, text, content, face(record, content, view.told_elsewhere), uses(record))
        for record, text, content in zip(records, texts, contents, strict=True)
    }


def face(record: Any, content: dict[str, Any], told_elsewhere: Iterable[str]) -> list[str]:
    """What others tell of it, or order it by: where this stays, nothing else has to be compared."""
    names = (*places_in_lists(type(record)), *told_elsewhere)
    own = [str(record), *(content[name] for name in ("slug", "url", "web"))]
    return [*own, *(str(getattr(record, name)) for name in names)]


@cache
def places_in_lists(model: type[Model]) -> tuple[str, ...]:
    """Its own columns by which it is ordered."""
    terms = (getattr(term, "expression", term) for term in model._meta.ordering)
    names = (getattr(term, "name", term).lstrip("-") for term in terms)
    return tuple(model._meta.get_field(name).attname for name in names if name != "pk" and "__" not in name)


def uses(record: Any) -> frozenset[Mark]:
    """All that was fetched through the door to tell it."""
    others = (other for path in collections()[type(record)].linked for other in reached(record, path.split("__")))
    return frozenset((other._meta.label_lower, other.pk) for other in others)


def reached(record: Any, way: list[str]) -> Iterator[Any]:
    if not way:
        yield record
        return
    found = listed(record, way[0])
    if found is None:
        found = getattr(record, way[0], None)
        found = found.all() if hasattr(found, "all") else [found]
    for other in found:
        if other is not None:
            yield from reached(other, way[1:])
