"""The state of many actions as last reported by a day: a few queries, however many actions and reports there are."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from amin_portal.publishing.models.door import records_visible_to
from amin_portal.publishing.partial_dates import PartialDate, on_or_before
from documents.models import Document

from ..models import Action, Plan, ProgressReport
from ..models.known import Moment, moment
from .rule import Item, RollUp, roll_up

MOST_SHOWN = 25  # reports, or activities, of one record on its page

Told = tuple[Moment, str, bool]  # when, the status, whether a reason is given; of one report

TOLD = ("stretch", "told_on", "met_on", "pk", "status", "reason_without_evidence")


def reports_on(subject: str, items: Any, day: datetime.date | None = None, viewer: Any = None) -> QuerySet:
    """The reports that name a status of these actions or activities, as known by the day."""
    reports = records_visible_to(viewer, ProgressReport).filter(**{f"{subject}__in": items})
    return reports.exclude(status="").known_by(day)


def latest_reports(
    subject: str, items: Collection[Any], day: datetime.date | None = None, viewer: Any = None, *linked: str
) -> dict[int, ProgressReport]:
    """The latest report that names a status, by the key of the action or activity it is about."""
    reports = reports_on(subject, items, day, viewer).latest_of_each(subject).linked(*linked, viewer=viewer)
    return {getattr(report, f"{subject}_id"): report for report in reports} if items else {}


class States:
    """What was last reported on each action by each of the `days` (ascending), and by `day` (None: up to now)."""

    def __init__(
        self,
        actions: QuerySet,
        day: datetime.date | None = None,
        days: Sequence[datetime.date] = (),
        viewer: Any = None,
    ) -> None:
        self.areas: dict[int, int | None] = dict(actions.values_list("pk", "area_id"))
        self.day, self.days, self.viewer = day, days, viewer
        stretches: dict[int, dict[int, Told]] = defaultdict(dict)
        reports = reports_on("action", actions.order_by().values("pk"), day, viewer)
        for action, number, *when, status, reason in reports.latest_of_each_stretch("action", days).values_list(
            "action_id", *TOLD
        ):
            stretches[action][number] = moment(*when), status, bool(reason.strip())
        self.stretches = stretches

    def items(self) -> list[Item]:
        """The actions in their order, each by the latest of its reports."""
        latest = {action: max(told.values()) for action, told in self.stretches.items()}
        borne_out = with_evidence([told[0][-1] for told in latest.values()], self.day, self.viewer)
        return [
            item_of(action, area, latest[action], borne_out) if action in latest else Item(action, area)
            for action, area in self.areas.items()
        ]

    def over_time(self, actions: Iterable[int]) -> list[list[str | None]]:
        """For each of the days, the statuses of these actions as last reported by then."""
        return [list(statuses) for statuses in zip(*map(self._statuses, actions), strict=True)]

    def _statuses(self, action: int) -> list[str | None]:
        told = self.stretches.get(action, {})
        latest = accumulate((told.get(number) for number in range(len(self.days))), later)
        return [one and one[1] for one in latest]


def later(one: Told | None, other: Told | None) -> Told | None:
    return max(filter(None, (one, other)), default=None)


def item_of(action: int, area: int | None, told: Told, borne_out: set[int]) -> Item:
    (_told_on, _met_on, report), status, has_reason = told
    return Item(action, area, report, status, report in borne_out, has_reason)


def evidence(viewer: Any = None, day: datetime.date | None = None) -> QuerySet:
    """The documents that could be shown on that day: none that is dated later."""
    documents = records_visible_to(viewer, Document)
    return documents.filter(on_or_before("date", PartialDate(day)) | Q(date=None)) if day else documents


def with_grounds(reports: QuerySet, viewer: Any = None, day: datetime.date | None = None) -> QuerySet:
    """The reports with their meetings, and their evidence as far as it could be shown on that day."""
    documents = Prefetch("evidence", queryset=evidence(viewer, day))
    return reports.linked("meeting", "meeting__body", viewer=viewer).prefetch_related(documents)


def with_evidence(reports: Collection[int], day: datetime.date | None = None, viewer: Any = None) -> set[int]:
    """Those of the reports (by key) with evidence that can be shown."""
    return {*evidence(viewer, day).filter(evidence_for__in=reports).order_by().values_list("evidence_for", flat=True)}


def roll_ups(plans: Collection[Plan]) -> dict[int, RollUp]:
    """How far each of the plans is now, by their keys."""
    actions = Action.objects.public().filter(plan__in=plans)
    plan_of = dict(actions.values_list("pk", "plan_id"))
    items = defaultdict(list)
    for item in States(actions).items():
        items[plan_of[item.pk]].append(item)
    return {plan.pk: roll_up(items[plan.pk]) for plan in plans}
