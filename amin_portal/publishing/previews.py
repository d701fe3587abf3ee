"""Who may see a page before the public does: staff, and whoever came by a preview link.

The link leads to the record's own page and leaves its token in a cookie, so that parts and files can be opened from
there. Nothing of it is kept by caches or search engines, and each page asks anew whether the link still holds.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .models import Guest, PreviewLink

NOT_KEPT = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def viewer_of(request: HttpRequest) -> Any:
    """The member of staff, or the guest, who asks; None for the public."""
    if request.user.is_staff:
        return request.user
    if not hasattr(request, "preview_guest"):
        request.preview_guest = _guest(request)
    return request.preview_guest


def _guest(request: HttpRequest) -> Guest | None:
    token = request.COOKIES.get(settings.PREVIEW_COOKIE_NAME)
    link = PreviewLink.objects.open().signed(token) if token else None
    record = link and link.record
    return Guest(record) if record else None


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Opens the door for whoever holds the link, or says why it stays closed: 404 not our link, 410 over."""
    link = PreviewLink.objects.signed(token)
    record = link.record if link and link.is_open else None
    if record is None:
        response = render(request, "preview_ended.html", {"link": link}, status=410 if link else 404)
    else:
        PreviewLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())
        response = redirect(record.get_preview_url())
        response.set_cookie(
            settings.PREVIEW_COOKIE_NAME,
            token,
            expires=link.expires_at,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    for name, value in NOT_KEPT.items():
        response[name] = value
    return response
