"""Two who save at the same moment come one after the other."""

from typing import Any

from django.db import OperationalError, models, transaction
from django.http import HttpRequest, HttpResponse

from amin_portal.publishing.models.version import take_turn

from .filling import FilledIn
from .once import SavedOnce

DEADLOCK = "40P01"  # SQLSTATE of PostgreSQL


class OneAfterTheOther(SavedOnce, FilledIn):
    """Keeps what is about to be saved from others until it is; the form then sees what they saved before."""

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model | None:
        """Takes its turn, locks what the record is a part of first, and then the record, as saving does."""
        record = super().get_object(request, object_id, from_field)
        if record is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return record
        take_turn()
        for name in getattr(record, "wholes", ()):
            whole = record._meta.get_field(name).related_model
            whole._base_manager.select_for_update(of=("self",)).filter(pk=getattr(record, f"{name}_id")).first()
        return self.get_queryset(request).select_for_update(of=("self",)).filter(pk=record.pk).first()

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Where two wait for each other, the database sends one back: by then the other is through."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
                raise
            return super().changeform_view(request, *args, **kwargs)
