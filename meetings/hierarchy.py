"""Who reports to whom, as a tree."""

from collections import defaultdict
from collections.abc import Iterable

from .models import Body


def hierarchy(bodies: Iterable[Body]) -> list[Body]:
    """The bodies that report to none of `bodies`, each with those under it as `below`, all in the given order.

    Those that report to each other in a circle, which is refused and may be on record all the same, come last, below
    the first of them.
    """
    bodies = {body.pk: body for body in bodies}
    under = defaultdict(list)
    for body in bodies.values():
        under[body.parent_id if body.parent_id in bodies else None].append(body)
    top: list[Body] = []
    placed: set[int] = set()
    for body in [*under[None], *bodies.values()]:
        if body.pk not in placed:
            top.append(body)
            _place(body, under, placed)
    return top


def _place(body: Body, under: dict[int | None, list[Body]], placed: set[int]) -> None:
    """Give it, and all below it, those under them that have no place yet."""
    placed.add(body.pk)
    waiting = [body]
    for above in waiting:
        above.below = [one for one in under[above.pk] if one.pk not in placed]
        placed.update(one.pk for one in above.below)
        waiting += above.below
