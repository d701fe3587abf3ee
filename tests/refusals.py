"""A rule is kept twice: by the form, with a sentence, and by the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


@contextmanager
def database_refuses() -> Iterator[None]:
    """What happens inside breaks a constraint."""
    with pytest.raises(IntegrityError), transaction.atomic():
        yield


def assert_refused(record: Any, message: str, **values: Any) -> None:
    """Neither `full_clean()` (which says `message`) nor the database takes `record` with these values."""
    for name, value in values.items():
        setattr(record, name, value)
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert refused.value.messages == [message]
    with database_refuses():
        record.save()
