"""What is a part of other records."""

from functools import cache, partialmethod
from typing import Any, Self

from django.db import models
from django.db.models.signals import class_prepared
from django.dispatch import receiver
from django.utils.encoding import force_str

from ..many import Deferrable
from .history import HISTORY


class Part(models.Model):
    """What is a part of records named by the foreign keys in `wholes`: their revision grows when it changes."""

    wholes: tuple[str, ...] = ()
    may_be_known = True  # visitors may have seen it
    history = HISTORY

    class Meta:
        abstract = True

    def get_constraints(self) -> list[tuple[type[models.Model], list[models.BaseConstraint]]]:
        """Without the checks where one query says that all of them hold: each asks the database by itself."""
        constraints = super().get_constraints()
        checks = [one for _model, some in constraints for one in some if isinstance(one, models.CheckConstraint)]
        together = models.Q(*(one.condition for one in checks))
        if checks and not together.check(self._get_field_expression_map(meta=self._meta)):
            return constraints
        return [(model, [one for one in some if one not in checks]) for model, some in constraints]

    def _touch_wholes(self, unless: Self | None = None) -> None:
        """Touch what this is a part of and that is still there, leaving out the wholes that `unless` has too.

        A part that nobody may know of changes nothing that the public can see of its whole.
        """
        for name in self.wholes if self.may_be_known else ():
            key = getattr(self, f"{name}_id")
            if unless is None or key != getattr(unless, f"{name}_id"):
                touch(self._meta.get_field(name).related_model, {key})


@Deferrable
def touch(model: type[models.Model], keys: set[int]) -> None:
    """Let the revision of these wholes grow, and of what they are parts of."""
    for whole in model._base_manager.filter(pk__in=keys):
        whole.touch()


@receiver(class_prepared)
def tell_choices_quickly(sender: type[models.Model], **kwargs: Any) -> None:
    """Django's `get_FOO_display` makes a table of all choices each time: that took a fifth of the page of a list."""
    for field in sender._meta.local_concrete_fields if issubclass(sender, Part) else ():
        if field.choices:
            setattr(sender, f"get_{field.name}_display", partialmethod(chosen, field=field))


def chosen(record: Part, field: models.Field) -> Any:
    """What the record's choice is called; the value itself where it is none of the choices."""
    value = getattr(record, field.attname)
    return force_str(words_of(field).get(value, value), strings_only=True)


@cache
def words_of(field: models.Field) -> dict[Any, Any]:
    """What each choice of a field is called; translated only when it is written."""
    return dict(field.flatchoices)
