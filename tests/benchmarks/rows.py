"""What all rows of the made record have, and how many there are of what."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from amin_portal.publishing.models import State
from amin_portal.publishing.partial_dates import PartialDate

from .pouring import Row

BODIES, COUNTRIES, PARTNERS, MEETINGS = 9, 11, 12, 500
OUTCOMES, ITEMS, PLANS = 3, 4, 8
OUTCOMES_OF_THE_FIRST, PAPERS_OF_THE_FIRST, ITEMS_OF_THE_FIRST = 30, 20, 10
LATER = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = {"created_at": datetime(2025, 1, 1, tzinfo=UTC), "updated_at": LATER}


def records(kind: int, rows: Iterable[Row]) -> Iterator[Row]:
    """Published records with keys and identifiers of their own."""
    for number, row in enumerate(rows, start=1):
        yield {
            "id": number,
            "uid": uuid.UUID(int=(kind << 64) + number),
            "state": State.PUBLISHED,
            "was_published": True,
            **TIMES,
            **row,
        }


def dated(name: str, written: str) -> Row:
    date = PartialDate.parse(written)
    return {f"{name}_precision": str(date.precision), name: date.first}
