"""What is answered before a view begins: 304 to whoever has the answer, and what was made for this version already.

An answer is made once for each version of the record, and kept under that version: an edit is seen by whoever asks
next, and nobody has to know which answers it changes. What is kept are answers of the addresses that
`kept_with_version` names, as they went out, compressed, to readers of whom nothing was known.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, Self

from django.core.cache import caches
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, URLPattern, URLResolver, resolve
from django.utils.cache import get_conditional_response, has_vary_header

from .conditional import Validators, View, may_be_kept, prefer_tags
from .models import RecordVersion
from .one_maker import one_maker
from .throttling import is_admitted

LARGEST = 128 * 1024  # bytes of one answer; few are asked for more
FORBIDDEN = re.compile("no-store|private")
GZIP = re.compile(r"\bgzip\b")  # as django.middleware.gzip asks


def kept_with_version(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The patterns, whose answers depend on nothing but the address, what is public, the code, settings and the day.

    A view class says `is_kept = False` where it sends what lies elsewhere.
    """
    patterns = list(patterns)
    for one in patterns:
        if isinstance(one, URLResolver):
            kept_with_version(one.url_patterns)
        else:
            one.callback.is_kept = getattr(getattr(one.callback, "view_class", None), "is_kept", True)
    return patterns


class Kept(NamedTuple):
    """An answer as it goes out, but for what is put on every answer."""

    headers: list[tuple[str, str]]
    content: bytes

    @classmethod
    def of(cls, request: HttpRequest, response: HttpResponseBase) -> Self | None:
        """None where it may not be kept, or says something to this one reader, or would take too much room."""
        is_for_all = (
            request.method == "GET"
            and response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not has_vary_header(response, "Cookie")
            and not FORBIDDEN.search(response.get("Cache-Control", ""))
        )
        if is_for_all and len(response.content) <= LARGEST:
            return cls(list(response.items()), response.content)
        return None

    def answer(self, request: HttpRequest, validators: Validators) -> HttpResponseBase:
        """What the reader is sent: the answer, or 304 where these are the bytes that the reader has."""
        response = HttpResponse(self.content, headers=dict(self.headers))
        if response.get("ETag") == validators.etag:
            validators.date(response)
        answer = get_conditional_response(request, etag=response.get("ETag"), response=response)
        answer.answered_from = "kept"
        return answer


class AnswersMiddleware:
    """Answers before session, user, messages and the REST framework are got ready, none of which that needs.

    Stands behind what puts headers on every answer. Whatever it does not know, the view says by itself: what has
    fallen due, what a date speaks for, what goes wrong. `response.answered_from` tells how it went: "reader" has it
    already, "kept", "view".
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = view_of(request) if may_be_kept(request) else None
        validators = validators_of(request) if view else None
        if validators is None:
            return self.get_response(request)
        return self.known(request, view) or self.kept(request, view, validators)

    def known(self, request: HttpRequest, view: View) -> HttpResponseBase | None:
        prefer_tags(request)
        known = view.known_to(request) if hasattr(view, "known_to") else None
        if known:
            known.answered_from = "reader"
        return known

    def kept(self, request: HttpRequest, view: View, validators: Validators) -> HttpResponseBase:
        key, version = f"{validators.digest}-{is_compressed(request)}", validators.version.number
        kept = caches["answers"].get(key, version=version)
        if kept is None and request.method == "HEAD":  # of which nothing is kept
            return self.get_response(request)
        if kept is None:
            with one_maker(f"{version}-{key}"):
                kept = caches["answers"].get(key, version=version)
                if kept is None:
                    response = self.get_response(request)
                    if made := Kept.of(request, response):
                        caches["answers"].set(key, made, version=version)
                    return response
        if "HTTP_IF_MODIFIED_SINCE" not in request.META and is_admitted(request, view):
            return kept.answer(request, validators)
        return self.get_response(request)


def view_of(request: HttpRequest) -> View | None:
    """The view at this address, if its answers may be kept."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return None
    return view if getattr(view, "is_kept", False) else None


def validators_of(request: HttpRequest) -> Validators | None:
    """Of the version that is public now; None where something has fallen due, or the record cannot be read."""
    try:
        version = RecordVersion.unless_due()
    except OperationalError:
        return None
    return Validators.of(request, version) if version else None


def is_compressed(request: HttpRequest) -> bool:
    return bool(GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
