"""The search page: every kind of record, by its title and text, behind the one door."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amin_portal.pages.filters import TextPageFilter
from amin_portal.publishing.filters import LONGEST_QUERY, Problem, RecordFilter
from documents.filters import DocumentFilter, KeyFigureFilter, RelatedLinkFilter
from meetings.filters import AgendaItemFilter, BodyFilter, MeetingFilter, OutcomeFilter, PartyFilter
from plans.filters import ActionFilter, ActivityFilter, PlanFilter, ProgressReportFilter, StrategicAreaFilter

from .spellings import spellings

SEARCHED: tuple[type[RecordFilter], ...] = (
    PlanFilter,
    StrategicAreaFilter,
    ActionFilter,
    ActivityFilter,
    ProgressReportFilter,
    MeetingFilter,
    AgendaItemFilter,
    OutcomeFilter,
    DocumentFilter,
    BodyFilter,
    PartyFilter,
    RelatedLinkFilter,
    KeyFigureFilter,
    TextPageFilter,
)
SHOWN = 20


@dataclass(frozen=True)
class Hits:
    """What was found of one kind: its name in the plural, how many, and the first of them."""

    label: str
    count: int
    records: QuerySet


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    queries = spellings(words) if words else []
    groups = [hits for kind in SEARCHED if queries and (hits := find(kind, queries)).count]
    total = sum(hits.count for hits in groups)
    problems = [Problem.unknown(name, {"q"}) for name in request.GET if name != "q"]
    context = {"words": words, "groups": groups, "total": total, "problems": problems}
    return render(request, "search.html", context)


def find(kind: type[RecordFilter], queries: list[str]) -> Hits:
    """The public records of one kind in which every word of one of the queries occurs."""
    model = kind._meta.model
    found = reduce(or_, (kind({"q": query}, queryset=model.objects.public()).qs for query in queries))
    label = str(model._meta.verbose_name_plural)
    return Hits(label[0].upper() + label[1:], found.count(), found.linked(*model.address_needs)[:SHOWN])
