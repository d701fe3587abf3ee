"""What every record was before each change, who changed it and when (django-simple-history)."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

UNSAID = ("id", "revision", "updated_at", "created_at", "uid", "was_published")
"""Columns of a version that say nothing about the record's content."""


class History(HistoricalRecords):
    """Keeps every version of a model, its relations included, under `history`.

    One change is one version: what an object saves and then relates (a form does both) is kept together. A record that
    was there before its history began is kept as it stood before its first change.
    """

    def __init__(self) -> None:
        reason = models.CharField(_("reason"), max_length=200, blank=True)
        super().__init__(inherit=True, history_change_reason_field=reason)

    def get_m2m_fields_from_model(self, model: type[models.Model]) -> list[models.ManyToManyField]:
        return list(model._meta.local_many_to_many)

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """Versions are read with the permission to view the record, and nobody writes them."""
        return super().get_meta_options(model) | {"default_permissions": ()}

    def get_meta_options_m2m(self, through_model: type[models.Model]) -> dict[str, Any]:
        return super().get_meta_options_m2m(through_model) | {"default_permissions": ()}

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str | None) -> str:
        return str(getattr(instance, "_change_reason", None) or "")[:200]

    def post_save(self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any) -> None:
        instance._is_just_made = created
        try:
            super().post_save(instance, created, using, **kwargs)
        finally:
            del instance._is_just_made

    def create_historical_record_m2ms(self, history_instance: models.Model, instance: models.Model) -> None:
        """What was just made is related to nothing yet, and nobody has to ask."""
        if not getattr(instance, "_is_just_made", False):
            super().create_historical_record_m2ms(history_instance, instance)

    def relate_new(self, record: models.Model, name: str, others: Iterable[models.Model]) -> None:
        """Relate `record`, which this very object has just made, to `others`, and keep that with its first version.

        In two statements, for records by the hundred: no signal is sent, and the revision does not grow.
        """
        relation = record._meta.get_field(name)
        through, kept = relation.remote_field.through, self.m2m_models[relation]
        near, far = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        pairs = [through(**{near: record, far: other}) for other in dict.fromkeys(others)]
        columns = [field.attname for field in through._meta.concrete_fields]
        kept._base_manager.bulk_create(
            kept(history=record._version_under_way, **{column: getattr(pair, column) for column in columns})
            for pair in through._base_manager.bulk_create(pairs)
        )

    def m2m_changed(self, **kwargs: Any) -> None:
        """`relations_changed` does it, once the revision has grown, and from whichever side it was changed."""

    def relations_changed(self, record: models.Model, through: type[models.Model] | None = None) -> None:
        """Keep the relations of `record`, or those in the table `through`, with what the same object saved last."""
        version = getattr(record, "_version_under_way", None)
        if version is None:
            self.create_historical_record(record, "~")
            return
        version._history_m2m_fields = [
            field for field in type(version)._history_m2m_fields if through in (None, field.remote_field.through)
        ]
        for field in version._history_m2m_fields:
            self.m2m_models[field].objects.filter(history=version).delete()
        self.create_historical_record_m2ms(version, record)
        del version._history_m2m_fields

    def begin(self, record: models.Model) -> None:
        """Keep what is stored of `record`, before its first change, if nothing of it was kept yet."""
        if record._state.adding or hasattr(record, "_version_under_way") or record.history.exists():
            return
        stored = type(record)._base_manager.get(pk=record.pk)
        stored._history_user, stored._history_date = None, getattr(stored, "updated_at", timezone.now())
        stored._change_reason = _("as it stood when its history began")
        self.create_historical_record(stored, "+")


HISTORY = History()
