"""Changes that no save() of the record itself sees: its relations, and the end of its parts."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete
from django.dispatch import receiver

from .models import Publishable


@receiver(m2m_changed)
def touch_related(sender: Any, instance: Any, action: str, pk_set: set | None, **kwargs: Any) -> None:
    if isinstance(instance, Publishable) and (
        action == "post_clear" or (action in {"post_add", "post_remove"} and pk_set)
    ):
        instance.touch()


@receiver(post_delete)
def touch_wholes(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Publishable):
        instance._touch_wholes()
