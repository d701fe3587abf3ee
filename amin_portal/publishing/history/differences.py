"""What one version of a record says otherwise than the one before it, field by field, in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from amin_portal.publishing.models import HISTORY
from amin_portal.publishing.models.history import UNSAID
from amin_portal.publishing.partial_dates import PrecisionField
from amin_portal.publishing.wording import Names, in_words

Version = models.Model
"""A row of the history of some model."""


@dataclass(frozen=True)
class Difference:
    """One field: what it held before and what it holds after, in words."""

    field: models.Field
    before: str
    after: str

    @property
    def label(self) -> str:
        return str(self.field.verbose_name)


def told_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields whose changes are told: not what the portal counts for itself."""
    columns = (field for field in model._meta.concrete_fields if field.name not in UNSAID)
    return [*(field for field in columns if not isinstance(field, PrecisionField)), *model._meta.local_many_to_many]


def values_of(versions: Iterable[Version]) -> dict[int, dict[str, Any]]:
    """What every field of each of some versions of one kind held, by the number of the version; relations by key."""
    versions = {version.pk: version for version in versions}
    if not versions:
        return {}
    model = next(iter(versions.values())).instance_type
    columns = [field for field in told_fields(model) if not isinstance(field, models.ManyToManyField)]
    values = {
        number: {field.name: field.value_from_object(version) for field in columns}
        for number, version in versions.items()
    }
    for field in model._meta.local_many_to_many:
        for number, keys in _related(field, versions).items():
            values[number][field.name] = keys
    return values


def _related(field: models.ManyToManyField, numbers: Iterable[int]) -> dict[int, list[int]]:
    rows = HISTORY.m2m_models[field].objects.filter(history_id__in=[*numbers])
    other = f"{field.m2m_reverse_field_name()}_id"
    related = defaultdict(list, {number: [] for number in numbers})
    for number, key in rows.order_by(other).values_list("history_id", other):
        related[number].append(key)
    return related


def differences(
    model: type[models.Model], before: dict[str, Any], after: dict[str, Any], names: Names
) -> list[Difference]:
    """The fields of `model` in which two sets of values differ; `names` has the names of related records at hand."""
    return [
        Difference(field, in_words(field, before.get(field.name), names), in_words(field, after.get(field.name), names))
        for field in told_fields(model)
        if (before.get(field.name) or None) != (after.get(field.name) or None)
    ]
