"""How far a plan is: what was last reported on its actions, added up by one rule that is shown to the public."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .models import Action, Activity, Plan, ProgressReport

STATUSES = ("completed", "on_track", "ongoing", "delayed", "carried_over", "not_started", "cancelled", None)


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


def latest_status(item: Plan | Action | Activity) -> ProgressReport | None:
    """The latest report that names a status, from the item's fetched `reports` (newest first, undated last)."""
    return next((report for report in item.reports.all() if report.status), None)


def roll_up(actions: Iterable[Action]) -> list[StatusCount]:
    """Count `actions` by the status of the latest public report on each, what is done first.

    Every action counts once and equally. One without a report is counted as "no report", never as not started.
    What a source says of a plan as a whole stands beside this count and is not mixed in.
    """
    found = [latest_status(action) for action in actions]
    statuses = [report.status if report else None for report in found]
    labels = {**dict(ProgressReport.Status.choices), None: _("no report")}
    return [
        StatusCount(status, str(labels[status]), statuses.count(status), total=len(statuses))
        for status in STATUSES
        if status in statuses
    ]
