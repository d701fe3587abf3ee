"""Records of every kind that wait for somebody: my drafts, and what waits for my review. One query for all kinds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import CharField, Expression, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.functional import Promise

from amin_portal.publishing.models import Publishable, State, permission, publishable_models
from documents.models import DocumentFile, MeetingDocument
from plans.models import ProgressReport

from .rules import change_address

UNFINISHED = (State.DRAFT, State.IN_REVIEW)
NAMED_BY = ("title", "name", "label", "text")  # the first of these that a kind of record has
NAMED_OTHERWISE: dict[type[Publishable], Expression] = {
    DocumentFile: Concat("document__title", Value(", version "), Cast("version", CharField()), Value(", "), "language"),
    MeetingDocument: Concat("document__title", Value(", "), "meeting__title"),
    ProgressReport: Coalesce("plan__title", "action__title", "activity__title"),
}


@dataclass(frozen=True)
class Waiting:
    """A record as a row of a list over every kind."""

    kind_label: str  # "meetings.meeting"
    key: int
    name: str
    changed_at: datetime
    changed_by: str | None  # the name of the account; None: the machine, or somebody who has left

    @property
    def model(self) -> type[Publishable]:
        return apps.get_model(self.kind_label)

    @property
    def kind(self) -> str | Promise:
        return self.model._meta.verbose_name

    @property
    def address(self) -> str:
        return change_address(self.model, self.key)


def rows(records: QuerySet) -> QuerySet:
    """The columns of Waiting, so that the rows of several kinds can be put together."""
    model, fields = records.model, {field.name for field in records.model._meta.fields}
    name = NAMED_OTHERWISE.get(model) or F(next(name for name in NAMED_BY if name in fields))
    columns = {
        "row_kind": Value(model._meta.label_lower),
        "row_name": name,
        "row_by": latest_version(model, "history_user__username"),
    }
    return records.order_by().annotate(**columns).values_list("row_kind", "pk", "row_name", "updated_at", "row_by")


def together(queries: Iterable[QuerySet]) -> QuerySet:
    """All rows, what was changed last first; without any query, none."""
    queries = [rows(query) for query in queries]
    if not queries:
        return rows(MeetingDocument.objects.none())
    return queries[0].union(*queries[1:], all=True).order_by("-updated_at", "row_kind", "-pk")


def finished_apart(model: type[Publishable]) -> Q:
    """What is a part of something unfinished goes the way of that, and waits for nobody by itself."""
    rule = Q()
    for name in model.wholes:
        rule &= ~Q(**{f"{name}__state__in": UNFINISHED})
    return rule


def latest_version(model: type[Publishable], column: str) -> Subquery:
    """A column of the latest version of a record."""
    versions = model.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
    return Subquery(versions.values(column)[:1])


def kinds(user: Any, act: str) -> list[type[Publishable]]:
    """The kinds of records with which this person may do so: change, publish ..."""
    return [model for model in publishable_models() if user.has_perm(permission(act, model))]


def my_drafts(user: Any) -> QuerySet:
    """Drafts that this person may change, and was the last to change."""
    return together(
        model.objects.annotate(last_changed_by=latest_version(model, "history_user")).filter(
            finished_apart(model), state=State.DRAFT, last_changed_by=user.pk
        )
        for model in kinds(user, "change")
    )


def waiting_for_review(user: Any) -> QuerySet:
    """What was handed in, of the kinds that this person may publish."""
    return together(
        model.objects.filter(finished_apart(model), state=State.IN_REVIEW) for model in kinds(user, "publish")
    )
