"""The page that puts two plans beside each other."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from amin_portal.publishing.addresses import PAGE, address, tidied, without
from amin_portal.publishing.models import FormerSlug
from amin_portal.publishing.refused import Problem, not_known_or_repeated

from ..models import Plan
from .areas import MOST as MOST_AREAS
from .comparison import Comparison, Part
from .forms import CompareForm
from .told import RULE_OF_ACTIONS, RULE_OF_AREAS, count, gaps, label, told

PLANS, LIST = ("a", "b"), "list"
MOST_SHOWN = 3  # actions of a part, where all parts are shown
MOST_ON_A_PAGE = 25


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """`?a=` and `?b=` name the plans by their slugs; `?list=` shows all of one part of their actions."""
    tidy = tidied(request.GET, [*PLANS, LIST])
    if list(tidy.lists()) != list(request.GET.lists()):
        return redirect(address(request.path, tidy))
    plans = list(Plan.objects.public())
    if moved := with_present_slugs(request.GET, {plan.slug for plan in plans}):
        return redirect(address(request.path, moved), permanent=True)
    problems = list(misunderstood(request.GET))
    query = without(request.GET, *(problem.parameter for problem in problems))
    form = CompareForm(plans, query if any(name in query for name in PLANS) else None)
    context = {"form": form, "problems": problems, "is_narrowed": bool(request.GET)}
    if form.is_valid():
        context |= beside(form.cleaned_data, query, request)
    return render(request, "plans/compare.html", context)


def misunderstood(query: QueryDict) -> Iterable[Problem]:
    yield from not_known_or_repeated(query, {*PLANS, LIST, PAGE})
    asked = query.getlist(LIST)
    if len(asked) == 1 and asked[0] not in Part.values:
        yield Problem.unknown_name(LIST, asked[0], Part.values)


def with_present_slugs(query: QueryDict, public: set[str]) -> QueryDict | None:
    """The query with the slugs that its plans have now; None where it has them already."""
    moved = query.copy()
    for name in PLANS:
        slug = query.get(name, "")
        if slug and slug not in public and "\0" not in slug:
            plan = FormerSlug.known_record(Plan, slug)
            if plan and plan.slug in public:
                moved[name] = plan.slug
    return moved if moved != query else None


def beside(slugs: dict[str, str], query: QueryDict, request: HttpRequest) -> dict[str, Any]:
    """The two plans with what is on record of them: all of one part where that is asked for, or the first of each."""
    found = Plan.objects.public().linked("parts", "areas", "areas__lead_body").filter(slug__in=slugs.values())
    by_slug = {plan.slug: plan for plan in found}
    if len(by_slug) < len(slugs):  # one was withdrawn a moment ago
        raise Http404
    earlier, later = (by_slug[slugs[name]] for name in PLANS)
    comparison = Comparison(earlier, later)
    context = {
        "earlier": earlier,
        "later": later,
        "comparison": comparison,
        "gaps": list(gaps(comparison)),
        "is_backward": bool(earlier.start_year and later.start_year and later.start_year < earlier.start_year),
        "rule_of_actions": RULE_OF_ACTIONS,
    }
    if LIST in query:
        return context | all_of(comparison, Part(query[LIST]), request.GET.get(PAGE, "1"))
    return context | {"parts": told(comparison, MOST_SHOWN), "rule": RULE_OF_AREAS, "most_areas": MOST_AREAS}


def all_of(comparison: Comparison, part: Part, number: str) -> dict[str, Any]:
    """One part, page by page. Raises Http404 for a page that is none."""
    paginator = Paginator(comparison.parts.get(part, []), MOST_ON_A_PAGE)
    try:
        page = paginator.page(number)
    except InvalidPage as error:
        raise Http404(str(error)) from error
    return {
        "part": part,
        "label": label(comparison, part),
        "count": count(comparison, part),
        "rows": list(comparison.rows(page.object_list).values()),
        "page_obj": page,
        "paginator": paginator,
        "is_paginated": page.has_other_pages(),
    }
