"""Pages by cursor: a whole collection from the first record made to the last, whatever changes meanwhile."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from amin_portal.publishing.problems import BadParameters
from amin_portal.publishing.refused import Problem

from .links import link
from .paging import Pages
from .terms import terms

CURSOR = "cursor"
NOT_BESIDE = ("page", "ordering")


def written(collection: str, key: int) -> str:
    return base64.urlsafe_b64encode(f"{collection}:{key}".encode()).decode().rstrip("=")


def read(cursor: str, collection: str) -> int | None:
    """The key after which the cursor goes on; None where it is none of this collection."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    name, colon, key = text.partition(":")
    return int(key) if name == collection and re.fullmatch("[0-9]{1,18}", key) else None


class RecordPages(Pages):
    """Numbered pages, or pages by cursor where `cursor` is given: empty at the beginning, then as `next` has it."""

    parameters = (*Pages.parameters, CURSOR)

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list | None:
        self.crawls = CURSOR in request.query_params
        if not self.crawls:
            return super().paginate_queryset(queryset, request, view)
        self.request, collection = request, view.model.collection
        cursor = request.query_params[CURSOR]
        after = read(cursor, collection) if cursor else 0
        if problems := [*self._cursor_problems(after), *filter(None, [self._problem("page_size", request)])]:
            raise BadParameters(problems)
        size = self.get_page_size(request)
        found = list(queryset.filter(pk__gt=after).order_by("pk")[: size + 1])
        self.following = written(collection, found[size - 1].pk) if len(found) > size else None
        return found[:size]

    def _cursor_problems(self, after: int | None) -> Iterator[Problem]:
        if after is None:
            yield Problem(
                CURSOR, "invalid", f"“{CURSOR}” is broken. Begin anew with an empty one, and take each from “next”."
            )
        for name in NOT_BESIDE:
            if name in self.request.query_params:
                yield Problem(name, "invalid", f"“{name}” cannot stand beside “{CURSOR}”: it has an order of its own.")

    def _problem(self, name: str, request: Request) -> Problem | None:
        return None if name == CURSOR else super()._problem(name, request)

    def get_paginated_response(self, data: list) -> Response:
        """By cursor nothing is counted and there is no way back."""
        if not self.crawls:
            return super().get_paginated_response(data)
        here = self.request.build_absolute_uri()
        following = replace_query_param(here, CURSOR, self.following) if self.following else None
        envelope = {"count": None, "next": following, "previous": None} | terms(self.request) | {"results": data}
        pages = {"first": replace_query_param(here, CURSOR, ""), "next": following}
        links = ", ".join(link(address, rel) for rel, address in pages.items() if address)
        return Response(envelope, headers={"Link": links})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        described = super().get_paginated_response_schema(schema)
        described["properties"]["count"] = {
            "type": ["integer", "null"],
            "description": "Of the whole list; null in pages by cursor, where it is not counted.",
        }
        return described

    def get_schema_operation_parameters(self, view: Any) -> list[dict]:
        described = {
            "name": CURSOR,
            "required": False,
            "in": "query",
            "description": "Pages by cursor: empty for the first, then as `next` has it. Neither repeats nor skips a "
            "record, whatever changes meanwhile; not beside `page` or `ordering`.",
            "schema": {"type": "string"},
            "allowEmptyValue": True,
        }
        return [*super().get_schema_operation_parameters(view), described]
