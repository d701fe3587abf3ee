"""Addresses of lists: parameters in one order, and none that says nothing, so that shared links are short and equal."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.http import QueryDict

if TYPE_CHECKING:
    from .filters import RecordFilter

PAGE = "page"


def tidied(query: QueryDict, order: Iterable[str]) -> QueryDict:
    """The parameters in `order`, the page, and then those that nobody knows; without empty ones and without page 1."""
    known = [*order, PAGE]
    tidy = QueryDict(mutable=True)
    for name in [*known, *(name for name in query if name not in known)]:
        values = [value for value in query.getlist(name) if value.strip() or name not in known]
        if values and (name, values) != (PAGE, ["1"]):
            tidy.setlist(name, values)
    return tidy


def without(query: QueryDict, *names: str) -> QueryDict:
    """The query without these parameters, on its first page."""
    rest = query.copy()
    for name in (*names, PAGE):
        rest.pop(name, None)
    return rest


def at_page(query: QueryDict, number: int) -> QueryDict:
    """The query on another page; the first is not written."""
    paged = without(query)
    if number > 1:
        paged[PAGE] = str(number)
    return paged


def address(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path


def narrowed(path: str, query: QueryDict, filterset: "RecordFilter", among: Collection[str] | None = None) -> str:
    """That path with the filters in force (`among` these), without order, page, and what was not understood."""
    kept = [name for name in filterset.in_force if among is None or name in among]
    return address(path, without(query, *(name for name in query if name not in kept)))
