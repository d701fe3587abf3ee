"""What the search wants to know of a kind of record."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from amin_portal.publishing.models import Publishable, State
from meetings.models import Body, Party

BETWEEN = " · "  # parts of a text


class Searched:
    """A kind of record as the search sees it. Subclasses name the attributes that it is called by and that tell of it.

    `told_by` are the relations to records whose words are in the entry: where one of these changes, the entry does.
    `related` are those that it can be narrowed down by: they are kept by primary key, which does not change.
    """

    name: str
    label: str | Promise
    model: type[Model]
    weight = 1.0
    named: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def records(self) -> QuerySet:
        """All of this kind, public or not."""
        return self.model._base_manager.all()

    def public(self) -> QuerySet:
        """Those that may be shown, through the one door, with what their address needs."""
        return self.model.objects.public().linked(*self.model.address_needs)

    def belongs_to(self) -> tuple[str, ...]:
        """The paths to all that must be public for the record to be."""
        return self.model.belongs_to

    def names(self, record: Any) -> list[str]:
        return [text for name in self.named if (text := as_text(getattr(record, name)))]

    def text(self, record: Any) -> str:
        """What is searched besides the names."""
        return BETWEEN.join(text for name in self.told if (text := as_text(getattr(record, name))))

    def title(self, record: Any) -> str:
        """What a hit is headed with."""
        return str(record)

    def quoted(self, record: Any) -> str:
        """What a hit quotes from."""
        return self.text(record)

    def owner(self, record: Any) -> Publishable:
        """The record with an identity of its own."""
        return record

    def address(self, record: Any) -> str:
        return record.get_absolute_url()

    def weigh(self, record: Any) -> float:
        """How much it counts beside others that match as well."""
        return self.weight

    def years(self, record: Any) -> tuple[int | None, int | None]:
        return years_of(self.day(record), self.last_day(record))

    def day(self, record: Any) -> Any:
        """The partial date that it stands at."""
        return None

    def last_day(self, record: Any) -> Any:
        return self.day(record)

    def bodies(self, record: Any) -> Iterable[Body | None]:
        return ()

    def parties(self, record: Any) -> Iterable[Party | None]:
        """Those among them that are countries can be chosen."""
        return ()

    def languages(self, record: Any) -> Iterable[str]:
        return ()

    def visible_from(self, record: Any) -> datetime.datetime | None:
        """The moment from which it is public. Raises NotPublic."""
        parts = [record] if isinstance(record, Publishable) else []
        parts += [part for path in self.belongs_to() if (part := follow(record, path)) is not None]
        if any(part.state != State.PUBLISHED for part in parts):
            raise NotPublic
        return max((part.publish_from for part in parts if part.publish_from), default=None)


class NotPublic(Exception):
    """It, or what it belongs to, is not published."""


def follow(record: Any, path: str) -> Any:
    for name in path.split("__"):
        record = record and getattr(record, name)
    return record


def as_text(value: Any) -> str:
    value = value() if callable(value) else value
    return BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value or "")


def years_of(first: Any, last: Any) -> tuple[int | None, int | None]:
    """Of two partial dates, as far as they are known."""
    years = [date.year for date in (first, last) if date]
    return (min(years), max(years)) if years else (None, None)


def period_of(record: Any) -> tuple[int | None, int | None]:
    """First and last year; of an open period the one that is known, twice."""
    return record.start_year or record.end_year, record.end_year or record.start_year
