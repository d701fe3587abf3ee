"""Reading from a copy of the database that may lag behind, without showing anybody what is no longer so.

Whoever reads the version of the record, on the primary, is told by it how far the copy must be. Only a copy that has
come as far is read from, in the rest of that request; else the primary is. So an answer may be newer than the version
that it is kept under, on the copy as on the primary, and is never older.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.db import DatabaseError, InterfaceError, connections, models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

PRIMARY, REPLICA = "default", "replica"
OF_THE_RECORD = {"pages", "meetings", "documents", "plans"}  # apps of whose every visible change the version speaks
CLOCKS_DIFFER_BY = 2.0  # seconds at most: what was due by one clock must be so by the other before it is relied on
TRIED_AGAIN_AFTER = 10.0  # seconds
HAS_COME_AS_FAR = (
    "SELECT EXISTS (SELECT FROM publishing_recordversion"
    " WHERE number >= %s AND changed_at <= now() - make_interval(secs => %s))"
)

logger = logging.getLogger(__name__)


class Reading:
    """What one public request knows of the copy."""

    def __init__(self) -> None:
        self.number: int | None = None  # of the version that it was told last
        self.has_come_as_far: bool | None = None  # not asked yet
        self.is_over = False

    @property
    def place(self) -> str:
        if self.is_over or self.number is None:
            return PRIMARY
        if self.has_come_as_far is None:
            self.has_come_as_far = replica_has(self.number)
        return REPLICA if self.has_come_as_far else PRIMARY


reading: ContextVar[Reading | None] = ContextVar("reading", default=None)
silence = {"until": 0.0}  # by the monotonic clock


def version_was_told(number: int) -> None:
    """The copy must have come as far as that for whatever is read from now on."""
    if (now := reading.get()) and now.number != number:
        now.number, now.has_come_as_far = number, None


def stay_with_primary() -> None:
    """In the rest of the request, which reads what was just written, or what no version speaks of."""
    if now := reading.get():
        now.is_over = True


def replica_has(number: int) -> bool:
    if time.monotonic() < silence["until"]:
        return False
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(HAS_COME_AS_FAR, [number, CLOCKS_DIFFER_BY])
            return cursor.fetchone()[0]
    except (DatabaseError, InterfaceError) as error:
        silence["until"] = time.monotonic() + TRIED_AGAIN_AFTER
        logger.warning("The replica does not answer, all is read from the primary: %s", type(error).__name__)
        connections[REPLICA].close()
        return False


class ReplicaRouter:
    """Records for the public from the copy, where it has come far enough; everything else from the primary."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        now = reading.get()
        return now.place if now and model._meta.app_label in OF_THE_RECORD else PRIMARY

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        stay_with_primary()
        return PRIMARY

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True  # it is the same database

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


class ReplicaMiddleware:
    """Tells who may read from the copy: whoever only reads, and comes with no cookie.

    Staff have one, and see what they saved; so has a guest of a preview.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        may_read = request.method in ("GET", "HEAD") and not request.META.get("HTTP_COOKIE")
        token = reading.set(Reading() if may_read else None)
        try:
            return self.get_response(request)
        finally:
            reading.reset(token)
