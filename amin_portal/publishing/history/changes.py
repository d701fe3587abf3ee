"""The list of changes: of one record with its parts, or of the whole record, newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from amin_portal.publishing.models import Part, permission
from amin_portal.publishing.wording import Names

from .differences import Difference, Version, differences, values_of

CHANGE = {"+": "added", "~": "changed", "-": "deleted"}


@dataclass(frozen=True)
class Change:
    """One version of a record beside the one before it."""

    version: Version
    record: str
    differences: list[Difference]

    @property
    def kind(self) -> str | Promise:
        return self.version.instance_type._meta.verbose_name

    @property
    def address(self) -> str | None:
        """The page of this version on the desk, where it can be taken up again."""
        options = self.version.instance_type._meta
        try:
            return reverse(
                f"admin:{options.app_label}_{options.model_name}_version", args=[self.version.id, self.version.pk]
            )
        except NoReverseMatch:
            return None


def kinds_with_history() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if hasattr(model._meta, "simple_history_manager_attribute")]


def versions_with_parts(record: models.Model, viewer: Any) -> list[QuerySet]:
    """The versions of `record`, and those of its parts that `viewer` may see; of a part, as long as it was one."""
    parts = [model for model in kinds_with_history() if issubclass(model, Part)]
    wholes = [model for model in parts if viewer.has_perm(permission("view", model))]
    parts = [
        model.history.filter(**{name: record.pk})
        for model in wholes
        for name in model.wholes
        if model._meta.get_field(name).related_model is type(record)
    ]
    return [type(record).history.filter(id=record.pk), *parts]


def in_one_order(versions: Iterable[QuerySet]) -> QuerySet:
    """Kind and number of every version in `versions`, newest first: to be divided into pages."""
    rows = [
        queryset.order_by()
        .annotate(history_of=Value(queryset.model._meta.label, output_field=CharField()))
        .values_list("history_of", "history_id", "history_date")
        for queryset in versions
    ]
    return rows[0].union(*rows[1:], all=True).order_by("-history_date", "-history_id")


def changes(page: Iterable[tuple[str, int, Any]]) -> list[Change]:
    """What the versions of a page changed: a fixed number of queries for each kind among them."""
    page, names, found = list(page), Names(), {}
    for kind in sorted({kind for kind, _number, _date in page}):
        model, numbers = apps.get_model(kind), [number for other, number, _date in page if other == kind]
        for change in _changes_of_kind(model, numbers, names):
            found[kind, change.version.pk] = change
    return [found[kind, number] for kind, number, _date in page if (kind, number) in found]


def _changes_of_kind(versions: type[Version], numbers: list[int], names: Names) -> Iterator[Change]:
    earlier = versions.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    newest = earlier.order_by("-history_id").values("history_id")[:1]
    rows = (
        versions.objects.filter(history_id__in=numbers).select_related("history_user").annotate(before=Subquery(newest))
    )
    rows = list(rows)
    model, before = versions.instance_type, versions.objects.in_bulk([row.before for row in rows if row.before])
    values = values_of([*rows, *before.values()])
    names.fetch(model, values.values())
    present = model._base_manager.select_related().in_bulk({row.id for row in rows})
    for row in rows:
        told = differences(model, values.get(row.before, {}), values[row.pk], names) if row.history_type != "-" else []
        yield Change(row, _name(row, present.get(row.id)), told)


def _name(version: Version, record: models.Model | None) -> str:
    """What the record is called now; of one that is gone, what it was called."""
    try:
        return str(record or version.instance)
    except models.ObjectDoesNotExist:  # what it was named after is gone too
        return f"#{version.id}"
