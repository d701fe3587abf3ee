"""What stands under what in a plan: areas, actions, activities; as rows, and a page of them where they are many."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from amin_portal.publishing.models.door import records_visible_to

from .as_of import begun, told_by
from .models import Action, Activity, Plan, StrategicArea
from .progress import Item, RollUp, latest_reports, roll_up

Row = tuple[int | None, int | None]  # keys of an action (None: of none) and of an activity below it

MOST_ROWS = 30  # of a table on a page with other things


@dataclass
class Branch:
    """A strategic area of a plan (None: what belongs to no area) with its actions and the activities outside them."""

    area: StrategicArea | None
    actions: list[Action] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)


def branches(areas: Iterable[StrategicArea], actions: Iterable[Action], activities: Iterable[Activity]) -> list[Branch]:
    """The tree of these records; each action carries `shown_activities`."""
    by_area = {area.pk: Branch(area) for area in areas} | {None: Branch(None)}
    by_action = {}
    for action in actions:
        action.shown_activities = []
        by_action[action.pk] = action
        by_area.get(action.area_id, by_area[None]).actions.append(action)
    for activity in activities:
        if activity.action_id in by_action:
            by_action[activity.action_id].shown_activities.append(activity)
        else:
            by_area.get(activity.area_id, by_area[None]).activities.append(activity)
    return [branch for branch in by_area.values() if branch.area or branch.actions or branch.activities]


@dataclass(frozen=True)
class AreaRow:
    """A strategic area (None: what belongs to none) of a plan too large for a tree, in figures."""

    area: StrategicArea | None
    roll_up: RollUp
    activities: int


def area_rows(areas: Iterable[StrategicArea], items: Iterable[Item], activities: QuerySet) -> list[AreaRow]:
    """The areas with what is in each; one query."""
    items = list(items)
    where = activities.order_by().values_list("area_id", "action__area_id")
    numbers = Counter(of_action or own for own, of_action in where)
    rows = [
        AreaRow(area, roll_up(item for item in items if item.area == key), numbers[key])
        for key, area in [*((area.pk, area) for area in areas), (None, None)]
    ]
    return [row for row in rows if row.area or row.roll_up or row.activities]


class Trunk:
    """The actions and activities of a plan, or of an `area` of it, as known on a day (None: now), not fetched yet."""

    def __init__(
        self, plan: Plan, area: StrategicArea | None = None, until: datetime.date | None = None, viewer: Any = None
    ) -> None:
        self.plan, self.until, self.viewer = plan, until, viewer
        actions, activities = (records_visible_to(viewer, model).filter(plan=plan) for model in (Action, Activity))
        self.actions = actions.filter(told_by(until), **({} if area is None else {"area": area}))
        within = Q(area=area) | Q(action__area=area) if area else Q()
        self.activities = activities.filter(within, begun("start", until))

    def rows(self) -> list[Row]:
        """In the order of the table: (action, None) for an action, (its action or None, activity) for an activity."""
        below: dict[int | None, list[Row]] = {pk: [] for pk in self.actions.values_list("pk", flat=True)} | {None: []}
        for action, activity in self.activities.values_list("action_id", "pk"):
            key = action if action in below else None
            below[key].append((key, activity))
        return [row for key, rows in below.items() for row in ([(key, None)] if key else []) + rows]

    def fetched(self, rows: Sequence[Row] | None = None) -> tuple[list[Action], list[Activity]]:
        """The records of these rows, or all; an activity brings its action along. Each with its `status_report`."""
        actions, activities = self.actions, self.activities
        if rows is not None:
            actions = actions.filter(pk__in={action for action, _activity in rows})
            activities = activities.filter(pk__in={activity for _action, activity in rows})
        linked = {"viewer": self.viewer}
        found = list(actions.linked("leads", "continues", "continues__plan", **linked))
        done = list(activities.linked("country", **linked))
        self.with_status("action", found)
        self.with_status("activity", done)
        return found, done

    def with_status(self, subject: str, records: Collection[Any]) -> None:
        reports = latest_reports(subject, [record.pk for record in records], self.until, self.viewer)
        for record in records:
            record.plan, record.status_report = self.plan, reports.get(record.pk)
