"""What tests of the API ask by, and what they read of an answer."""

from datetime import timedelta
from urllib.parse import quote

from django.utils import timezone

from amin_portal.publishing.models import RecordVersion


def time_goes_by() -> None:
    """Everything that is public has been so for a while."""
    RecordVersion.current()
    RecordVersion.objects.update(changed_at=timezone.now() - timedelta(minutes=5))


def now() -> str:
    return quote(timezone.now().isoformat())


def parameters(answer) -> list[str]:
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    return [error["parameter"] for error in answer.json()["errors"]]
