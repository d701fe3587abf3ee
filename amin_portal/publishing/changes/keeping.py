"""Compares what records are told as with what they were told as, and keeps the difference.

A change only leaves a mark in its own transaction (`Touched`). Right after that has ended, or else when somebody asks
for changes, `catch_up` compares whatever is marked, and whatever is told with the help of it.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Model
from django.dispatch import receiver
from django.utils import timezone

from amin_portal.publishing.models import PublicChange, PublicRecord, RecordVersion, Touched, Use
from amin_portal.publishing.models.version import shown_differently, take_turn
from amin_portal.publishing.release import release
from amin_portal.publishing.replica import stay_with_primary

from .kinds import collections, told_by_its_own_relations, told_with
from .telling import Mark, Told, tell

AT_ONCE = 200
Action = PublicChange.Action
NOT_CONTENT = {"revision", "updated_at"}  # they say that something changed, not what

logger = logging.getLogger(__name__)


@receiver(shown_differently)
def mark(sender: type[Model], keys: Iterable[int], **kwargs: Any) -> None:
    """Once a transaction is enough to have it compared: what is registered goes with the savepoint it was made in."""
    Touched.objects.bulk_create(Touched(kind=sender._meta.label_lower, object_id=key) for key in keys)
    if not any(function is follow for _savepoints, function, _robust in connection.run_on_commit):
        transaction.on_commit(follow, robust=True)


def follow() -> None:
    """After a change. Where it cannot be done now, the mark stays for whoever asks next."""
    try:
        catch_up()
    except DatabaseError:
        logger.warning("Changes could not be compared at once; the next reader does it.", exc_info=True)


def catch_up() -> None:
    """Write down all changes that have become visible."""
    stay_with_primary()  # no version speaks of what is written down here
    RecordVersion.current()  # marks what has fallen due
    if not Touched.objects.exists():
        return
    with transaction.atomic():
        take_turn()
        marks = list(Touched.objects.order_by("pk"))
        if marks:
            Comparison().of(marks)
            RecordVersion.objects.update(told=numbers_told())
            Touched.objects.filter(pk__lte=marks[-1].pk).delete()


def mark_everything() -> None:
    """Have every record compared again, as after a release that tells more of them."""
    with transaction.atomic():
        take_turn()
        for model in collections():
            keys = model._base_manager.values_list("pk", flat=True)
            Touched.objects.bulk_create(
                (Touched(kind=model._meta.label_lower, object_id=key) for key in keys.iterator()), batch_size=1000
            )


def begin(**kwargs: Any) -> None:
    """After each migration: what this release tells differently is told of as changed, what it tells first as new.

    Nothing is compared before all migrations are done, nor twice by the same code.
    """
    tables = set(connection.introspection.table_names())
    needed = (*collections(), PublicRecord, PublicChange, Touched, Use, RecordVersion)
    if not tables.issuperset(model._meta.db_table for model in needed):
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    if not RecordVersion.objects.filter(told_by=release().digest).exists():
        mark_everything()
        catch_up()
        RecordVersion.objects.update(told_by=release().digest)


class Comparison:
    """One round, while nobody else writes: each record that may be told differently is looked at once."""

    def __init__(self) -> None:
        last = PublicChange.objects.order_by("-pk").values_list("at", flat=True).first()
        now = timezone.now()
        self.at = max(now, last) if last else now  # moments never go back, whatever the clock does
        self.seen: dict[type[Model], set[int]] = defaultdict(set)
        self.waiting: dict[type[Model], set[int]] = defaultdict(set)

    def of(self, marks: Iterable[Touched]) -> None:
        marked: dict[type[Model], set[int]] = defaultdict(set)
        for one in marks:
            marked[apps.get_model(one.kind)].add(one.object_id)
        self.waiting |= {model: set(keys) for model, keys in marked.items()}
        while self.waiting:
            model = next(iter(self.waiting))
            keys = self.waiting.pop(model) - self.seen[model]
            self.seen[model] |= keys
            ordered = sorted(keys)
            for start in range(0, len(ordered), AT_ONCE):
                some = ordered[start : start + AT_ONCE]
                look_different = self.compare(model, some) if model in collections() else some
                self._wait_for(told_with(model), model, look_different)
                self._wait_for(told_by_its_own_relations(model), model, marked[model].intersection(some))

    def _wait_for(self, tellers: Iterable[tuple[type[Model], str]], model: type[Model], keys: Collection[int]) -> None:
        """Of the tellers those that were told with these records, and those that are now."""
        if not keys or not tellers:
            return
        by_name = {teller.collection: teller for teller, _path in tellers}
        before = Use.objects.filter(collection__in=by_name, used_kind=model._meta.label_lower, used_id__in=keys)
        for collection, key in before.values_list("collection", "object_id"):
            self.waiting[by_name[collection]].add(key)
        for teller, path in tellers:
            self.waiting[teller] |= set(
                teller._base_manager.filter(**{f"{path}__in": keys}).order_by().values_list("pk", flat=True)
            )

    def compare(self, model: type[Model], keys: list[int]) -> list[int]:
        """Keep what changed of these records, and return those that others have to tell differently too."""
        told = tell(model, keys)
        records = PublicRecord.objects.filter(collection=model.collection, object_id__in=keys)
        known = {one.object_id: one for one in records}
        changed: dict[int, tuple[PublicRecord, PublicChange]] = {}
        spread, retold = [], []
        for key in keys:
            old, new = known.get(key), told.get(key)
            if action := action_of(old, new):
                if action != Action.UPDATED or old.face != new.face:
                    spread.append(key)
                fields = differences(old.content, new.content) if action == Action.UPDATED else {}
                changed[key] = self._written(model, key, old, new, action, fields)
            elif new and old.told != new.text:
                old.told = new.text  # in other words, which say the same
                retold.append(old)
        self._keep(changed)
        PublicRecord.objects.bulk_update(retold, ["told"])
        self._keep_uses(model, keys, told)
        return spread

    def _written(
        self, model: type[Model], key: int, old: PublicRecord | None, new: Told | None, action: str, fields: dict
    ) -> tuple[PublicRecord, PublicChange]:
        record = old or PublicRecord(collection=model.collection, object_id=key)
        revision = (new.content if new else record.content)["revision"]
        if new:
            record.uid, record.slug, record.title = new.record.uid, new.record.slug, str(new.record)
            record.told, record.content, record.face = new.text, new.content, new.face
        record.is_public, record.changed_at = new is not None, self.at
        names = {name: getattr(record, name) for name in ("collection", "object_id", "uid", "slug", "title")}
        return record, PublicChange(**names, action=action, revision=revision, fields=fields, at=self.at)

    def _keep(self, changed: dict[int, tuple[PublicRecord, PublicChange]]) -> None:
        if not changed:
            return
        records, changes = zip(*changed.values(), strict=True)
        PublicChange.objects.bulk_create(changes)
        PublicRecord.objects.bulk_create(
            records,
            update_conflicts=True,
            unique_fields=["collection", "object_id"],
            update_fields=["uid", "slug", "title", "told", "content", "face", "is_public", "changed_at"],
        )

    def _keep_uses(self, model: type[Model], keys: list[int], told: dict[int, Told]) -> None:
        stored = Use.objects.filter(collection=model.collection, object_id__in=keys)
        before: dict[int, set[Mark]] = defaultdict(set)
        for key, *use in stored.values_list("object_id", "used_kind", "used_id"):
            before[key].add(tuple(use))
        now = {key: told[key].uses if key in told else frozenset() for key in keys}
        others = [key for key in keys if now[key] != before[key]]
        if others:
            stored.filter(object_id__in=others).delete()
            Use.objects.bulk_create(
                Use(collection=model.collection, object_id=key, used_kind=kind, used_id=used)
                for key in others
                for kind, used in now[key]
            )


def numbers_told() -> dict[str, int]:
    """How many public records there are of each collection."""
    told = PublicRecord.objects.filter(is_public=True).order_by().values_list("collection")
    return dict(told.annotate(Count("pk")))


def action_of(old: PublicRecord | None, new: Told | None) -> str | None:
    """What happened to a record between two tellings; None where nothing did."""
    if new is None:
        return Action.WITHDRAWN if old and old.is_public else None
    if old is None:
        return Action.CREATED
    if not old.is_public:
        return Action.PUBLISHED
    return Action.UPDATED if (old.content, old.face) != (new.content, new.face) else None


def differences(old: dict[str, Any], new: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Old and new of each field of the record that is told differently."""
    return dict(_different(old, new))


def _different(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in dict.fromkeys((*old, *new)):
        if name not in NOT_CONTENT and old.get(name) != new.get(name):
            yield name, {"old": old.get(name), "new": new.get(name)}
