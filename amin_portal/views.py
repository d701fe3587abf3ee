"""The home page, permanent addresses, and what is shown when something is not there."""

import sys
import uuid
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amin_portal.busy import come_back, passes
from amin_portal.operations.request_ids import to_quote
from amin_portal.publishing.models import kind_of
from amin_portal.publishing.problems import PROBLEM, problem
from amin_portal.publishing.views import tombstone
from documents.models import Document, KeyFigure
from meetings.hierarchy import hierarchy
from meetings.models import Body, Meeting
from plans.charts import standing
from plans.models import Plan
from plans.progress import roll_ups
from plans.views import ADOPTION


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    ministerial = Meeting.objects.public().filter(body__kind=Body.Kind.MINISTERIAL).linked("body", "host")
    last = ministerial.filter(status=Meeting.Status.HELD).linked("body__meetings", "outcomes").first()
    return render(
        request,
        "home.html",
        {
            "next_meeting": ministerial.upcoming(today).first(),
            "expected": last and last.body.expected_next,
            "last_meeting": last,
            "plans": plans_in_force(today.year),
            "hierarchy": hierarchy(Body.objects.public().filter(concluded=None)),
            "key_documents": Document.objects.public().filter(is_key_document=True)[:6],
            "newest": newest(6),
            "figures": KeyFigure.objects.public().filter(is_headline=True),
        },
    )


def plans_in_force(year: int) -> list[Plan]:
    """The action plans of the year with their `standing` and `roll_up`, and the roll-up of the plan before each."""
    plans = Plan.objects.public().filter(kind=Plan.Kind.ACTION_PLAN).in_force(year)
    plans = list(plans.linked(*ADOPTION, "predecessor"))
    shown = [plan for pair in plans for plan in (pair, pair.predecessor) if plan]
    found = roll_ups(shown)
    for plan in shown:
        plan.roll_up = found[plan.pk]
    for plan in plans:
        plan.standing = standing(plan.start_year, plan.end_year, year)
    return plans


def newest(count: int) -> list[Meeting | Document]:
    """The latest meetings held and documents issued, whichever came last first; what has no date is left out."""
    meetings = Meeting.objects.public().filter(status=Meeting.Status.HELD, start__isnull=False)
    documents = Document.objects.public().filter(date__isnull=False)
    dated = [(meeting.start.first, meeting) for meeting in meetings[:count]]
    dated += [(document.date.first, document) for document in documents[:count]]
    return [record for _day, record in sorted(dated, key=lambda pair: pair[0], reverse=True)[:count]]


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement on accessibility, as it stands in docs/."""
    title, text = Path(settings.BASE_DIR, "docs/accessibility.md").read_text(encoding="utf-8").split("\n", 1)
    return render(request, "accessibility.html", {"title": title.removeprefix("# "), "text": text})


@require_safe
def by_uid(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The permanent address of any record leads to its page of today."""
    model = kind_of(uid)
    if model is None:
        raise Http404
    records = model.objects.filter(uid=uid)
    if record := records.public().first():
        return redirect(record)
    if record := records.withdrawn().first():
        return tombstone(request, record)
    raise Http404


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: a page for people, problem details for clients of the API."""
    if request.path.startswith("/api/"):
        return JsonResponse(problem(404, "Nothing has this address."), status=404, content_type=PROBLEM)
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what no view was asked, such as a thousand parameters."""
    detail = "This request cannot be understood: it names another host, or holds more than is read or can be on record."
    if request.path.startswith("/api/"):
        return JsonResponse(problem(400, detail), status=400, content_type=PROBLEM)
    return HttpResponse(f"{detail}\n", status=400, content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: nothing here may fail again, so the page is built from no data.

    Django asks this while the failure is being handled: one that came before any view, as a session that cannot be
    read, may be over by itself.
    """
    error = sys.exception()
    if passes(error):
        return come_back(request, error)
    if request.path.startswith("/api/"):
        detail = "The portal failed. Please try again later."
        return JsonResponse(problem(500, detail, **to_quote()), status=500, content_type=PROBLEM)
    return render(request, "500.html", to_quote(), status=500)
