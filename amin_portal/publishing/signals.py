"""Changes that no save() of the record itself sees: its relations, and the end of its parts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import SET_NULL
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from simple_history.signals import post_create_historical_record

from .models import HISTORY, Part, Publishable
from .models.links import ITSELF

BEFORE = {"pre_add", "pre_remove", "pre_clear"}
AFTER = {"post_add", "post_remove", "post_clear"}


@receiver(m2m_changed)
def refuse_itself(instance: Any, action: str, model: Any, pk_set: set | None, **kwargs: Any) -> None:
    """No record is related to itself: no plan supports itself. Raises ValidationError."""
    if action == "pre_add" and isinstance(instance, Publishable) and model is type(instance) and instance.pk in pk_set:
        raise ValidationError(ITSELF)


@receiver(m2m_changed)
def record_related(
    sender: Any, instance: Any, action: str, reverse: bool, model: Any, pk_set: set | None, **kwargs: Any
) -> None:
    """The record that holds the relation changes, from whichever side it is changed: its revision and its history."""
    if not isinstance(instance, Publishable) or not (pk_set or action.endswith("clear")):
        return
    holders = [instance]
    if reverse and pk_set:
        holders = model._base_manager.filter(pk__in=pk_set) if issubclass(model, Publishable) else ()
    elif reverse:
        holders = cleared(instance, model, sender, action)
    for holder in holders:
        if action in BEFORE:
            HISTORY.begin(holder)
        elif action in AFTER:
            holder.touch()
            holder.refresh_from_db(fields=["revision"])
            HISTORY.relations_changed(holder, through=sender)


def cleared(instance: Publishable, model: type, through: Any, action: str) -> list[Publishable]:
    """The records whose relation leads to one that clears it; afterwards nothing tells of them any more."""
    if action == "pre_clear":
        name = next(field.name for field in model._meta.many_to_many if field.remote_field.through is through)
        instance._holders_cleared = list(model._base_manager.filter(**{name: instance}))
    return instance._holders_cleared if issubclass(model, Publishable) else []


@receiver(pre_save)
def begin_history(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """What came before its history began, as rows that were written at once, is kept before it changes."""
    if not raw and hasattr(sender._meta, "simple_history_manager_attribute"):
        HISTORY.begin(instance)


@receiver(post_create_historical_record)
def remember_version(sender: Any, instance: Any, history_instance: Any, **kwargs: Any) -> None:
    """Relations that the same object is given next belong to the same change."""
    instance._version_under_way = history_instance


@receiver(pre_delete)
def let_go_of(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Records that name one which is deleted, and stay, are changed by that: it is kept as a change of theirs."""
    if not isinstance(instance, Publishable):
        return
    for relation in sender._meta.related_objects:
        if not issubclass(relation.related_model, Publishable):
            continue
        holders = relation.related_model._base_manager.filter(**{relation.field.name: instance.pk})
        if relation.many_to_many:
            for holder in holders:
                getattr(holder, relation.field.name).remove(instance)
        elif relation.on_delete is SET_NULL:
            for holder in holders:
                setattr(holder, relation.field.name, None)
                holder.save()


@receiver(post_save)
def count_saved(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Publishable):
        instance.count_change()


@receiver(post_delete)
def touch_wholes(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Publishable):
        instance.count_change()
    if isinstance(instance, Part):
        instance._touch_wholes()
