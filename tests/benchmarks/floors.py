"""What the portal is compared with: answers behind its own middleware that do as little as can be done.

Floor C is a constant. Floor R asks the database in plain SQL for the 25 documents of a page and writes them as JSON:
no relations, no count, no addresses, no door but the state.
"""

from typing import Any

import orjson
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from amin_portal.urls import handler400, handler404, handler500
from amin_portal.urls import urlpatterns as of_the_portal

__all__ = ["handler400", "handler404", "handler500"]

COLUMNS = (
    "uid", "slug", "kind", "title", "short_title", "number", "date", "date_precision", "language", "summary",
    "is_key_document", "licence", "sources", "revision", "updated_at",
)  # fmt: skip
PAGE = f"""
    SELECT {", ".join(COLUMNS)} FROM documents_document
    WHERE state = 'published' AND (publish_from IS NULL OR publish_from <= CURRENT_TIMESTAMP){{narrowed}}
    ORDER BY date DESC NULLS LAST, title, id LIMIT 25
"""  # noqa: S608
NARROWED = " AND kind = %s AND date >= %s AND date <= %s"


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("constant")


def raw(request: HttpRequest) -> HttpResponse:
    """The first page of all documents, or of those of a kind and year."""
    values: list[Any] = []
    if "kind" in request.GET:
        values = [request.GET["kind"], f"{request.GET['year']}-01-01", f"{request.GET['year']}-12-31"]
    with connection.cursor() as cursor:
        cursor.execute(PAGE.format(narrowed=NARROWED if values else ""), values)
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return HttpResponse(orjson.dumps({"results": rows}), content_type="application/json")


urlpatterns = [path("floor/constant", constant), path("floor/raw", raw), *of_the_portal]
