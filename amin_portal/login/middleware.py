"""Who is taken to be logged in, and what becomes of a form that was sent after its session had ended."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from . import networks, second_factor, sessions, unsent

PLACES = ("/account/", "/admin/")
OPEN = ("/account/", "/admin/logout/")  # where people log in and out, and set up what they log in with


class DeskMiddleware:
    """Without the second factor that the settings ask for, nobody is logged in elsewhere: no desk, no preview.

    Stands after AuthenticationMiddleware. Asks nothing of the session on pages that do not look at `request.user`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PLACES) and not networks.is_open_to(request):
            return private(render(request, "account/not_from_here.html", status=403))
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
    """Who is logged in; nobody while a second factor is missing, or from outside the networks of the desk."""
    user = get_user(request)
    is_nobody = not networks.is_open_to(request) or second_factor.is_missing(request, user)
    return AnonymousUser() if is_nobody else user


def private(response: HttpResponse) -> HttpResponse:
    """For no cache and no search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
