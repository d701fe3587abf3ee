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

from .links import link
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
        neighbours = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        envelope = {"count": self.page.paginator.count} | neighbours | terms(self.request) | {"results": data}
        here = self.request.build_absolute_uri()
        last = self.page.paginator.num_pages
        pages = {
            "first": remove_query_param(here, "page"),
            "prev": neighbours["previous"],
            "next": neighbours["next"],
            "last": replace_query_param(here, "page", last) if last > 1 else remove_query_param(here, "page"),
        }
        links = ", ".join(link(address, rel) for rel, address in pages.items() if address)
        return Response(envelope, headers={"Link": links})

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
