"""What the pages of a list have in common, worked out once for each version of the record: how many, and the form."""

import hashlib
from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.cache import caches
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from .addresses import PAGE
from .one_maker import one_maker
from .release import release

NOT_OF_THE_LIST = {PAGE, "page_size"}
ORDERING = "ordering"
DEEP = 1_000  # rows before a page, from which on it takes longer to pass over them than to look for keys alone first
Part = TypeVar("Part")


def once_for_list(request: HttpRequest, part: str, make: Callable[[], Part], aside: Collection[str] = ()) -> Part:
    """A part of the list at this address, whatever page is asked for and whatever the parameters `aside` say."""
    query = [pair for pair in request.GET.lists() if pair[0] not in NOT_OF_THE_LIST.union(aside)]
    said = (part, request.path, urlencode(query, doseq=True))
    return once_for_version(request, hashlib.sha256("\0".join(said).encode(errors="replace")).hexdigest(), make)


def once_for_version(request: HttpRequest | None, name: str, make: Callable[[], Part]) -> Part:
    """What depends on nothing but its name, what is public, and the day.

    `request` knows which version of the record it is answered from (`Validators.of`); else it is made anew.
    """
    validators = getattr(request, "validators", None)
    if validators is None:
        return make()
    version = validators.version
    key = f"{name}-{release().digest}-{version.changed_at.timestamp()}-{validators.today}"
    found = caches["answers"].get(key, version=version.number)
    if found is None:
        with one_maker(f"{version.number}-{key}"):
            found = caches["answers"].get(key, version=version.number)
            if found is None:
                found = make()
                caches["answers"].set(key, found, version=version.number)
    return found


class ListPaginator(Paginator):
    """Counts a list once for each version of the record, and finds deep pages by their keys."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    @cached_property
    def count(self) -> int:
        return once_for_list(self.request, "count", lambda: super(ListPaginator, self).count, aside=[ORDERING])

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        if page.start_index() > DEEP and isinstance(page.object_list, QuerySet):
            keys = list(page.object_list.values_list("pk", flat=True))
            page.object_list = self.object_list.filter(pk__in=keys)
        return page
