"""Who may see which records: the one rule, asked of the database."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, Self

from django.db import models
from django.db.models import Case, Prefetch, Q, Value, When, prefetch_related_objects
from django.db.models.functions import Now
from django.db.models.query import ModelIterable
from django.utils.translation import gettext_lazy as _

from .lists import fetch_linked
from .previews import Guest


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


def published_and_due(path: str = "") -> Q:
    """Rows in state published whose time has come, by the database's clock; `path` leads to another record."""
    before = f"{path}__" if path else ""
    due = Q(**{f"{before}publish_from__isnull": True}) | Q(**{f"{before}publish_from__lte": Now()})
    return Q(**{f"{before}state": State.PUBLISHED}) & due


def permission(action: str, model: type[models.Model]) -> str:
    """The name of the permission to `action` (view, add, change, delete, publish) on records of a kind."""
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


@cache
def public_records(model: type[models.Model]) -> models.QuerySet:
    """All public records of a kind, as a query that is written once: what is due is for the database's clock to say."""
    return model._default_manager.public()


def records_visible_to(viewer: Any, model: type[models.Model]) -> models.QuerySet:
    """What this person may see of a kind of record, not fetched yet."""
    if viewer is None:
        return public_records(model).all()
    return model._default_manager.visible_to(viewer)


def linked(model: type[models.Model], relations: Iterable[str], viewer: Any) -> list[Prefetch]:
    """What fetches related records, as far as this person may see them, the outer before the inner."""
    kinds = {relation: end_of(model, relation) for relation in relations}
    return [Prefetch(name, queryset=records_visible_to(viewer, kind)) for name, kind in kinds.items()]


def end_of(model: type[models.Model], path: str) -> type[models.Model]:
    """The kind of record to which a path leads."""
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


class PublishableQuerySet(models.QuerySet):
    _linked: tuple[str, ...] = ()

    def public(self) -> Self:
        """The one door: published, due, and everything it belongs to public."""
        return self.filter(self._is_public())

    def marked(self) -> Self:
        """All of them, each with `is_seen`: whether it is public. Asked row by row, so of no more than are wanted."""
        seen = When(self._is_public(), then=Value(True))
        return self.annotate(is_seen=Case(seen, default=Value(False), output_field=models.BooleanField()))

    def withdrawn(self) -> Self:
        """What was public once and has a tombstone now."""
        return self.filter(self._through_wholes(), state=State.WITHDRAWN, was_published=True)

    def visible_to(self, user: Any) -> Self:
        """For detail pages: the public record, or all but the withdrawn for staff who may view it and its wholes.

        `user` may be None, or a guest, who sees what a preview link shows.
        """
        if isinstance(user, Guest):
            return self.filter(self._is_public() | user.sees(self.model) & self._not_withdrawn(lambda model: True))
        if user is None or not user.is_staff or not user.has_perm(permission("view", self.model)):
            return self.public()
        return self.filter(self._not_withdrawn(lambda model: user.has_perm(permission("view", model))))

    def _not_withdrawn(self, may_view: Callable[[type[models.Model]], bool]) -> Q:
        rule = ~Q(state=State.WITHDRAWN)
        for path in self.model.belongs_to:
            seen = published_and_due(path) | Q(**{f"{path}__isnull": True})
            if may_view(end_of(self.model, path)):
                seen |= ~Q(**{f"{path}__state": State.WITHDRAWN})
            rule &= seen
        return rule

    def linked(self, *relations: str, viewer: Any = None) -> Self:
        """Fetch related records through the same door; a foreign key to one behind it reads as None.

        A nested relation (`meeting__body`) needs the outer one named before it.
        """
        if viewer is not None:
            return self.prefetch_related(*linked(self.model, relations, viewer))
        records = self._chain()
        records._linked = (*self._linked, *relations)
        return records

    def _clone(self) -> Self:
        records = super()._clone()
        records._linked = self._linked
        return records

    def _fetch_all(self) -> None:
        """What is linked comes first: else a relation that is prefetched behind it would be reached past the door."""
        if self._result_cache is None and self._is_linked:
            self._result_cache = list(self._iterable_class(self))
            fetch_linked(self._result_cache, self._linked)
        super()._fetch_all()

    def _iterator(self, use_chunked_fetch: bool, chunk_size: int | None) -> Iterator[Any]:
        if not (self._is_linked and chunk_size):
            yield from super()._iterator(use_chunked_fetch, chunk_size)
            return
        records = iter(self._iterable_class(self, chunked_fetch=use_chunked_fetch, chunk_size=chunk_size))
        while some := list(islice(records, chunk_size)):
            fetch_linked(some, self._linked)
            prefetch_related_objects(some, *self._prefetch_related_lookups)
            yield from some

    @property
    def _is_linked(self) -> bool:
        """It gives whole records, of which related ones are asked for."""
        return bool(self._linked) and self._iterable_class is ModelIterable

    def _is_public(self) -> Q:
        return published_and_due() & self._through_wholes()

    def _through_wholes(self) -> Q:
        """Everything that a row belongs to is published and due; what it does not have does not count."""
        rule = Q()
        for path in self.model.belongs_to:
            rule &= published_and_due(path) | Q(**{f"{path}__isnull": True})
        return rule
