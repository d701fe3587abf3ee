"""The one rule by which what was reported on actions is added up, and which pages and API show with the result.

Every action counts once. One without a report that names a status is counted beside, never as nothing done; one that is
cancelled has no weight. The share is what is completed of all others. What a source says of a plan as a whole stands
beside this count and is not mixed in.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from ..models import ProgressReport

Status = ProgressReport.Status
STATUSES = ("completed", "on_track", "ongoing", "delayed", "carried_over", "not_started", "cancelled", None)
RULE = _(
    "Every action on record counts once, by the latest report that names a status. The share is what is completed of "
    "all that are reported on and not cancelled; an action without such a report is counted beside, never as not "
    "started. These are the actions on record, not necessarily all actions of the plan."
)
NO_REPORT = "none"  # in addresses


@dataclass(frozen=True)
class Item:
    """An action as the rule sees it: by the latest report on it that names a status (`report`: its key)."""

    pk: int | None = None
    area: int | None = None
    report: int | None = None
    status: str | None = None
    has_evidence: bool = False
    has_reason: bool = False

    @property
    def weight(self) -> int | None:
        """What it counts for in the share; None where nothing is reported."""
        return weight(self.status)


def weight(status: str | None) -> int | None:
    """What an action of that status counts for; None where no report names one."""
    return None if status is None else int(status != Status.CANCELLED)


@dataclass(frozen=True)
class StatusCount:
    """How many actions, of `total`, have a status now; `status` is None for those without any report that says one."""

    status: str | None
    label: str
    count: int
    total: int = field(default=1, compare=False)

    @property
    def share(self) -> str:
        """The part of all actions counted, as a width for a drawing: "37.5%"."""
        return f"{100 * self.count / self.total:.5g}%"

    @property
    def key(self) -> str:
        """The status as addresses have it."""
        return self.status or NO_REPORT


class RollUp(list[StatusCount]):
    """How many actions have which status, what is done first, and what follows from it."""

    with_evidence: int = 0
    with_reason: int = 0  # and no evidence

    rule = RULE

    @property
    def total(self) -> int:
        return sum(entry.count for entry in self)

    def of(self, status: str | None) -> int:
        return sum(entry.count for entry in self if entry.status == status)

    @property
    def completed(self) -> int:
        return self.of(Status.COMPLETED)

    @property
    def cancelled(self) -> int:
        return self.of(Status.CANCELLED)

    @property
    def without_report(self) -> int:
        return self.of(None)

    @property
    def counted(self) -> int:
        """Those of which the share is taken."""
        return self.total - self.without_report - self.cancelled

    @property
    def share(self) -> Fraction | None:
        """The part that is completed; None where nothing that counts is reported."""
        return Fraction(self.completed, self.counted) if self.counted else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent; never 0 or 100 where it is not exactly that."""
        if self.share is None:
            return None
        if self.share in (0, 1):
            return 100 * int(self.share)
        return min(99, max(1, round(100 * self.share)))

    @property
    def without_evidence(self) -> int:
        """Reports that name a status and no evidence that can be shown."""
        return self.total - self.without_report - self.with_evidence


def label(status: str | None) -> str:
    return str(Status(status).label if status else _("no report"))


def roll_up(items: Iterable[Item]) -> RollUp:
    """Count the items by the one rule. Their order does not matter."""
    items = list(items)
    counts = Counter(item.status for item in items)
    entries = (StatusCount(status, label(status), counts[status], len(items)) for status in STATUSES if counts[status])
    result = RollUp(entries)
    result.with_evidence = sum(item.has_evidence for item in items if item.status)
    result.with_reason = sum(item.has_reason and not item.has_evidence for item in items if item.status)
    return result
