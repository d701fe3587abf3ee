"""Which items of earlier plans an item may go on from, the likeliest first. Nobody knows before somebody says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from amin_portal.publishing.models import State

from ..models import Action, Activity, Plan
from .titles import Titles, in_common

MOST = 3  # suggestions for an item
UNLIKELY = 0.3  # likeness of titles below which nothing is suggested
FARTHEST = 12  # plans back

Item = Action | Activity


@dataclass(frozen=True)
class Suggestion:
    """An item that another one may go on from, and the words that both titles have."""

    item: Item
    words: list[str]


def earlier_plans(plan: Plan) -> list[int]:
    """The keys of the plans before it, the nearest first: what it follows, its whole follows, and parts and wholes."""
    rows = [*Plan.objects.exclude(state=State.WITHDRAWN).values_list("pk", "predecessor_id", "part_of_id")]
    before = {key: (predecessor, whole) for key, predecessor, whole in rows}
    found: dict[int, None] = {}
    reached = [plan.pk]
    for _step in range(FARTHEST):
        places = [place for key in reached for place in (key, before[key][1]) if place in before]
        followed = dict.fromkeys(before[place][0] for place in places)
        near = {before[key][1] for key in followed if key in before} | {
            key for key, _predecessor, whole in rows if whole and whole in followed
        }
        left = before.keys() - found.keys() - {plan.pk, plan.part_of_id}
        reached = [*(key for key in followed if key in left), *sorted((near - followed.keys()) & left)]
        found |= dict.fromkeys(reached)
    return [*found]


def candidates(model: type[Item], plan: Plan) -> list[Item]:
    """What the items of a plan may go on from; activities also from those of the plan itself, as series do."""
    plans = earlier_plans(plan)
    among = [*plans, plan.pk] if model is Activity else plans
    items = _there(model).filter(plan__in=among).select_related("plan")
    place = {key: number for number, key in enumerate(among)}
    return sorted(items, key=lambda item: place[item.plan_id])


def items_of(model: type[Item], plan: Plan) -> QuerySet:
    """The items of a plan that may go on from others, in the order of the plan."""
    return _there(model).filter(plan=plan)


def _there(model: type[Item]) -> QuerySet:
    return model.objects.exclude(state=State.WITHDRAWN)


class Proposals:
    """Suggestions for some items among all that they may go on from."""

    def __init__(self, items: Iterable[Item], among: list[Item]) -> None:
        self._among = among
        self._titles = Titles(item.title for item in [*items, *among])

    def of(self, item: Item) -> list[Suggestion]:
        """Up to three: the likest by title, and of those equally like the nearest."""
        ranked = [(self._titles.likeness(item.title, other.title), other) for other in self._among if other != item]
        likely = sorted((pair for pair in ranked if pair[0] >= UNLIKELY), key=lambda pair: -pair[0])
        fitting = [other for _likeness, other in likely if not begins_later(other, item)]
        return [Suggestion(other, in_common(item.title, other.title)) for other in fitting[:MOST]]


def begins_later(other: Item, item: Item) -> bool:
    """An activity that begins after another one is not what that goes on from."""
    if not isinstance(item, Activity) or not (other.start and item.start):
        return False
    return other.start.first > item.start.last or (other.plan_id == item.plan_id and other.start == item.start)
