"""Asks the API's collections for all their records, page by page, without a visitor."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.viewsets import GenericViewSet

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


class Collection:
    """One collection of the API, asked for everything that it shows to everybody."""

    def __init__(self, viewset: type[GenericViewSet], request: Request) -> None:
        self.name: str = viewset.model.collection
        self.purpose: str = viewset.__doc__.strip()
        self.view = viewset(action="list", request=request, args=(), kwargs={}, format_kwarg=None)
        self.serializer: Serializer = self.view.teller.serializer

    @property
    def schema_name(self) -> str:
        """Under which the OpenAPI schema describes a record."""
        return type(self.serializer).__name__.removesuffix("Serializer")

    def records(self) -> Iterator[list[dict[str, Any]]]:
        """Each record as the API tells it, the first made first; so many at a time, for a fixed number of queries."""
        queryset, last = self.view.get_queryset().order_by("pk"), 0
        while found := list(queryset.filter(pk__gt=last)[:AT_ONCE]):
            last = found[-1].pk
            told = self.view.teller.tell(found)
            del found
            yield told
            gc.collect(0)


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
