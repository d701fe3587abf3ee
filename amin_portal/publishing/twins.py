"""Lists and records in other forms than their pages, for other programs: the same query string, the same door.

A program shows nobody a notice, so what it asks and nobody understands is refused, where a page leaves it out.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.generic import View

from .addresses import narrowed
from .exports.files import refusal
from .filters import Problem, RecordFilter
from .refused import not_known_or_repeated
from .views import PublicDetail, PublicList

UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # in XML, or in a calendar


def plain(text: str) -> str:
    """Without control characters and what else no other program could read."""
    return UNREADABLE.sub("", str(text))


def in_words(title: str, filterset: RecordFilter) -> str:
    """What a narrowed list is called: "Meetings (Body: AMMin, Year: 2023)"."""
    filters = ", ".join(f"{one.label}: {one.value}" for one in filterset.in_use)
    return f"{title} ({filters})" if filters else str(title)


def no_parameters(query: QueryDict) -> list[Problem]:
    """Whatever is asked of an address that takes no parameters."""
    return list(not_known_or_repeated(query, ()))


class ListTwin(View):
    """The records of the list `page` in another form; `not_taken` are filters of the page that it has no use for.

    Its address lies beside that of the page.
    """

    page: type[PublicList] = PublicList
    filterset_class: type[RecordFilter] | None = None
    linked: Sequence[str] = ()
    not_taken: Sequence[str] = ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.page(linked=tuple(self.linked))
        page.setup(request)
        filters = self.filterset_class or page.filterset_class
        filterset = filters(request.GET, queryset=page.get_queryset(), request=request)
        for name in self.not_taken:
            filterset.filters.pop(name, None)
        if problems := filterset.problems():
            return refusal(problems)
        return self.answer(filterset)

    def answer(self, filterset: RecordFilter) -> HttpResponse:
        raise NotImplementedError

    def page_address(self, filterset: RecordFilter) -> str:
        """The absolute address of the page that shows the same records."""
        path = self.request.path.rpartition("/")[0] + "/"
        filters = self.page.filterset_class.base_filters
        return self.request.build_absolute_uri(narrowed(path, self.request.GET, filterset, among=filters))


class RecordTwin(PublicDetail):
    """A record in another form, for the public alone: what a program fetched by itself is nobody's preview."""

    viewer = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if problems := self.problems():
            return refusal(problems)
        return super().get(request, *args, **kwargs)

    def problems(self) -> list[Problem]:
        return no_parameters(self.request.GET)
