"""The page of the dumps, the dumps themselves, and what describes them to catalogues."""

from typing import NamedTuple

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.sending import Content, send

from .catalogue import describe
from .keeping import Dump, dumps, find


class Kept(NamedTuple):
    """Where a file lies, as `send` wants to be told."""

    storage: Storage
    name: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    newest, *older = dumps() or [None]
    return render(
        request,
        "dumps/dump_list.html",
        {
            "newest": newest,
            "older": older,
            "root": request.build_absolute_uri("/").rstrip("/"),
            "licence": settings.RECORD_LICENCE,
        },
    )


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The ZIP: whole, in part, or not at all to whom has it already. `latest` is the newest, under its own name."""
    dump = found(name)
    content = Content(
        media_type="application/zip",
        identity=dump.sha256,
        name=dump.path.name,
        plain_name=dump.path.name,
        is_attachment=True,
    )
    return send(request, Kept(FileSystemStorage(dump.path.parent), dump.path.name), content)


@require_safe
def manifest(request: HttpRequest, name: str) -> HttpResponse:
    return JsonResponse(found(name).manifest, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    described = describe(find("latest"), request.build_absolute_uri)
    return JsonResponse(described, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


def found(name: str) -> Dump:
    dump = find(name)
    if dump is None:
        raise Http404
    return dump
