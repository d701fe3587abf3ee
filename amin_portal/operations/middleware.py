"""Around all but the headers of an answer: a name for the request, a line in the log, and what is counted of it."""

from collections.abc import Callable
from time import perf_counter, time

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .journal import Entry, journal
from .logs import path_of, view_of
from .probes import PROBES
from .request_ids import HEADER, name_request


class ObservingMiddleware:
    """Stands so far out that what it measures is all that there is; probes are answered here, and leave no line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_behind_proxy = bool(settings.SECURE_PROXY_SSL_HEADER)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        name = name_request(request.META, self.is_behind_proxy)
        if probe := PROBES.get(request.path_info):
            return probe(request)
        response = self.get_response(request)
        response.headers[HEADER] = name
        view, status = view_of(request, response.status_code), response.status_code
        path, source = path_of(request, view), getattr(response, "answered_from", "view")
        took, size = perf_counter() - began, response.headers.get("Content-Length")
        journal.note(Entry(time(), name, request.method, view, path, status, took, size, source))
        return response
