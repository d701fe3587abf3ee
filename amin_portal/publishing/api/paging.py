"""Bounded pages of a collection."""

import re
from functools import partial
from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from amin_portal.publishing.list_parts import ListPaginator
from amin_portal.publishing.problems import BadParameters
from amin_portal.publishing.refused import Problem

from .links import joined, links_to
from .terms import TERMS_SCHEMA, terms


class Pages(PageNumberPagination):
    """Pages of 25, or `page_size` up to 100. A page that does not exist is 404, one that is no number 400."""

    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 100
    parameters = ("page", "page_size")

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list | None:
        problems = [problem for name in self.parameters if (problem := self._problem(name, request))]
        if problems:
            raise BadParameters(problems)
        self.django_paginator_class = partial(ListPaginator, request=request)
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data: list) -> Response:
        """The records in their envelope; its pages stand in the `Link` header too."""
        paginator = self.page.paginator
        here = self.request.build_absolute_uri()
        around = pages_around(here, self.page.number, paginator.num_pages)
        envelope = envelope_of(self.request, paginator.count, around) | {"results": data}
        return Response(envelope, headers={"Link": joined(links_to(around))})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        described = super().get_paginated_response_schema(schema)
        results = described["properties"].pop("results")
        described["properties"] |= TERMS_SCHEMA | {"results": results}
        described["required"] = list(described["properties"])
        return described

    def _problem(self, name: str, request: Request) -> Problem | None:
        text = request.query_params.get(name)
        most = self.max_page_size if name == "page_size" else 10**9
        if text is None or (re.fullmatch("[0-9]{1,9}", text) and 1 <= int(text) <= most):
            return None
        return Problem(
            name, "invalid", f"“{name}”: write a whole number from 1{f' to {most}' if most < 10**9 else ''}."
        )


def pages_around(here: str, number: int, last: int) -> dict[str, str]:
    """The addresses of the pages that there are, by their relation to the page of that number (RFC 8288)."""
    numbers = {"first": 1, "prev": number - 1, "next": number + 1, "last": last}
    return {
        rel: replace_query_param(here, "page", one) if one > 1 else remove_query_param(here, "page")
        for rel, one in numbers.items()
        if 1 <= one <= last
    }


def envelope_of(request: Any, count: int, around: dict[str, str]) -> dict[str, Any]:
    """What stands before the records of a page."""
    return {"count": count, "next": around.get("next"), "previous": around.get("prev")} | terms(request)
