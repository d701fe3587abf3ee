"""How the statuses of an area's actions changed from meeting to meeting: a small drawing, and the figures it is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..models import StrategicArea
from .rule import NO_REPORT, STATUSES, label

HEIGHT, WIDTH, APART = 48, 12, 18  # of a column, and from one to the next, in pixels
OUTLINED = ("not_started", "cancelled", None)


@dataclass(frozen=True)
class StatusOverTime:
    """How many actions had the status at each meeting, and the fields of the drawing that stand for them."""

    status: str | None
    label: str
    counts: list[int]
    path: str

    @property
    def key(self) -> str:
        """The status as marks and addresses have it."""
        return self.status or NO_REPORT


@dataclass(frozen=True)
class AreaOverTime:
    """An area (None: what belongs to none) with its statuses from meeting to meeting, what is done first."""

    area: StrategicArea | None
    total: int
    width: int
    rows: list[StatusOverTime]


def over_time(area: StrategicArea | None, columns: Sequence[Sequence[str | None]]) -> AreaOverTime:
    """`columns` has the statuses of the same actions for each meeting, oldest first."""
    total = max(map(len, columns), default=0)
    counts = {status: [list(column).count(status) for column in columns] for status in STATUSES}
    below, rows = [0] * len(columns), []
    for status, numbers in counts.items():
        if any(numbers):
            path = "".join(
                field(number, start, start + count, total, status)
                for number, (start, count) in enumerate(zip(below, numbers, strict=True))
                if count
            )
            below = [start + count for start, count in zip(below, numbers, strict=True)]
            rows.append(StatusOverTime(status, label(status), numbers, path))
    return AreaOverTime(area, total, len(columns) * APART, rows)


def field(column: int, start: int, end: int, total: int, status: str | None) -> str:
    """The part of a column, counted from its foot, as a path of SVG: an outline, or a line as thick as the column."""
    foot, top = (round(HEIGHT - HEIGHT * count / total, 1) for count in (start, end))
    left = column * APART + 2
    if status in OUTLINED:
        return f"M{left + 1} {foot - 1:g}H{left + WIDTH - 1}V{top + 1:g}H{left + 1}Z"
    return f"M{left + WIDTH // 2} {foot - 0.5:g}V{top + 0.5:g}"
