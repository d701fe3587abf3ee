"""Writes records once, updates those that only the loader ever wrote, and leaves alone those that staff have edited."""

import hashlib
import json
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from amin_portal.publishing.models import Publishable, State
from amin_portal.publishing.partial_dates import PartialDate

from .models import LoadedRecord
from .reading import Row


class Writer:
    """One run of the loader, inside one transaction. `counts` and `left_alone` say what it did."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.left_alone: list[str] = []
        self._memory = {(memory.model, memory.key): memory for memory in LoadedRecord.objects.all()}
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
        relations, owned = relations or {}, owned or {}
        fields = {"state": State.PUBLISHED} | fields
        digest = hashlib.sha256(
            json.dumps([plain(fields), plain(relations), owned], sort_keys=True).encode()
        ).hexdigest()
        memory = self._memory.get((model._meta.label, key))
        if memory is None:
            record = self._existing(model, fields) if fields.get("slug") else None
            if record is not None:
                return self._leave(record, key, "was there before the files were loaded")
            record = self._save(model(), row, fields, relations, owned, file_names or {})
            memory = LoadedRecord(model=model._meta.label, key=key, uid=record.uid)
            self.counts["created"] += 1
        else:
            record = model._base_manager.filter(uid=memory.uid).first()
            if record is None:
                return self._leave(None, f"{model._meta.verbose_name} {key}", "was deleted by staff")
            if record.revision != memory.revision:
                return self._leave(record, key, "was edited by staff")
            if memory.digest == digest:
                self.counts["unchanged"] += 1
            else:
                self._save(record, row, fields, relations, owned, file_names or {})
                self.counts["updated"] += 1
        memory.digest = digest
        self._written.append((memory, record))
        return record

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

    def _existing(self, model: type[Publishable], fields: dict) -> Publishable | None:
        identity = {"slug": fields["slug"]}
        if model.slug_scope:
            identity[model.slug_scope] = fields[model.slug_scope]
        return model._base_manager.filter(**identity).first()

    def _leave(self, record: Publishable | None, key: str, why: str) -> Publishable | None:
        name = f"{record._meta.verbose_name} {key}" if record else key
        self.left_alone.append(f"{name} {why}")
        return record

    def _save(
        self, record: Any, row: Row, fields: dict, relations: dict, owned: dict, file_names: dict[str, str]
    ) -> Any:
        for name, value in fields.items():
            setattr(record, name, value)
        try:
            record.full_clean()
        except ValidationError as error:
            name, messages = next(iter(error.message_dict.items()))
            raise row.error(file_names.get(name, name), " ".join(messages)) from error
        record.save()
        for name, related in relations.items():
            getattr(record, name).set(related)
        for name, rows in owned.items():
            getattr(record, name).all().delete()
            for row_of_it in rows:
                getattr(record, name).create(**row_of_it)
        return record


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
