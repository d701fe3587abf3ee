"""The home page, permanent addresses, and what is shown when something is not there."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amin_portal.publishing.models import publishable_models
from amin_portal.publishing.problems import problem
from amin_portal.publishing.views import tombstone
from documents.models import Document, KeyFigure
from meetings.models import Body, Meeting
from plans.models import Plan
from plans.progress import roll_up
from plans.views import ADOPTION


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    ministerial = Meeting.objects.public().filter(body__kind=Body.Kind.MINISTERIAL).linked("body", "host")
    plans = Plan.objects.public().filter(kind=Plan.Kind.ACTION_PLAN).in_force(today.year)
    plans = list(plans.linked(*ADOPTION, "actions", "actions__reports"))
    for plan in plans:
        plan.roll_up = roll_up(plan.actions.all())
    return render(
        request,
        "home.html",
        {
            "next_meeting": ministerial.upcoming(today).first(),
            "last_meeting": ministerial.filter(status=Meeting.Status.HELD).linked("outcomes").first(),
            "plans": plans,
            "bodies": Body.objects.public(),
            "key_documents": Document.objects.public().filter(is_key_document=True)[:6],
            "recent_documents": Document.objects.public().filter(date__isnull=False)[:5],
            "recent_meetings": Meeting.objects.public().filter(status=Meeting.Status.HELD)[:5],
            "figures": KeyFigure.objects.public().filter(is_headline=True),
        },
    )


@require_safe
def by_uid(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The permanent address of any record leads to its page of today."""
    for model in publishable_models():
        records = model.objects.filter(uid=uid)
        if record := records.public().first():
            return redirect(record)
        if record := records.withdrawn().first():
            return tombstone(request, record)
    raise Http404


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: a page for people, problem details for clients of the API."""
    if request.path.startswith("/api/"):
        return JsonResponse(
            problem(404, "Nothing has this address."), status=404, content_type="application/problem+json"
        )
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: nothing here may fail again, so the page is built from no data."""
    if request.path.startswith("/api/"):
        return JsonResponse(
            problem(500, "The portal failed. Please try again later."),
            status=500,
            content_type="application/problem+json",
        )
    return render(request, "500.html", status=500)
