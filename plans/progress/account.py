"""The account of a plan's progress, which its page and the API give: every number, and the reports it is made of."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from amin_portal.publishing.models.door import records_visible_to
from amin_portal.publishing.refused import Problem, not_known_or_repeated

from ..as_of import AS_OF, AsOf, Steps, steps, told_by
from ..models import Action, Plan, ProgressReport, StrategicArea
from .over_time import AreaOverTime, over_time
from .rule import NO_REPORT, RULE, STATUSES, Item, RollUp, label, roll_up
from .state import MOST_SHOWN, States, with_grounds

MOST_AREAS = 8  # whose drawings a page shows beside each other; each area's own page has its own
NO_AREA = "none"  # in addresses
STATUS, AREA = "status", "area"
PARAMETERS = (AS_OF, STATUS, AREA)


@dataclass(frozen=True)
class Chosen:
    """Which of the items are asked for: of a `status` (as addresses have it), of an area (by slug); "": of any."""

    status: str = ""
    area: str = ""
    area_shown: StrategicArea | None = None
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def among(cls, query: QueryDict, areas: Iterable[StrategicArea], besides: Iterable[str]) -> "Chosen":
        """What the query asks for; `besides` are the parameters that have nothing to do with it."""
        by_slug = {area.slug: area for area in areas}
        problems = [*not_known_or_repeated(query, {*PARAMETERS, *besides})]
        allowed = {STATUS: [status or NO_REPORT for status in STATUSES], AREA: [*by_slug, NO_AREA]}
        values = {}
        for name, taken in allowed.items():
            given = query.getlist(name)
            if len(given) == 1 and given[0] in ("", *taken):
                values[name] = given[0]
            elif len(given) == 1:
                problems.append(Problem.unknown_name(name, given[0], taken))
        return cls(**values, area_shown=by_slug.get(values.get(AREA)), problems=problems)

    @property
    def label(self) -> str:
        """The status in words."""
        return label(None if self.status == NO_REPORT else self.status)


@dataclass(frozen=True)
class Row:
    """An action with what it counts for (`item`) and the report that says so (None: no report names a status)."""

    action: Action
    item: Item
    report: ProgressReport | None


@dataclass(frozen=True)
class AreaRollUp:
    """How far a strategic area is (None: what belongs to none)."""

    area: StrategicArea | None
    roll_up: RollUp


class Account:
    """What had been reported on the actions of a plan as of a moment (None: now), for a viewer (None: the public)."""

    def __init__(self, plan: Plan, as_of: AsOf | None = None, viewer: Any = None) -> None:
        self.plan, self.as_of, self.viewer = plan, as_of, viewer
        self.until: datetime.date | None = as_of and as_of.until
        self.areas: dict[int, StrategicArea] = {area.pk: area for area in plan.areas.all()}
        for area in self.areas.values():
            area.plan = plan

    @cached_property
    def steps(self) -> Steps:
        """Where one can step to; a page has found that out already."""
        return steps(self.plan, self.as_of and self.as_of.day, self.viewer)

    @cached_property
    def states(self) -> States:
        actions = records_visible_to(self.viewer, Action).filter(told_by(self.until), plan=self.plan)
        return States(actions, self.until, self.steps.days, self.viewer)

    @cached_property
    def items(self) -> list[Item]:
        return self.states.items()

    @property
    def rule(self) -> str:
        return str(RULE)

    @cached_property
    def roll_up(self) -> RollUp:
        return roll_up(self.items)

    def slug_of(self, area: int | None) -> str:
        return self.areas[area].slug if area in self.areas else NO_AREA

    def chosen(self, chosen: Chosen) -> list[Item]:
        return [
            item
            for item in self.items
            if chosen.status in ("", item.status or NO_REPORT) and chosen.area in ("", self.slug_of(item.area))
        ]

    def rows(self, items: Iterable[Item]) -> list[Row]:
        """The actions themselves with their reports; as many queries for any number of them."""
        items = list(items)
        actions = self._by_key(Action, [item.pk for item in items])
        reports = self._by_key(ProgressReport, [item.report for item in items if item.report])
        for action in actions.values():
            action.plan, action.area = self.plan, self.areas.get(action.area_id)
        for report in reports.values():
            report.action = actions.get(report.action_id)
        return [Row(actions[item.pk], item, reports.get(item.report)) for item in items if item.pk in actions]

    def _by_key(self, model: type, keys: list[int]) -> Mapping[int, Any]:
        records = records_visible_to(self.viewer, model).filter(pk__in=keys)
        return {record.pk: record for record in (self._with_grounds(records) if model is ProgressReport else records)}

    def _with_grounds(self, reports: QuerySet) -> QuerySet:
        return with_grounds(reports, self.viewer, self.until)

    def by_area(self) -> list[AreaRollUp]:
        """The same roll-up of each area, and of what belongs to none."""
        rolled = [
            AreaRollUp(area, roll_up(item for item in self.items if item.area == key)) for key, area in self._keys()
        ]
        return [one for one in rolled if one.area or one.roll_up]

    def reported(self) -> list[ProgressReport]:
        """What was reported on the plan as a whole, the latest first; no more than a page shows."""
        reports = records_visible_to(self.viewer, ProgressReport).filter(plan=self.plan).known_by(self.until)
        found = list(self._with_grounds(reports.latest_first())[:MOST_SHOWN])
        for report in found:
            report.plan = self.plan
        return found

    def over_time(self) -> list[AreaOverTime]:
        """The first areas with actions, at each of the meetings to which something was reported."""
        areas = [(area, [item.pk for item in self.items if item.area == key]) for key, area in self._keys()]
        found = [(area, pks) for area, pks in areas if pks]
        return [over_time(area, self.states.over_time(pks)) for area, pks in found[:MOST_AREAS]]

    def _keys(self) -> list[tuple[int | None, StrategicArea | None]]:
        return [*self.areas.items(), (None, None)]
