"""Feeds of the record (Atom, RFC 4287): what was published or changed last, one entry a record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from .conditional import unchanged_since_version
from .filters import RecordFilter
from .models import Publishable
from .twins import ListTwin, RecordTwin, in_words, plain
from .views import PublicList

MOST = 50  # entries of a feed, the newest
LAST_CHANGED = Greatest("updated_at", Coalesce("publish_from", "updated_at"))
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries changed: two fetches of it are the same too


@dataclass(frozen=True)
class Told:
    """How feeds tell of a kind of record: what its entry is called, and what it says, a paragraph each.

    `linked` names the relations that both need; they come through the door.
    """

    model: type[Publishable]
    said: Callable[[Any], Iterable[str | Promise | None]]
    title: Callable[[Any], str] = str
    linked: tuple[str, ...] = ()

    @property
    def fetched(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.model.address_needs, *self.linked]))

    def newest(self, records: QuerySet) -> list["Entry"]:
        """The entries of the public records among these that changed last."""
        records = records.public().linked(*self.fetched).order_by(LAST_CHANGED.desc(), "-pk")[:MOST]
        return [Entry(record, self) for record in records]


@dataclass(frozen=True)
class Entry:
    """A record as a feed tells of it."""

    record: Any
    told: Told

    @property
    def published(self) -> datetime:
        """When it came, as far as it is known: when it was entered, or the moment set for it."""
        return max(self.record.created_at, self.record.publish_from or self.record.created_at)

    @property
    def updated(self) -> datetime:
        return max(self.record.updated_at, self.published)

    def as_item(self, absolute: Callable[[str], str]) -> dict[str, Any]:
        paragraphs = [(plain(one),) for one in self.told.said(self.record) if one]
        return {
            "title": plain(self.told.title(self.record)),
            "link": absolute(self.record.get_absolute_url()),
            "unique_id": self.record.uid.urn,
            "pubdate": self.published,
            "updateddate": self.updated,
            "description": format_html_join("", "<p>{}</p>", paragraphs) if paragraphs else None,
            "categories": [str(self.record._meta.verbose_name)],
        }


class RecordFeed(Atom1Feed):
    """Says of itself when its newest entry changed, and nothing of now: the same record, the same bytes."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)


def newest(*of_kinds: Sequence[Entry]) -> list[Entry]:
    """The newest of several kinds together."""
    entries = [entry for of_kind in of_kinds for entry in of_kind]
    return sorted(entries, key=lambda entry: (entry.updated, entry.record.uid), reverse=True)[:MOST]


def answer(request: HttpRequest, title: str, page: str, entries: Iterable[Entry]) -> HttpResponse:
    """The feed with that title, of what the page at the absolute address `page` shows."""
    own = request.build_absolute_uri()
    feed = RecordFeed(
        title=plain(f"{title} | {_('ASEAN minerals cooperation')}"),
        link=page,
        description=None,
        feed_url=own,
        feed_guid=own,
        language=settings.LANGUAGE_CODE,
        author_name=settings.RECORD_ATTRIBUTION,
        author_link=request.build_absolute_uri("/"),
    )
    for entry in entries:
        feed.add_item(**entry.as_item(request.build_absolute_uri))
    return HttpResponse(feed.writeString("utf-8"), content_type=RecordFeed.content_type)


class ListFeed(ListTwin):
    """The records of a list that changed last, narrowed as its page is; the order is that of the changes."""

    told: Told | None = None
    title: str | Promise = ""
    not_taken = ("ordering",)

    def answer(self, filterset: RecordFilter) -> HttpResponse:
        entries = newest(self.told.newest(filterset.qs))
        return answer(self.request, in_words(self.title, filterset), self.page_address(filterset), entries)


class RecordFeedView(RecordTwin):
    """What belongs to a record, and itself, as far as it changed last. Subclasses say which `entries` of each kind."""

    def entries(self) -> list[list[Entry]]:
        raise NotImplementedError

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponse:
        page = self.request.build_absolute_uri(self.object.get_absolute_url())
        return answer(self.request, str(self.object), page, newest(*self.entries()))


def feed_of(page: type[PublicList], told: Told, title: str | Promise) -> URLPattern:
    """The address of a list's feed, beside the list."""
    view = ListFeed.as_view(page=page, told=told, title=title)
    return path("feed.atom", unchanged_since_version(view), name="feed")
