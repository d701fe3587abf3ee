"""Asks the API's collections for all their records, page by page, without a visitor."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

from amin_portal.publishing.models import PublicRecord, RecordVersion
from amin_portal.publishing.models.changes import NOWHERE

AT_ONCE = 500  # records that are in memory


class RequestOfTheSite(Request):
    """What a visitor of the portal at `address` asks who wants everything: addresses in the answer begin with it."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        request = HttpRequest()
        request.method = "GET"
        request.META = {"SERVER_NAME": place.hostname, "SERVER_PORT": str(place.port or "")}
        super().__init__(request)
        self.address = address.rstrip("/")

    def build_absolute_uri(self, location: str = "/") -> str:
        return self.address + location


class Written(NamedTuple):
    """A record as it stands in a file of lines, and what it says."""

    line: str
    content: dict[str, Any]


class Collection:
    """One collection of the API, asked for everything that it shows to everybody."""

    def __init__(self, viewset: type[GenericViewSet], request: Request) -> None:
        self.name: str = viewset.model.collection
        self.purpose: str = viewset.__doc__.strip()
        self.view = viewset(action="list", request=request, args=(), kwargs={}, format_kwarg=None)
        self.serializer: Serializer = self.view.teller.serializer
        self.address = request.build_absolute_uri("")

    @property
    def schema_name(self) -> str:
        """Under which the OpenAPI schema describes a record."""
        return type(self.serializer).__name__.removesuffix("Serializer")

    @property
    def is_told_as_now(self) -> bool:
        """What was told of its records last is what the API would tell now, as `publishing.changes` has compared."""
        version = RecordVersion.unless_due() if self.view.is_told_by_version else None
        return bool(version and version.told is not None and not self._told().filter(told="").exists())

    def records(self) -> Iterator[list[Written]]:
        """Each record as the API tells it, the first made first; so many at a time, for a fixed number of queries."""
        for some in self._as_told_last() if self.is_told_as_now else self._told_anew():
            yield some
            gc.collect(0)

    def _told(self) -> QuerySet:
        return PublicRecord.objects.filter(collection=self.name, is_public=True).order_by("object_id")

    def _as_told_last(self) -> Iterator[list[Written]]:
        told, last = self._told().values_list("object_id", "told"), 0
        while found := list(told.filter(object_id__gt=last)[:AT_ONCE]):
            last = found[-1][0]
            lines = [text.replace(NOWHERE, self.address) for _key, text in found]
            yield [Written(line, json.loads(line)) for line in lines]

    def _told_anew(self) -> Iterator[list[Written]]:
        queryset, last = self.view.get_queryset().order_by("pk"), 0
        while found := list(queryset.filter(pk__gt=last)[:AT_ONCE]):
            last = found[-1].pk
            told = self.view.teller.tell(found)
            del found
            yield [Written(JSONRenderer().render(one).decode(), one) for one in told]


@contextmanager
def few_collections() -> Iterator[None]:
    """Within, garbage is collected once for so many records, among what is new only; this saves a fifth of the time.

    By itself Python would look through all that the portal consists of again and again.
    """
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


@contextmanager
def as_of_one_moment() -> Iterator[None]:
    """All that is read within is of one moment, and nobody who writes has to wait.

    Within a transaction it is of that, and nothing is changed about it.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        connection.ensure_connection()
        mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"  # IMMEDIATE would lock writers out
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = mode
