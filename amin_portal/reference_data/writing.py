"""Writes records once, updates those that only the loader ever wrote, and leaves alone those that staff have edited."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import HISTORY, Publishable, State
from amin_portal.publishing.partial_dates import PartialDate

from .models import LoadedRecord
from .reading import DataError, Row


class Writer:
    """One run of the loader, inside one transaction. `counts` and `left_alone` say what it did."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.left_alone: list[str] = []
        self._memory = {(memory.model, memory.key): memory for memory in LoadedRecord.objects.all()}
        self._known: dict[type[Publishable], dict[Any, Publishable]] = {}
        self._written: list[tuple[LoadedRecord, Publishable]] = []

    def write(
        self,
        model: type[Publishable],
        row: Row,
        key: str,
        fields: dict[str, Any],
        relations: dict[str, list[Publishable]] | None = None,
        owned: dict[str, list[dict[str, Any]]] | None = None,
        file_names: dict[str, str] | None = None,
    ) -> Any:
        """The record of `model` that the files call `key`, made or brought up to date.

        `relations` are its many-to-many fields, `owned` the rows that it alone has, `file_names` translates field
        names into those of the file. None where staff have deleted it. Raises DataError where a rule is broken.
        """
        fields = {"state": State.PUBLISHED} | fields
        content = Content(row, fields, relations or {}, owned or {}, file_names or {})
        memory = self._memory.get((model._meta.label, key))
        if memory is None:
            return self._create(model, key, content)
        record = self._stored(model).get(memory.uid)
        if record is None:
            return self._leave(None, f"{model._meta.verbose_name} {key}", "was deleted by staff")
        if record.revision != memory.revision:
            return self._leave(record, key, "was edited by staff")
        if memory.digest == content.digest:
            self.counts["unchanged"] += 1
        else:
            content.save_to(record)
            self.counts["updated"] += 1
        memory.digest = content.digest
        self._written.append((memory, record))
        return record

    def _stored(self, model: type[Publishable]) -> dict[Any, Publishable]:
        """The records that the loader made, by their uid, as they were when the first of their kind was looked for."""
        if model not in self._known:
            made = [memory.uid for memory in self._memory.values() if memory.model == model._meta.label]
            self._known[model] = {record.uid: record for record in model._base_manager.filter(uid__in=made)}
        return self._known[model]

    def _create(self, model: type[Publishable], key: str, content: "Content") -> Publishable:
        record = model()
        try:
            content.save_to(record)
        except DataError:
            if twin := self._twin_by_staff(record):
                return self._leave(twin, key, "was there before the files were loaded")
            raise
        memory = LoadedRecord(model=model._meta.label, key=key, uid=record.uid, digest=content.digest)
        self.counts["created"] += 1
        self._written.append((memory, record))
        return record

    def _twin_by_staff(self, record: Publishable) -> Publishable | None:
        """A record that staff made and that keeps this one out: it has what only one may have."""
        ours = {memory.uid for memory in self._memory.values()} | {memory.uid for memory, _record in self._written}
        for constraint in record._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                values = {name: getattr(record, name) for name in constraint.fields}
                if None not in values.values():
                    twin = type(record)._base_manager.filter(**values).exclude(uid__in=ours).first()
                    if twin:
                        return twin
        return None

    def finish(self) -> None:
        """Remember the revisions as they are now; what was just made is at its first, whenever its parts came."""
        revisions: dict[Any, int] = {}
        for model in {type(record) for _memory, record in self._written}:
            made = [memory.uid for memory, record in self._written if isinstance(record, model) and not memory.pk]
            model._base_manager.filter(uid__in=made).update(revision=1)
            revisions |= dict(model._base_manager.values_list("uid", "revision"))
        memories = []
        for memory, record in self._written:
            memory.revision = revisions[record.uid]
            memories.append(memory)
        LoadedRecord.objects.bulk_create(
            memories, update_conflicts=True, unique_fields=["model", "key"], update_fields=["digest", "revision"]
        )

    def _leave(self, record: Publishable | None, key: str, why: str) -> Publishable | None:
        name = f"{record._meta.verbose_name} {key}" if record else key
        self.left_alone.append(f"{name} {why}")
        return record


@dataclass(frozen=True)
class Content:
    """What the files say of one record."""

    row: Row
    fields: dict[str, Any]
    relations: dict[str, list[Publishable]]
    owned: dict[str, list[dict[str, Any]]]
    file_names: dict[str, str]

    @property
    def digest(self) -> str:
        parts = [plain(self.fields), plain(self.relations), self.owned]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def save_to(self, record: Publishable) -> None:
        """Raises DataError, by the names of the file, where the record would break a rule."""
        for name, value in self.fields.items():
            setattr(record, name, value)
        is_new = record._state.adding
        try:
            self._save(record)
        except ValidationError as error:
            name, messages = next(iter(error.message_dict.items()))
            raise self.row.error(self.file_names.get(name, name), " ".join(messages)) from error
        for name, related in self.relations.items():
            if is_new and record._meta.get_field(name).concrete:
                HISTORY.relate_new(record, name, related)
            elif related or not is_new:
                getattr(record, name).set(related)
        for name, rows in self.owned.items():
            for owned in () if is_new else getattr(record, name).all():
                owned.delete()
            for values in rows:
                getattr(record, name).create(**values)

    def _save(self, record: Publishable) -> None:
        """Raises ValidationError.

        Constraints, and that other records are there, are left to the database to look at; where it refuses, they are
        asked for what is wrong. To ask first cost more than all the rest of the loading.
        """
        others = {name for name, value in self.fields.items() if isinstance(value, Publishable)}
        record.full_clean(exclude=others, validate_unique=False, validate_constraints=False)
        record._slug_is_ours = False
        record._change_reason = _("loaded from the reference files")
        try:
            record.save()
        except IntegrityError:
            record.full_clean()
            raise


def plain(value: Any) -> Any:
    """`value` in types that JSON has, the same in every run."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, Publishable):
        return f"{value._meta.label}:{value.uid}"
    if isinstance(value, PartialDate):
        return value.isoformat()
    if isinstance(value, models.Model):
        raise TypeError(f"{value!r} has no permanent identity")
    return value
