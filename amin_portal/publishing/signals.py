"""Changes that no save() of the record itself sees: its relations, and the end of its parts."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete
from django.dispatch import receiver

from .models import Part, Publishable

CHANGES = {"post_add", "post_remove", "post_clear"}


@receiver(m2m_changed)
def touch_related(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: set | None, **kwargs: Any
) -> None:
    """The record that holds the relation has changed, from whichever side it was changed."""
    if action not in CHANGES or not isinstance(instance, Publishable):
        return
    if not reverse and (pk_set or action == "post_clear"):
        instance.touch()
    if reverse and issubclass(model, Publishable):
        for holder in model._base_manager.filter(pk__in=pk_set or ()):
            holder.touch()


@receiver(post_delete)
def touch_wholes(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Part):
        instance._touch_wholes()
