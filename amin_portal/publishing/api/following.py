"""For whoever keeps a copy: answers that are known already, records changed since a moment, and those that are gone."""

import datetime
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial, wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date
from rest_framework.request import Request
from rest_framework.response import Response

from amin_portal.publishing.changes.keeping import catch_up
from amin_portal.publishing.changes.tombstones import as_of, tombstones
from amin_portal.publishing.conditional import (
    KEPT,
    VARIES,
    Question,
    Validators,
    View,
    never,
    prefer_tags,
    unchanged_since_version,
)
from amin_portal.publishing.lookups import in_every_zone
from amin_portal.publishing.models import PublicRecord
from amin_portal.publishing.refused import Problem
from amin_portal.publishing.throttling import is_admitted

from .records import Reference

UPDATED_SINCE = "updated_since"
ANYTHING = "*/*"
EVERY_LIST_HAS = (ANYTHING, "application/json")
LEAP_SECOND = re.compile(r":60(?=[.Z+-])")


class KnownLists:
    """Mixin of a view set: who has a list already is told so before the REST framework begins its work."""

    @classmethod
    def as_view(cls, actions: dict[str, str] | None = None, **initkwargs: Any) -> View:
        view = super().as_view(actions, **initkwargs)
        is_list = (actions or {}).get("get") == "list"
        return unless_known(cls.around_list(view), by_date=cannot_be_wrong) if is_list else view

    @classmethod
    def around_list(cls, view: View) -> View:
        return view


def unless_known(view: View, by_date: Question = never) -> View:
    """Around a view of the API (`as_view`): 304 where the reader has this version of its answer, in one query.

    The asking is counted as any other, and whoever asks too much is told that instead.
    """

    return unchanged_since_version(view, by_date=by_date, is_admitted=partial(is_admitted, view=view))


def cannot_be_wrong(request: HttpRequest) -> bool:
    """Nothing is asked that could be refused: no parameter, and a form that every list has."""
    accepted = request.META.get("HTTP_ACCEPT", ANYTHING).split(",")
    return not request.META.get("QUERY_STRING") and any(one.strip() in EVERY_LIST_HAS for one in accepted)


def exactly_tagged(answer: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around the `retrieve` of a view: an ETag of revision and bytes, exact also where a mentioned record changed.

    A date alone says less: it is believed only where nothing at all has changed since.
    """

    @wraps(answer)
    def tagged(view: Any, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        prefer_tags(request)
        if "HTTP_IF_MODIFIED_SINCE" in request.META and not Validators.of(request).are_known(request, by_date=True):
            del request.META["HTTP_IF_MODIFIED_SINCE"]
        response = answer(view, request, *args, **kwargs)
        if response.status_code == 200:
            response["Last-Modified"] = http_date(view.record.updated_at.timestamp())
            response["Cache-Control"] = KEPT
            patch_vary_headers(response, VARIES)
            response.add_post_render_callback(lambda rendered: tag(rendered, view.record.revision))
        return response

    return tagged


def tag(response: Response, revision: int) -> None:
    response["ETag"] = f'"{revision}-{hashlib.sha256(response.content).hexdigest()[:16]}"'


def moment_from(text: str) -> datetime.datetime | None:
    """A moment in ISO 8601 with its zone (RFC 3339); None for anything else."""
    try:
        moment = parse_datetime(LEAP_SECOND.sub(":59", text.upper()))
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None:
        return None
    return in_every_zone(moment)


class Followed(KnownLists):
    """Mixin of a collection: `updated_since` narrows a list to what changed, and adds what is gone."""

    def since_problems(self) -> Iterator[Problem]:
        text = self.request.query_params.get(UPDATED_SINCE)
        if text is None:
            return
        if moment_from(text) is None:
            yield Problem(
                UPDATED_SINCE,
                "invalid",
                f"“{UPDATED_SINCE}”: write date, time and zone, as in 2026-01-31T12:00:00Z; in an address + is %2B.",
            )
        elif self.is_table:
            yield Problem(UPDATED_SINCE, "invalid", "A CSV cannot say what is gone; ask for JSON.")

    @property
    def since(self) -> datetime.datetime | None:
        text = self.request.query_params.get(UPDATED_SINCE)
        return moment_from(text) if text else None

    def changed_since(self, records: QuerySet) -> QuerySet:
        """Those of the records that were told differently at or after the moment."""
        if self.since is None:
            return records
        catch_up()
        self.as_of = as_of()
        changed = PublicRecord.objects.filter(collection=self.model.collection, changed_at__gte=self.since)
        return records.filter(pk__in=changed.values("object_id"))

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        if self.since is not None:
            results = response.data.pop("results")
            gone = [] if self.is_later_page else tombstones(self.model, self.since, self._reference)
            response.data |= {"as_of": self.as_of, "tombstones": gone, "results": results}
        return response

    def _reference(self, record: Any) -> dict[str, Any]:
        return Reference(record, context=self.get_serializer_context()).data

    @property
    def is_later_page(self) -> bool:
        query = self.request.query_params
        return bool(query.get("cursor")) or query.get("page", "1") != "1"
