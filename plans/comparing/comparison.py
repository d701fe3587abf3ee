"""What became of the actions of one plan in another: counted by what is on record, and never guessed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ..models import Action, Plan, ProgressReport, StrategicArea
from ..progress.state import reports_on
from .areas import AreaRow, area_rows
from .ways import Ways

CLOSED = (ProgressReport.Status.COMPLETED, ProgressReport.Status.CANCELLED)
MOST_OTHERS = 5  # actions in which one goes on that are named with it


class Part(TextChoices):
    """The parts into which the actions of two plans fall, each action into one."""

    CARRIED_OVER = "carried-over", _("Carried over")
    CLOSED = "closed", _("Completed or cancelled")
    OPEN = "open", _("Open, and not carried over")
    NOT_REPORTED = "not-reported", _("No report, and not carried over")
    NEW = "new", _("New")
    FROM_OTHERS = "from-other-plans", _("Going on from other plans")


OF_THE_EARLIER = (Part.CARRIED_OVER, Part.CLOSED, Part.OPEN, Part.NOT_REPORTED)
OF_THE_LATER = (Part.NEW, Part.FROM_OTHERS)


@dataclass(frozen=True)
class Other:
    """The action at the other end of a way, and those between."""

    action: Action
    through: list[Action]


@dataclass(frozen=True)
class Row:
    """An action with the latest report that names a status (None: none does), and where it goes on or comes from."""

    action: Action
    report: ProgressReport | None
    others: list[Other] = field(default_factory=list)
    more: int = 0  # others that are not named


class Comparison:
    """Two public plans (areas with their lead bodies fetched), the earlier first, and what is public of their items."""

    def __init__(self, earlier: Plan, later: Plan) -> None:
        self.earlier, self.later = earlier, later
        self.areas: dict[int, StrategicArea] = {area.pk: area for plan in (earlier, later) for area in plan.areas.all()}
        self._area_of: dict[int, int | None] = {}
        self._continues: dict[int, dict[int, int | None]] = {earlier.pk: {}, later.pk: {}}
        self.basis: dict[int, str] = {}
        lines = Action.objects.public().filter(plan__in=[earlier, later])
        for plan, key, area, basis, continues in lines.values_list("plan_id", "pk", "area_id", "basis", "continues_id"):
            self._continues[plan][key], self._area_of[key], self.basis[key] = continues, area, basis

    @property
    def earlier_actions(self) -> Collection[int]:
        return self._continues[self.earlier.pk]

    @property
    def later_actions(self) -> Collection[int]:
        return self._continues[self.later.pk]

    @property
    def is_known(self) -> bool:
        """Whether what goes on can be told: actions of both are on record."""
        return bool(self.earlier_actions and self.later_actions)

    @cached_property
    def ways(self) -> Ways:
        return Ways(self._continues[self.earlier.pk], self._continues[self.later.pk])

    @cached_property
    def reports(self) -> dict[int, ProgressReport]:
        """The latest report that names a status, by the key of the action."""
        actions = Action.objects.public().filter(plan__in=[self.earlier, self.later]).order_by()
        reports = reports_on("action", actions.values("pk")).latest_of_each("action")
        return {report.action_id: report for report in reports.defer("narrative", "reason_without_evidence")}

    @cached_property
    def parts(self) -> dict[Part, list[int]]:
        """The keys of the actions in each part, in the order of their plan."""
        parts = defaultdict(list)
        for key in self.earlier_actions:
            parts[self._part_of(key)].append(key)
        carried = {way.later for ways in self.ways.carried.values() for way in ways}
        for key in self.later_actions:
            if key not in carried:
                parts[Part.FROM_OTHERS if key in self.ways.from_others else Part.NEW].append(key)
        return parts

    def _part_of(self, key: int) -> Part:
        if key in self.ways.carried:
            return Part.CARRIED_OVER
        if key not in self.reports:
            return Part.NOT_REPORTED
        return Part.CLOSED if self.reports[key].status in CLOSED else Part.OPEN

    @cached_property
    def area_rows(self) -> list[AreaRow]:
        ways = [way for ways in self.ways.carried.values() for way in ways]
        go_on = Counter((self._area_of[way.earlier], self._area_of[way.later]) for way in ways)
        return area_rows(self.earlier.areas.all(), self.later.areas.all(), go_on)

    def rows(self, keys: Iterable[int]) -> dict[int, Row]:
        """The actions with these keys, and what they are linked with; three queries for any number of them."""
        keys = list(keys)
        links = {key: self._links(key) for key in keys}
        needed = {one for ways in links.values() for end, through in ways[:MOST_OTHERS] for one in (end, *through)}
        found = Action.objects.public().linked("plan").filter(pk__in={*keys, *needed})
        actions = {action.pk: action for action in found}
        for action in actions.values():
            action.area = self.areas.get(action.area_id)
        return {
            key: Row(
                actions[key],
                self.reports.get(key),
                [
                    Other(actions[end], [actions[one] for one in way if one in actions])
                    for end, way in links[key][:MOST_OTHERS]
                    if end in actions
                ],
                len(links[key][MOST_OTHERS:]),
            )
            for key in keys
            if key in actions  # it may have been withdrawn a moment ago
        }

    def _links(self, key: int) -> list[tuple[int, tuple[int, ...]]]:
        """The actions of the other plan, or of another one, that an action is linked with, and what lies between."""
        if key in self.ways.from_others:
            return [(self.ways.from_others[key], ())]
        return [(way.later, way.through) for way in self.ways.carried.get(key, ())]
