"""Who is taken to be logged in, and what becomes of a form that was sent after its session had ended."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from . import second_factor, sessions, unsent

OPEN = ("/account/", "/admin/logout/")  # where people log in and out, and set up what they log in with


class DeskMiddleware:
    """Without the second factor that the settings ask for, nobody is logged in elsewhere: no desk, no preview.

    Stands after AuthenticationMiddleware. Asks nothing of the session on pages that do not look at `request.user`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(OPEN):
            return private(self.get_response(request))
        request.user = SimpleLazyObject(lambda: admitted(request))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        if not unsent.is_of_the_desk(request):
            return None
        if request.user.is_authenticated:
            sessions.keep(request.session)
        elif unsent.can_be_handed_back(request):
            return unsent.handed_back(request)
        return None


def admitted(request: HttpRequest) -> User | AnonymousUser:
    """Who is logged in, or nobody while a second factor is missing."""
    user = get_user(request)
    return AnonymousUser() if second_factor.is_missing(request, user) else user


def private(response: HttpResponse) -> HttpResponse:
    """For no cache and no search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
