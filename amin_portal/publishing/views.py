"""Lists and detail pages behind the one door."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import classonlymethod
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.views.generic import DetailView
from django_filters.views import FilterView

from .addresses import PAGE, address, at_page, narrowed, tidied, without
from .conditional import unchanged_since_version
from .exports import file_of, json_twin, ways_to_take
from .filters import RecordFilter
from .list_parts import ListPaginator, once_for_list
from .models import FormerSlug, Publishable
from .previews import NOT_KEPT, viewer_of
from .refused import Problem
from .spreadsheets.writing import Format


class Moved(Exception):
    """The record has another address now."""

    def __init__(self, address: str) -> None:
        self.address = address


class Gone(Exception):
    """The record was withdrawn."""

    def __init__(self, record: Publishable) -> None:
        self.record = record


def tombstone(request: HttpRequest, record: Publishable) -> HttpResponse:
    """What stands in place of a withdrawn record: title, date, reason, replacement (410)."""
    replacement = type(record).objects.public().filter(pk=record.replaced_by_id).first()
    return render(request, "410.html", {"record": record, "replacement": replacement}, status=410)


@dataclass(frozen=True)
class Pill:
    """A filter in use, in words, with the address of the list without it, and how many records are there if asked."""

    label: str | Promise
    value: str | Promise
    removed: str
    count: int | None = None


class PublicList(FilterView):
    """A page of public records, filtered by the FilterSet that the API uses too.

    An address with parameters in another order, or with empty ones, as a form sends it, leads to the tidy one.
    `dated_by` names the date of a record by whose years the list is divided while it stands in the order of that date.

    As a file (`exports_of` in urls.py) it has the `columns` named, which read `behind_columns` besides the relations
    that they are themselves; `formats` are the ways to take it along, and `in_collection` the parameters with which the
    API lists the same.
    """

    paginate_by = 25
    strict = False  # a wrong filter is named in a notice and left out
    linked: tuple[str, ...] = ()
    dated_by = ""
    format: Format | None = None
    columns: tuple[str, ...] = ()
    behind_columns: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("csv", "xlsx", "json", "feed")
    form_summary: str | Promise = ""  # what its filters are called, where that is not what those of most lists are
    feed_name = ""  # the URL name of its feed, where it does not lie beside the list as "feed"
    in_collection: dict[str, str] = {}

    @classonlymethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        """Shows nobody more than the public may see: so who has it already is told so in one query (304)."""
        return unchanged_since_version(super().as_view(**initkwargs))

    def get_queryset(self) -> QuerySet:
        return self.model.objects.public().linked(*self.linked)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.format is not None:
            return file_of(self, self.format)
        tidy = tidied(request.GET, self.filterset_class.base_filters)
        if list(tidy.lists()) != list(request.GET.lists()):
            return redirect(address(request.path, tidy))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict:
        filterset, query = kwargs["filter"], self.request.GET
        problems = filterset.problems(extra={PAGE})
        context = super().get_context_data(problems=problems, **kwargs)
        understood = without(query, *(problem.parameter for problem in problems))
        pills = self.pills(filterset, counted=not context["paginator"].count)
        unknown = [name for name in query if name not in {*filterset.filters, PAGE}]
        known = at_page(without(query, *unknown), context["page_obj"].number)
        return context | {
            "filter_form": self.filter_form(filterset, problems),
            "pills": pills,
            "ways_on": [pill for pill in pills if pill.count],
            "unfiltered": address(self.request.path, without(query, *(name for name in query if name != "ordering"))),
            "is_narrowed": bool(without(query)),
            "canonical": address(self.request.path, known),
            "years": self.years(context["object_list"], filterset),
            "feed": narrowed(reverse(self.feed_name or self.beside("feed")), query, filterset),
            "exports": ways_to_take(self, understood, context["paginator"].count),
            "json_twin": json_twin(self, understood),
        }

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator:
        return ListPaginator(*args, request=self.request, **kwargs)

    def filter_form(self, filterset: RecordFilter, problems: Sequence[Problem]) -> SafeString:
        def made() -> SafeString:
            filterset.offer_choices()
            shown = {"filter": filterset, "problems": problems, "summary": self.form_summary}
            return render_to_string("components/filter_form.html", shown, self.request)

        return made() if problems else once_for_list(self.request, "form", made)

    def beside(self, name: str) -> str:
        """The URL name of what lies beside the list."""
        return f"{self.request.resolver_match.namespace}:{name}"

    def pills(self, filterset: RecordFilter, counted: bool) -> list[Pill]:
        """The filters in use, each with the way to the list without it; `counted`: with how many records are there."""
        return [
            Pill(
                one.label,
                one.value,
                address(self.request.path, without(self.request.GET, one.name)),
                filterset.without(one.name).count() if counted else None,
            )
            for one in filterset.in_use
        ]

    def years(self, records: Iterable[Publishable], filterset: RecordFilter) -> list[tuple[int | str | None, list]]:
        """The records by the year of their date (None: not known); all under "" where another order was asked for."""
        if not self.dated_by or filterset.order not in {"", self.dated_by, f"-{self.dated_by}"}:
            return [("", list(records))]
        dates = ((getattr(record, self.dated_by), record) for record in records)
        pairs = groupby(dates, key=lambda pair: pair[0] and pair[0].year)
        return [(year, [record for _date, record in pairs_of_year]) for year, pairs_of_year in pairs]


class PublicDetail(DetailView):
    """The page of one record; staff see a draft at its future address, and drafts among its parts with `?preview=1`.

    `linked` names the relations that the page shows: they come through the same door as the record itself.
    `feed_name` is the URL name of the feed of what changes around it, if there is one.
    """

    linked: tuple[str, ...] = ()
    feed_name = ""
    preview = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().get(request, *args, **kwargs)
        except Moved as moved:
            query = request.META["QUERY_STRING"]
            return redirect(f"{moved.address}?{query}" if query else moved.address, permanent=True)
        except Gone as gone:
            return tombstone(request, gone.record)
        if self.preview:
            for name, value in NOT_KEPT.items():
                response[name] = value
        return response

    @property
    def viewer(self) -> Any:
        """Who may see the record before the public does; None where nobody may."""
        return viewer_of(self.request)

    def identify(self) -> dict[str, Any]:
        """Which record the address names."""
        return {"slug": self.kwargs["slug"]}

    def get_object(self, queryset: QuerySet | None = None) -> Publishable:
        """The public record; else, for staff, the draft. Raises Moved, Gone or Http404."""
        records, identity = self.model.objects.all(), self.identify()
        asked = "preview" in self.request.GET and self.viewer is not None
        if not asked and (record := records.public().linked(*self.linked).filter(**identity).first()):
            return record
        viewer = self.viewer
        if viewer is not None and (
            record := records.visible_to(viewer).linked(*self.linked, viewer=viewer).filter(**identity).first()
        ):
            self.preview = True
            return record
        if record := records.withdrawn().filter(**identity).first():
            raise Gone(record)
        self.look_for_former_address()
        raise Http404

    def look_for_former_address(self) -> None:
        """Raise Moved where the address was right once: to the same page below the present slug."""
        if record := FormerSlug.known_record(self.named_first, self.kwargs["slug"]):
            match = self.request.resolver_match
            raise Moved(reverse(match.view_name, kwargs=match.kwargs | {"slug": record.slug}))

    @property
    def named_first(self) -> type[Publishable]:
        """The kind of record whose slug comes first in the address."""
        return self.model

    def get_context_data(self, **kwargs: Any) -> dict:
        has_feed = self.feed_name and not self.preview
        feed = reverse(self.feed_name, args=[self.object.slug]) if has_feed else ""
        return super().get_context_data(preview=self.preview, feed=feed, **kwargs)


class PublicPartDetail(PublicDetail):
    """The page of a part, whose address lies below that of its whole: both may have moved."""

    whole_model: type[Publishable]
    part_kwarg = "part"

    def identify(self) -> dict[str, Any]:
        return {f"{self.model.slug_scope}__slug": self.kwargs["slug"], "slug": self.kwargs[self.part_kwarg]}

    @property
    def named_first(self) -> type[Publishable]:
        return self.whole_model

    def look_for_former_address(self) -> None:
        super().look_for_former_address()
        whole = self.whole_model.objects.public().filter(slug=self.kwargs["slug"]).first()
        if whole and (part := FormerSlug.known_record(self.model, self.kwargs[self.part_kwarg], scope=whole)):
            raise Moved(part.get_absolute_url())
