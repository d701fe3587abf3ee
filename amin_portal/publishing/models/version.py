"""The version of the record: one number that grows with every change that the public can see."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection, models, transaction
from django.db.models import BooleanField, Case, DateTimeField, Exists, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Coalesce, Least, Now
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..many import Deferrable
from ..release import release
from ..replica import version_was_told
from .changes import Touched
from .door import State

TURN = 20_050_804  # a number of our own, of a lock of PostgreSQL: the day of the first AMMin

shown_differently = Signal()
"""Records of the model `sender` with the primary keys `keys` may look different to the public from now on, or may be
gone from it. Sent inside the transaction of the change, after the version has grown."""


class Version(NamedTuple):
    """`told` is how many records of each collection are public, if each was told by this code since its last change."""

    number: int
    changed_at: datetime.datetime
    told: dict[str, int] | None = None


class RecordVersion(models.Model):
    """The one row that says which version of the record is public, since when, and when more falls due by itself.

    Every writer raises it in its own transaction and holds the row until that ends: so numbers come in the order in
    which changes become visible, and who reads the number before the record never takes an old state for a newer one.
    """

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    next_due = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=64, default="")  # the release that compared all records last
    told = models.JSONField(default=dict, db_default={})  # how many it found public, by their collection

    class Meta:
        verbose_name = _("version of the record")
        verbose_name_plural = _("version of the record")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> Version:
        """The version that is public now, in one query; what has fallen due meanwhile is counted first."""
        if version := cls.unless_due():
            return version
        version = cls.count_due()
        version_was_told(version.number)
        return version

    @classmethod
    def unless_due(cls) -> Version | None:
        """The version that is public now, in one query; None where it has to be written first."""
        row = looked_up(statement_for(connection.vendor))
        if row is None or row[-1]:
            return None
        number, changed_at, told, told_by, is_told, _is_due = row
        version_was_told(number)
        return Version(
            number,
            changed_at if changed_at.tzinfo else changed_at.replace(tzinfo=datetime.UTC),
            json.loads(told) if is_told and told_by == release().digest else None,
        )

    @classmethod
    def count(cls, model: type[models.Model], keys: Iterable[int], due: datetime.datetime | None = None) -> None:
        """Raise the version for a change of these records; `due` is when one of them becomes public by itself."""
        if due is None:
            counting(model, keys)
        else:
            count_now(model, set(keys), due)

    @classmethod
    def count_due(cls) -> Version:
        """Count what has fallen due as a change, in a short transaction of its own."""
        with transaction.atomic():
            take_turn()
            row, _is_new = cls.objects.select_for_update(of=("self",)).get_or_create(pk=1)
            fallen: dict[type[models.Model], list[int]] = defaultdict(list)
            later = []
            for model, key, moment, is_due in scheduled(row.next_due) if row.next_due else ():
                if is_due:
                    fallen[model].append(key)
                else:
                    later.append(moment)
            if not fallen and row.next_due == min(later, default=None):
                return Version(row.number, row.changed_at)  # another reader was quicker
            row.number, row.changed_at, row.next_due = row.number + 1, timezone.now(), min(later, default=None)
            row.save()
            for model, keys in fallen.items():
                shown_differently.send(model, keys=keys)
        return Version(row.number, row.changed_at)

    @classmethod
    def _raise(cls, due: datetime.datetime | None) -> None:
        values = {"number": F("number") + 1, "changed_at": timezone.now()}
        if due:
            moment = Value(due, output_field=DateTimeField())
            values["next_due"] = Coalesce(Least("next_due", moment), moment)
        if not cls.objects.filter(pk=1).update(**values):
            cls._begin()
            cls.objects.filter(pk=1).update(**values)

    @classmethod
    def _begin(cls) -> Version:
        row, _is_new = cls.objects.get_or_create(pk=1)
        return Version(row.number, row.changed_at)


@cache
def statement_for(vendor: str) -> str:
    """The look-up of the version, written out: to compile it for each asking costs ten times what asking does.

    It is due by the clock of the database, as the door is, in its own words for that (`Now`).
    """
    is_due = ExpressionWrapper(Q(next_due__lte=Now()), output_field=BooleanField())
    columns = ("number", "changed_at", "told", "told_by", ~Exists(Touched.objects.all()), is_due)
    looked_up = RecordVersion.objects.filter(pk=1).values_list(*columns)
    statement, values = looked_up.query.sql_with_params()
    return statement % values


def looked_up(statement: str) -> tuple | None:
    """The first row, over a connection that was kept since an earlier request, or over a new one if that has ended.

    What is asked first of all finds out by itself whether the connection still stands: a question to that end alone
    (CONN_HEALTH_CHECKS) would double what an unchanged answer asks of PostgreSQL.
    """
    is_unsure = connection.health_check_enabled and not connection.health_check_done and not connection.in_atomic_block
    connection.health_check_done = True
    try:
        return first_row(statement)
    except (OperationalError, InterfaceError):
        if not is_unsure or connection.is_usable():
            raise
    connection.close()
    return first_row(statement)


def first_row(statement: str) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def take_turn() -> None:
    """Who writes what the public sees, or what is kept in step with it, comes after whoever does so now.

    Before the first row is locked: who held a row while waiting for the turn would be waited for by whoever has it.

    The search takes turns by the same lock: with one there is no order of two to get wrong. SQLite lets one write at a
    time anyway.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def scheduled(since: datetime.datetime) -> Iterator[tuple[type[models.Model], int, datetime.datetime, bool]]:
    """The published records with a moment of publication at or after `since`, and whether it has come; one query."""
    from .record import publishable_models

    kinds = publishable_models()
    is_due = Case(When(publish_from__lte=Now(), then=True), default=False, output_field=BooleanField())
    first, *others = (
        model._base_manager.filter(state=State.PUBLISHED, publish_from__gte=since)
        .order_by()
        .annotate(_number=Value(number), _is_due=is_due)
        .values_list("_number", "pk", "publish_from", "_is_due")
        for number, model in enumerate(kinds)
    )
    for number, key, moment, due in first.union(*others, all=True):
        yield kinds[number], key, moment, due


def count_now(model: type[models.Model], keys: set[int], due: datetime.datetime | None = None) -> None:
    """Raise the version, and say of what it speaks."""
    with transaction.atomic(savepoint=False):
        take_turn()
        RecordVersion._raise(due)
        shown_differently.send(model, keys=list(keys))


counting = Deferrable(count_now)
