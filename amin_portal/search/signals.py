"""Which entries a change is about: those of the record itself, and those that are made from it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from amin_portal.publishing.models import RecordVersion
from documents.signals import pages_read

from .engines import engine
from .index import forget, lock, rebuild, update
from .kinds import BY_NAME, KINDS, kinds_of
from .models import Entry, SameNames
from .searched import Searched

BEGINS = {"pre_add", "pre_remove", "pre_clear"}
ENDS = {"post_add", "post_remove", "post_clear"}


@cache
def made_from(model: type[models.Model]) -> tuple[tuple[Searched, str], ...]:
    """The kinds whose entries are made from records of `model`, with the path that leads from the one to the other."""
    paths = ((kind, path) for kind in KINDS for path in (*kind.belongs_to(), *kind.told_by))
    return tuple((kind, path) for kind, path in paths if end_of(kind.model, path) is model)


def end_of(model: type[models.Model], path: str) -> type[models.Model]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


@cache
def is_searched(model: type[models.Model]) -> bool:
    return any(kinds_of(model)) or bool(made_from(model))


@cache
def is_part_only(model: type[models.Model]) -> bool:
    """It is found only as a part of something else, so that a new one changes the entry of that."""
    return not any(kinds_of(model))


def depending(instance: models.Model) -> Iterator[tuple[Searched, list[int]]]:
    """The entries that are made from it, as it is related in the tables now."""
    for kind, path in made_from(type(instance)):
        if keys := list(kind.model._base_manager.filter(**{path: instance}).values_list("pk", flat=True)):
            yield kind, keys


def update_all(entries: list[tuple[Searched, list[int]]] | Iterator[tuple[Searched, list[int]]]) -> None:
    for kind, keys in entries:
        update(kind, keys)


@receiver(pre_save)
def before_save(sender: type[models.Model], instance: models.Model, raw: bool, **kwargs: Any) -> None:
    if raw or not is_searched(sender):
        return
    lock()
    instance._entries_before = list(depending(instance)) if instance.pk and is_part_only(sender) else []


@receiver(post_save)
def on_save(sender: type[models.Model], instance: models.Model, created: bool, raw: bool, **kwargs: Any) -> None:
    """A fixture (`raw`) comes in any order: manage.py rebuild_search follows it."""
    if raw or not is_searched(sender):
        return
    for kind in kinds_of(sender):
        update(kind, [instance.pk])
    update_all(instance._entries_before)
    if is_part_only(sender) or not created:
        update_all(depending(instance))


@receiver(pre_delete)
def before_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if is_searched(sender):
        lock()
        instance._entries_before = list(depending(instance))


@receiver(post_delete)
def on_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if is_searched(sender):
        for kind in kinds_of(sender):
            forget(kind, instance.pk)
        update_all(instance._entries_before)


@receiver(m2m_changed)
def on_relation(
    sender: Any, instance: models.Model, action: str, reverse: bool, model: type[models.Model], pk_set: set | None,
    **kwargs: Any,
) -> None:  # fmt: skip
    """The record that holds the relation has changed, from whichever side it was changed."""
    holder = model if reverse else type(instance)
    if not any(kinds_of(holder)):
        return
    if action in BEGINS:
        lock()
    if action == "pre_clear" and reverse:
        instance._holders_before = holders_of(instance, holder, sender)
    if action in ENDS:
        keys = [instance.pk] if not reverse else pk_set or instance.__dict__.pop("_holders_before", [])
        for kind in kinds_of(holder):
            update(kind, keys)
        for one in holder._base_manager.filter(pk__in=keys):
            update_all(depending(one))


def holders_of(instance: models.Model, holder: type[models.Model], through: type[models.Model]) -> list[int]:
    """The records whose relation leads to the instance."""
    name = next(field.name for field in holder._meta.many_to_many if field.remote_field.through is through)
    return list(holder._base_manager.filter(**{name: instance}).values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=SameNames)
def on_names(**kwargs: Any) -> None:
    """No record changes by names that mean the same, and yet other records are found."""
    RecordVersion.count(SameNames, [])


@receiver(pages_read)
def on_pages(sender: Any, file: models.Model, **kwargs: Any) -> None:
    """The pages of a file are written at once, of which no save tells."""
    update(BY_NAME["file-pages"], file.text_pages.values_list("pk", flat=True))


def make_ready(**kwargs: Any) -> None:
    """After each migration: make the engine's tables, which are not Django's, and fill an empty index."""
    tables = set(connection.introspection.table_names())
    if Entry._meta.db_table not in tables:
        return
    with connection.cursor() as cursor:
        engine().ensure(cursor)
    if not Entry.objects.exists() and tables.issuperset(kind.model._meta.db_table for kind in KINDS):
        rebuild()
