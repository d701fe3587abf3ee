"""What else in the record speaks of a record: asked before it is withdrawn or deleted."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

EXAMPLES = 5


@dataclass(frozen=True)
class Use:
    """How many records of a kind name this one in a field, and the first of them."""

    kind: str
    field: str
    count: int
    examples: list[models.Model]

    @property
    def more(self) -> int:
        return self.count - len(self.examples)


def where_used(record: models.Model) -> list[Use]:
    """Every use of `record`, by kind and field: one query for each relation to it, two where there are any."""
    return [use for use in _uses(record) if use.count]


def _uses(record: models.Model) -> Iterator[Use]:
    for relation in record._meta.related_objects:
        model, field = relation.related_model, relation.field
        if hasattr(model, "instance_type"):  # versions of the past
            continue
        users = model._base_manager.filter(**{field.name: record})
        count = users.count()
        examples = list(users.order_by("pk")[:EXAMPLES]) if count else []
        yield Use(str(model._meta.verbose_name_plural), str(field.verbose_name), count, examples)
