"""Addresses that programs try at every site."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe


@require_safe
def open_search(request: HttpRequest) -> HttpResponse:
    """How a browser searches here (OpenSearch 1.1)."""
    root = request.build_absolute_uri("/").rstrip("/")
    return render(request, "opensearch.xml", {"root": root}, "application/opensearchdescription+xml; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); nothing where nobody is named, or the day is over until which it holds."""
    until = settings.SECURITY_CONTACT_UNTIL
    if not settings.SECURITY_CONTACT or until < timezone.now().astimezone(datetime.UTC).date():
        raise Http404
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACT]
    lines += [f"Expires: {until}T23:59:59Z", "Preferred-Languages: en", f"Canonical: {request.build_absolute_uri()}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    return redirect(static("img/mark.png"))


@require_safe
def change_password(request: HttpRequest) -> HttpResponse:
    """Where managers of passwords send people (W3C, "A Well-Known URL for Changing Passwords")."""
    return redirect("account_change_password")
