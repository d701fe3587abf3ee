"""How actions go on from others, over as many plans as lie between: a few queries, however many actions there are."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Action

MOST_STEPS = 12  # plans between two that are compared


@dataclass(frozen=True)
class Way:
    """From a `later` action back to an `earlier` one that it goes on from, `through` others; all by their keys."""

    later: int
    earlier: int
    through: tuple[int, ...] = ()


class Ways:
    """What the actions of a later plan go on from: actions of the earlier one, or of other plans alone."""

    def __init__(self, earlier: dict[int, int | None], later: dict[int, int | None]) -> None:
        """Both have the key of what it continues (or None) by the key of each action."""
        self._leads_to = before(earlier | later)
        self.carried: dict[int, list[Way]] = {}
        self.from_others: dict[int, int] = {}
        for key in later:
            self._follow(key, earlier)

    def _follow(self, key: int, earlier: dict[int, int | None]) -> None:
        way = [*self._back_from(key)]
        found = [place for place, one in enumerate(way) if one in earlier]
        for place in found:
            through = tuple(one for one in way[:place] if one not in earlier)
            self.carried.setdefault(way[place], []).append(Way(key, way[place], through))
        if way and not found:
            self.from_others[key] = way[0]

    def _back_from(self, key: int) -> Iterable[int]:
        """The keys of what it goes on from, the nearest first, each once."""
        seen = {key}
        while (key := self._leads_to.get(key)) in self._leads_to and key not in seen:
            seen.add(key)
            yield key


def before(actions: dict[int, int | None]) -> dict[int, int | None]:
    """With these, the public actions that they go on from, step by step; a query for each step into other plans."""
    leads_to = dict(actions)
    for _step in range(MOST_STEPS):
        ahead = {key for key in leads_to.values() if key is not None} - leads_to.keys()
        found = Action.objects.public().filter(pk__in=ahead).order_by().values_list("pk", "continues_id")
        more = dict(found) if ahead else {}
        if not more:
            break
        leads_to |= more
    return leads_to
