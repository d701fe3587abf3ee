"""Which kind of record has a permanent identifier."""

import uuid

from django.db.models import Value

from .record import Publishable, publishable_models


def kind_of(uid: uuid.UUID) -> type[Publishable] | None:
    """The kind of the record with that permanent identifier, public or not; None where there is none. One query."""
    kinds = publishable_models()
    first, *others = (
        model._base_manager.order_by().filter(uid=uid).values_list(Value(number)) for number, model in enumerate(kinds)
    )
    return next((kinds[number] for (number,) in first.union(*others, all=True)), None)
