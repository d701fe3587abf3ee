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

from .following import UPDATED_SINCE
from .links import joined, links_to
from .paging import Pages
from .terms import terms

CURSOR = "cursor"
NOT_BESIDE = ("page", "ordering")
CURSOR_DESCRIBED = {
    "name": CURSOR,
    "description": "Pages by cursor: empty for the first, then as `next` has it. Neither repeats nor skips a record, "
    "whatever changes meanwhile; not beside `page` or `ordering`.",
    "schema": {"type": "string"},
    "allowEmptyValue": True,
    "example": "",
}
SINCE_DESCRIBED = {
    "name": UPDATED_SINCE,
    "description": "Only what is told differently since that moment, be it because a mentioned record changed; and "
    "`tombstones` of what is gone since. Give `as_of` of the last answer.",
    "schema": {"type": "string", "format": "date-time"},
    "example": "2026-01-31T12:00:00Z",
}
TEXT_OR_NULL = {"type": ["string", "null"]}
GONE_DESCRIBED = {
    "as_of": {
        "type": "string",
        "format": "date-time",
        "description": "With `updated_since`: what to give as that the next time.",
    },
    "tombstones": {
        "type": "array",
        "description": "With `updated_since`, on the first page: all of the collection that is gone since. Date and "
        "reason are null for what went with something that it belongs to.",
        "items": {
            "type": "object",
            "properties": {
                "uid": {"type": "string", "format": "uuid"},
                "slug": {"type": "string"},
                "title": {"type": "string"},
                "withdrawn_on": TEXT_OR_NULL | {"format": "date"},
                "reason": TEXT_OR_NULL,
                "replaced_by": {"type": ["object", "null"], "description": "A mention of the record in its place."},
            },
            "required": ["uid", "slug", "title", "withdrawn_on", "reason", "replaced_by"],
        },
    },
}


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
        return Response(envelope, headers={"Link": joined(links_to(pages))})

    def get_paginated_response_schema(self, schema: dict) -> dict:
        described = super().get_paginated_response_schema(schema)
        described["properties"]["count"] = {
            "type": ["integer", "null"],
            "description": "Of the whole list; null in pages by cursor, where it is not counted.",
        }
        described["properties"] |= GONE_DESCRIBED
        return described

    def get_schema_operation_parameters(self, view: Any) -> list[dict]:
        described = (
            {"required": False, "in": "query"} | parameter for parameter in (CURSOR_DESCRIBED, SINCE_DESCRIBED)
        )
        return [*super().get_schema_operation_parameters(view), *described]
