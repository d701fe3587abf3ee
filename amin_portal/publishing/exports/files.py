"""A public list as a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from amin_portal.publishing.filters import Problem
from amin_portal.publishing.problems import PROBLEM, BadParameters, problem
from amin_portal.publishing.spreadsheets.cells import Cell
from amin_portal.publishing.spreadsheets.writing import CSV, FORMATS, Format, as_csv, as_xlsx

from .columns import Column, columns_of, relations_of

if TYPE_CHECKING:
    from amin_portal.publishing.views import PublicList

AT_ONCE = 1_000  # records that are fetched in one go, with a fixed number of queries


def exports_of(view: type["PublicList"]) -> list[URLPattern]:
    """The addresses of a list's files, beside the list: list.csv, list.xlsx."""
    return [path(f"list.{format.name}", view.as_view(format=format), name=format.name) for format in FORMATS.values()]


def file_of(view: "PublicList", format: Format) -> HttpResponseBase:
    """All that the query string finds. Where a parameter is not understood: 400, never other rows than were meant."""
    view.linked = (*relations_of(view.model, view.columns), *view.behind_columns)
    filterset = view.get_filterset(view.get_filterset_class())
    if problems := filterset.problems():
        return refusal(problems)
    records = filterset.qs
    if format.most_rows is not None and records.count() > format.most_rows:
        detail = f"These are more rows than the {format.most_rows} of an Excel file from here: take the CSV."
        return HttpResponse(detail, status=413, content_type="text/plain; charset=utf-8")
    name = view.request.resolver_match.namespace
    response = sent(view, format, records, name)
    filtered = "-filtered" if filterset.in_force else ""
    response["Content-Disposition"] = f'attachment; filename="{name}{filtered}.{format.name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


def sent(view: "PublicList", format: Format, records: QuerySet, name: str) -> HttpResponseBase:
    """A CSV is sent while it is made."""
    request = view.request
    columns = columns_of(view.model, view.columns, f"{request.scheme}://{request.get_host()}")
    headings, rows = [column.heading for column in columns], rows_of(records, columns)
    if format is CSV:
        return StreamingHttpResponse(as_csv(headings, rows), content_type=format.media_type)
    return HttpResponse(as_xlsx(headings, rows, name), content_type=format.media_type)


def rows_of(records: QuerySet, columns: list[Column]) -> Iterator[list[Cell]]:
    for record in records.iterator(chunk_size=AT_ONCE):
        yield [column.cell(record) for column in columns]


def refusal(problems: list[Problem]) -> HttpResponse:
    """The problem details that the API answers to the same query string."""
    told = problem(400, BadParameters.default_detail, errors=[one.as_json() for one in problems])
    return JsonResponse(told, status=400, content_type=PROBLEM)
