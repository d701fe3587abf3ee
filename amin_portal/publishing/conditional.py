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
from .models.version import Version
from .release import release

KEPT = "public, no-cache"  # whoever keeps it asks before each use, and the asking is cheap
VARIES = ("Accept", "Accept-Encoding")

View = Callable[..., HttpResponseBase]
Question = Callable[[HttpRequest], bool]


def never(request: HttpRequest) -> bool:
    return False


def always(request: HttpRequest) -> bool:
    return True


class Validators:
    """What tells this answer from an older one at the same address. Made before the answer is, never after."""

    def __init__(self, digest: str, version: Version, today: datetime.date) -> None:
        self.digest = digest
        self.etag = f'W/"{version.number}-{digest[:16]}"'
        self.version = version
        self.today = today

    @classmethod
    def of(cls, request: HttpRequest, version: Version | None = None) -> Self:
        """Of whatever is answered here now; one query at the first time, unless that has told the version already."""
        if not hasattr(request, "validators"):
            request.validators = cls.made(request, version or RecordVersion.current())
        return request.validators

    @classmethod
    def made(cls, request: HttpRequest, version: Version) -> Self:
        today = timezone.localdate()
        said = (settings.RECORD_LICENCE, settings.RECORD_ATTRIBUTION, settings.SITE_ADDRESS)  # in answers
        place = (request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", ""))
        since = version.changed_at.isoformat()  # of two records with one number, one restored from the other
        parts = (*place, request.META.get("HTTP_ACCEPT", ""), release().digest, since, today.isoformat(), *said)
        return cls(hashlib.sha256("\0".join(parts).encode(errors="replace")).hexdigest(), version, today)

    @property
    def last_modified(self) -> int | None:
        """In whole seconds, rounded up; None while that second lasts.

        Dates of HTTP have no fractions: told at once, it would not change with a second change in the same second.
        """
        midnight = timezone.make_aware(datetime.datetime.combine(self.today, datetime.time.min))
        second = int(max(self.version.changed_at, midnight, release().at).timestamp()) + 1
        return second if second <= timezone.now().timestamp() else None

    def are_known(self, request: HttpRequest, by_date: bool = False) -> bool:
        """The reader has this answer. `*`, and a date where it is not sure that there is an answer, do not say so."""
        if tags := request.META.get("HTTP_IF_NONE_MATCH"):
            ours = self.etag.removeprefix("W/")
            return any(tag.removeprefix("W/") == ours for tag in parse_etags(tags))
        since = request.META.get("HTTP_IF_MODIFIED_SINCE") if by_date else None
        seconds = parse_http_date_safe(since) if since else None
        return seconds is not None and self.last_modified is not None and self.last_modified <= seconds

    def unchanged(self) -> HttpResponseNotModified:
        """The answer to whoever has it, with no more than caches are to go by (RFC 9110, 15.4.5)."""
        return HttpResponseNotModified(headers={"ETag": self.etag, "Cache-Control": KEPT, "Vary": ", ".join(VARIES)})

    def stamp(self, response: HttpResponseBase) -> HttpResponseBase:
        """Write them on the answer, unless it may not be kept."""
        if "no-store" in response.get("Cache-Control", ""):
            return response
        response["ETag"] = self.etag
        response.setdefault("Cache-Control", KEPT)
        patch_vary_headers(response, VARIES)
        return self.date(response)

    def date(self, response: HttpResponseBase) -> HttpResponseBase:
        """Since when it says what it says, as soon as that can be told."""
        if self.last_modified:
            response["Last-Modified"] = http_date(self.last_modified)
        return response


def prefer_tags(request: HttpRequest) -> None:
    """A date is not looked at beside an If-None-Match (RFC 9110), be that garbage: so that nothing later does."""
    if "HTTP_IF_NONE_MATCH" in request.META:
        request.META.pop("HTTP_IF_MODIFIED_SINCE", None)


def may_be_kept(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and "preview" not in request.GET


def unchanged_since_version(view: View, by_date: Question = never, is_admitted: Question = always) -> View:
    """Around a view: 304 in one query where the record has not changed since the reader asked last.

    `by_date` says whether the asking cannot be wrong, so that a date speaks for it. `is_admitted` is asked before a
    304: whoever may not have even that is sent on to the view, which says why.
    """

    def known_to(request: HttpRequest) -> HttpResponseNotModified | None:
        validators = Validators.of(request)
        if validators.are_known(request, by_date(request)) and is_admitted(request):
            return validators.unchanged()
        return None

    @wraps(view)
    def conditional(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_be_kept(request):
            return view(request, *args, **kwargs)
        prefer_tags(request)
        if known := known_to(request):
            return known
        response = view(request, *args, **kwargs)
        return Validators.of(request).stamp(response) if response.status_code == 200 else response

    conditional.known_to = known_to
    return conditional
