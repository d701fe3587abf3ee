"""Who reports to whom, as a tree."""

from collections.abc import Iterable

from .models import Body


def hierarchy(bodies: Iterable[Body]) -> list[Body]:
    """The bodies that report to none of `bodies`, each with those under it as `below`, all in the given order."""
    bodies = {body.pk: body for body in bodies}
    top = []
    for body in bodies.values():
        body.below = []
    for body in bodies.values():
        above = bodies.get(body.parent_id)
        (above.below if above else top).append(body)
    return top
