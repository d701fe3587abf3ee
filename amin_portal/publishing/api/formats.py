"""In which form a list is answered: JSON, or all of it as CSV."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from rest_framework import renderers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request

from amin_portal.publishing.problems import BadParameters
from amin_portal.publishing.refused import Problem
from amin_portal.publishing.spreadsheets.writing import CSV, as_csv

from .tables import columns, rows

AT_ONCE = 500  # records that are fetched in one go
FORMAT = "format"


class TableRenderer(renderers.BaseRenderer):
    """Stands for CSV where an answer's form is agreed upon; the answer itself is streamed."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: dict | None = None) -> bytes:
        raise NotImplementedError


class FormatOrAccept(DefaultContentNegotiation):
    """`format` where it is given, else what the reader accepts, JSON first."""

    def select_renderer(self, request: Request, renderers: list, format_suffix: str | None = None) -> tuple:
        formats = {renderer.format: renderer for renderer in renderers}
        asked = request.query_params.getlist(FORMAT) if len(formats) > 1 else []
        if not asked:
            return super().select_renderer(request, renderers, format_suffix)
        if len(asked) > 1:
            raise BadParameters([Problem.repeated(FORMAT, len(asked))])
        if asked[0] not in formats:
            raise BadParameters([Problem.unknown_name(FORMAT, asked[0], formats)])
        return formats[asked[0]], formats[asked[0]].media_type


def table(view: Any, records: QuerySet) -> StreamingHttpResponse:
    """All the records as CSV, in pieces. Plain data: no byte order mark, nothing changed for spreadsheets."""
    headings = list(columns(view.teller.serializer, view.model, narrowed="fields" in view.request.query_params))
    name = f"{view.model.collection}.csv"
    return StreamingHttpResponse(
        as_csv(headings, rows(_told(view, records), headings), bom=False, guard=False),
        content_type=CSV.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _told(view: Any, records: QuerySet) -> Iterator[dict[str, Any]]:
    found = records.iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        yield from view.teller.tell(some)
