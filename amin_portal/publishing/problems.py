"""Errors of the API as problem details (RFC 9457): what is wrong, where, and what is allowed."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler as rest_exception_handler

from .models import Publishable
from .refused import Problem

PROBLEM = "application/problem+json"


class BadParameters(APIException):
    """400: parameters that were not understood."""

    status_code = 400
    default_detail = "The query string was not understood."

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = list(problems)


class Withdrawn(APIException):
    """410: the record was withdrawn; the answer is its tombstone."""

    status_code = 410
    default_detail = "This record was withdrawn."

    def __init__(self, record: Publishable, replacement: dict | None) -> None:
        super().__init__()
        self.tombstone = {
            "uid": str(record.uid),
            "slug": record.slug,
            "record_title": str(record),
            "withdrawn_on": record.withdrawn_on.isoformat(),
            "reason": record.withdrawal_reason,
            "replaced_by": replacement,
        }


def problem(status: int, detail: str, **more: Any) -> dict:
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail} | more


def exception_handler(error: Exception, context: dict) -> Response | None:
    """Turn whatever the REST framework raises into problem details."""
    response = rest_exception_handler(error, context)
    if response is None:
        return None
    more: dict[str, Any] = {}
    if isinstance(error, BadParameters):
        more["errors"] = [one.as_json() for one in error.problems]
    if isinstance(error, Withdrawn):
        more |= error.tombstone
    detail = getattr(error, "detail", None) or "Nothing has this address."
    response.data = problem(response.status_code, str(detail), **more)
    response.content_type = PROBLEM
    request = context["request"]  # a problem is told as JSON, whatever was asked for
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
    return response
