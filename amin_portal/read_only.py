"""Addresses at which nothing can be changed."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver
from django.views.decorators.csrf import csrf_exempt

TAKEN = ("GET", "HEAD", "OPTIONS")


def read_only(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The patterns, whose views are never asked to change anything: 405 is answered in their place, with `Allow`.

    So they need no token of a form either, for want of which 403 would be answered. Views without one, those of the
    API, say by themselves what they take.
    """
    patterns = list(patterns)
    for one in patterns:
        if isinstance(one, URLResolver):
            read_only(one.url_patterns)
        elif not getattr(one.callback, "csrf_exempt", False):
            one.callback = csrf_exempt(refusing_changes(one.callback))
    return patterns


def refusing_changes(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def safe(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(TAKEN)})
        if request.method not in TAKEN:
            return HttpResponseNotAllowed(TAKEN)
        return view(request, *args, **kwargs)

    return safe
