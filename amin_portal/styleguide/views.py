"""The style guide, for those who work on the portal."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .contents import groups
from .specimens import shown


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for staff, or for anybody where DEBUG is on, and not there for all others."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    response = render(request, "styleguide.html", {"groups": shown(groups(), request)})
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
