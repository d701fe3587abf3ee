"""Which entries a change is about: those of the record itself, and those that are made from it."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from documents.signals import pages_read

from .engines import engine
from .index import rebuild, update
from .kinds import BY_NAME, KINDS, Searched, kinds_of
from .models import Entry

DONE = {"post_add", "post_remove", "post_clear"}


@cache
def made_from(model: type[models.Model]) -> tuple[tuple[Searched, str], ...]:
    """The kinds whose entries are made from records of `model`, with the path that leads from the one to the other."""
    paths = ((kind, path) for kind in KINDS for path in (*kind.wholes(), *kind.related))
    return tuple((kind, path) for kind, path in paths if end_of(kind.model, path) is model)


def end_of(model: type[models.Model], path: str) -> type[models.Model]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def depending(instance: models.Model) -> Iterator[tuple[Searched, list[int]]]:
    for kind, path in made_from(type(instance)):
        if keys := list(kind.model._base_manager.filter(**{path: instance}).values_list("pk", flat=True)):
            yield kind, keys


@receiver(post_save)
def on_save(sender: type[models.Model], instance: models.Model, created: bool, raw: bool, **kwargs: Any) -> None:
    if raw:  # a fixture comes in any order: manage.py rebuild_search follows it
        return
    for kind in kinds_of(sender):
        update(kind, [instance.pk])
    for kind, keys in depending(instance) if not created or is_part_only(sender) else ():
        update(kind, keys)


def is_part_only(model: type[models.Model]) -> bool:
    """It is found only as a part of something else, so that a new one changes the entry of that."""
    return not any(kinds_of(model))


@receiver(pre_delete)
def before_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    instance._entries_made_from_it = list(depending(instance))


@receiver(post_delete)
def on_delete(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    for kind in kinds_of(sender):
        update(kind, [instance.pk])
    for kind, keys in instance.__dict__.pop("_entries_made_from_it", ()):
        update(kind, keys)


@receiver(m2m_changed)
def on_relation(
    sender: Any, instance: models.Model, action: str, reverse: bool, model: type[models.Model], pk_set: set | None,
    **kwargs: Any,
) -> None:  # fmt: skip
    if action not in DONE:
        return
    holders = model if reverse else type(instance)
    for kind in kinds_of(holders):
        update(kind, (pk_set or ()) if reverse else [instance.pk])
    for kind, keys in () if reverse else depending(instance):
        update(kind, keys)


@receiver(pages_read)
def on_pages(sender: Any, file: models.Model, **kwargs: Any) -> None:
    """The pages of a file are written at once, of which no save tells."""
    update(BY_NAME["file-pages"], file.text_pages.values_list("pk", flat=True))


def make_ready(**kwargs: Any) -> None:
    """After each migration: make the engine's tables, which are not Django's, and fill an empty index."""
    if Entry._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        engine().ensure(cursor)
    if not Entry.objects.exists():
        rebuild()
