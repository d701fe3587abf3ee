"""What is answered where the database cannot even take what was asked for: 400, since nothing of the kind is on record.

Fields look at what they are given; but many a parameter of the desk is a key that goes straight into a query, and
neither a number of more than 64 bits nor a zero byte is one. That is the visitor's mistake, not a failure.
"""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from .views import bad_request

OF_SQLITE = "Python int too large to convert to SQLite INTEGER"


class UnheardOfMiddleware:
    """Only for what asks: where something is saved, a value that does not fit is a fault of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if request.method in ("GET", "HEAD") and does_not_fit(error):
            return bad_request(request, error)
        return None


def does_not_fit(error: Exception) -> bool:
    return isinstance(error, DataError) or (isinstance(error, OverflowError) and str(error) == OF_SQLITE)
