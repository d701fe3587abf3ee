"""Bounded pages of a collection."""

import re
from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from amin_portal.publishing.filters import Problem
from amin_portal.publishing.problems import BadParameters


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
        return super().paginate_queryset(queryset, request, view)

    def _problem(self, name: str, request: Request) -> Problem | None:
        text = request.query_params.get(name)
        most = self.max_page_size if name == "page_size" else 10**9
        if text is None or (re.fullmatch("[0-9]{1,9}", text) and 1 <= int(text) <= most):
            return None
        return Problem(
            name, "invalid", f"“{name}”: write a whole number from 1{f' to {most}' if most < 10**9 else ''}."
        )
