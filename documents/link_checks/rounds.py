"""A round of visits: which addresses are due, in which order, and what is kept of what was found."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from amin_portal.publishing.models import RecordVersion, State
from documents.models import AddressCheck, DocumentFile, RelatedLink

from .visiting import Finding, Visitor

PAUSE = 2.0  # seconds between two visits to one host


def visitor() -> Visitor:
    """Under the name of the portal, with the contact that the settings name."""
    contact = f"; +{settings.LINK_CHECK_CONTACT}" if settings.LINK_CHECK_CONTACT else ""
    return Visitor(user_agent=f"ASEAN-minerals-record/1.0 (link check{contact})")


def due_addresses(older_than: timedelta, limit: int | None = None) -> list[str]:
    """The addresses of links and of files elsewhere, without those visited lately; first those visited longest ago."""
    named = {
        url
        for model in (RelatedLink, DocumentFile)
        for url in model.objects.exclude(url="").exclude(state=State.WITHDRAWN).order_by().values_list("url", flat=True)
    }
    visited = dict(AddressCheck.objects.values_list("url", "last_checked_at"))
    before, never = timezone.now() - older_than, datetime.min.replace(tzinfo=timezone.get_current_timezone())
    due = sorted((visited.get(url, never), url) for url in named if url not in visited or visited[url] <= before)
    return [url for _visited, url in due][:limit]


@dataclass
class Round:
    """Visits addresses one after the other, with a pause between two visits to one host."""

    visit: Callable[[str], Finding]
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free_at: dict[str, float] = field(default_factory=dict)

    def findings(self, urls: Iterable[str]) -> Iterator[tuple[str, Finding]]:
        """What was found at each; those whose host has had its pause come first."""
        waiting = deque(urls)
        while waiting:
            url = self._next(waiting)
            waiting.remove(url)
            yield url, self.visit(url)
            self._free_at[host_of(url)] = self.clock() + self.pause

    def _next(self, waiting: Iterable[str]) -> str:
        free_at = {url: self._free_at.get(host_of(url), 0.0) for url in waiting}
        now = self.clock()
        soonest = next((url for url, free in free_at.items() if free <= now), None) or min(free_at, key=free_at.get)
        if free_at[soonest] > now:
            self.sleep(free_at[soonest] - now)
        return soonest


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def forget_unnamed() -> None:
    """What was found at addresses that no record names any more is not kept."""
    links, files = (model.objects.filter(url=OuterRef("url")) for model in (RelatedLink, DocumentFile))
    AddressCheck.objects.filter(~Exists(links), ~Exists(files)).delete()


@transaction.atomic
def keep(url: str, finding: Finding, at: datetime | None = None) -> None:
    """Remember what was found, now or at another time. Records stay as they are: a visit is no edit.

    The public reads of a link when it was last seen to answer, so it counts as a change of what is shown.
    """
    if links := RelatedLink.objects.public().filter(url=url).values_list("pk", flat=True):
        RecordVersion.count(RelatedLink, links)
    now = at or timezone.now()
    common = {"last_checked_at": now, "finding": finding.words[:200]}
    if finding.is_ok:
        good = common | {"last_ok_at": now, "failing_since": None, "failures": 0}
        AddressCheck.objects.update_or_create(url=url, defaults=good)
        return
    first = common | {"failing_since": now, "failures": 1}
    check, is_new = AddressCheck.objects.get_or_create(url=url, defaults=first)
    if not is_new:
        again = AddressCheck.objects.filter(pk=check.pk)
        again.update(failures=F("failures") + 1, failing_since=check.failing_since or now, **common)
