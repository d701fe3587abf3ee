"""Answers that a reader has already: 304 in one look-up, as long as the record has not changed.

`unchanged_since_version` goes around any public view whose answer depends on nothing but the address, what is public,
the code and the day (of the portal's time zone): lists, exports, calendars, feeds.

    @unchanged_since_version
    def calendar(request): ...

    urlpatterns = [path("feed.atom", unchanged_since_version(MeetingFeed()))]

    @method_decorator(unchanged_since_version, name="dispatch")
    class MeetingTable(View): ...

The view itself sets no validators. An answer other than 200, or one with a Cache-Control of its own that forbids to
keep it, goes out as it is; so does everything asked for with `?preview`. For one whose bytes change between two
versions (a file, a page for staff) this is not the tool.
"""

import datetime
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Self

from django.conf import settings
from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from .models import RecordVersion
from .release import release

KEPT = "public, no-cache"  # whoever keeps it asks before each use, and the asking is cheap
VARIES = ("Accept", "Accept-Encoding")


class Validators:
    """What tells this answer from an older one at the same address. Made before the answer is, never after."""

    def __init__(self, etag: str, modified: datetime.datetime) -> None:
        self.etag = etag
        self.modified = modified

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Of whatever is answered here now; one query."""
        version, code, today = RecordVersion.current(), release(), timezone.localdate()
        said = (settings.RECORD_LICENCE, settings.RECORD_ATTRIBUTION, settings.SITE_ADDRESS)  # in answers
        asked = (request.build_absolute_uri(), request.headers.get("Accept", ""))
        parts = (*asked, code.digest, today.isoformat(), *said)
        digest = hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:16]
        midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time.min))
        return cls(f'W/"{version.number}-{digest}"', max(version.changed_at, midnight, code.at))

    @property
    def last_modified(self) -> int | None:
        """In whole seconds, rounded up; None while that second lasts.

        Dates of HTTP have no fractions: told at once, it would not change with a second change in the same second.
        """
        second = int(self.modified.timestamp()) + 1
        return second if second <= timezone.now().timestamp() else None

    def are_known(self, request: HttpRequest, by_date: bool = False) -> bool:
        """The reader has this answer. `*`, and a date where it is not sure that there is an answer, do not say so."""
        if tags := request.headers.get("If-None-Match"):
            ours = self.etag.removeprefix("W/")
            return any(tag.removeprefix("W/") == ours for tag in parse_etags(tags))
        since = request.headers.get("If-Modified-Since") if by_date else None
        seconds = parse_http_date_safe(since) if since else None
        return seconds is not None and self.last_modified is not None and self.last_modified <= seconds

    def stamp(self, response: HttpResponseBase) -> HttpResponseBase:
        """Write them on the answer, unless it may not be kept."""
        if "no-store" in response.get("Cache-Control", ""):
            return response
        response["ETag"] = self.etag
        if self.last_modified:
            response["Last-Modified"] = http_date(self.last_modified)
        response.setdefault("Cache-Control", KEPT)
        patch_vary_headers(response, VARIES)
        return response


def prefer_tags(request: HttpRequest) -> None:
    """A date is not looked at beside an If-None-Match (RFC 9110), be that garbage: so that nothing later does."""
    if "If-None-Match" in request.headers:
        request.META.pop("HTTP_IF_MODIFIED_SINCE", None)


def answer_unless_known(
    request: HttpRequest, answer: Callable[[], HttpResponseBase], by_date: bool = False
) -> HttpResponseBase:
    """What `answer` makes, with validators; 304 where the reader has it. `by_date`: the asking cannot be wrong."""
    if request.method not in ("GET", "HEAD") or "preview" in request.GET:
        return answer()
    prefer_tags(request)
    validators = Validators.of(request)
    if validators.are_known(request, by_date):
        return validators.stamp(HttpResponseNotModified())
    response = answer()
    return validators.stamp(response) if response.status_code == 200 else response


def unchanged_since_version(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around a view: 304 in one query where the record has not changed since the reader asked last."""

    @wraps(view)
    def conditional(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return answer_unless_known(request, lambda: view(request, *args, **kwargs))

    return conditional
