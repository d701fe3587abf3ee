"""A list of the admin as a file: what is filtered and searched there, in its order."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from .cells import Cell
from .columns import Column, columns_of, with_what_cells_need
from .writing import CSV, Format, as_csv, as_xlsx

AT_ONCE = 2_000  # records that are fetched in one go, with a fixed number of queries


def rows_of(queryset: QuerySet, columns: tuple[Column, ...]) -> Iterator[list[Cell]]:
    """The cells of each record, in the order of the query."""
    for record in with_what_cells_need(queryset).iterator(chunk_size=AT_ONCE):
        yield [column.cell(record) for column in columns]


def file_name(model: type[Model], is_filtered: bool, extension: str) -> str:
    """meetings-filtered-2026-11-24.xlsx"""
    name = slugify(getattr(model, "collection", "") or str(model._meta.verbose_name_plural))
    return f"{name}{'-filtered' if is_filtered else ''}-{timezone.localdate():%Y-%m-%d}.{extension}"


def export(request: HttpRequest, queryset: QuerySet, format: Format, is_filtered: bool) -> HttpResponseBase:
    """The answer that holds the file; a CSV is sent while it is made."""
    columns = columns_of(queryset.model, f"{request.scheme}://{request.get_host()}")
    headings, rows = [column.column_name for column in columns], rows_of(queryset, columns)
    if format is CSV:
        response: HttpResponseBase = StreamingHttpResponse(as_csv(headings, rows))
    else:
        response = HttpResponse(as_xlsx(headings, rows, str(queryset.model._meta.verbose_name_plural)))
    response["Content-Type"] = format.media_type
    response["Content-Disposition"] = f'attachment; filename="{file_name(queryset.model, is_filtered, format.name)}"'
    return response
