"""Paths of pages, where many are written at once: a list of records, a dump."""

import re
from functools import cache
from uuid import UUID

from django.urls import get_script_prefix, reverse

PLAIN = re.compile(r"[-a-zA-Z0-9_]+")  # what every converter of ours takes, and no address has to quote


def path_to(name: str, *args: str | int | UUID) -> str:
    """As `reverse(name, args=args)`, which looks through the addresses of the portal anew each time.

    Here it does so once for each name: slugs, numbers and identifiers are put into their places, anything else is
    left to `reverse`. Raises NoReverseMatch.
    """
    parts = [str(arg) for arg in args]
    if all(map(PLAIN.fullmatch, parts)):
        return _with_gaps(name, len(parts), get_script_prefix()) % tuple(parts)
    return reverse(name, args=args)


@cache
def _with_gaps(name: str, number: int, _prefix: str) -> str:
    """The path with a gap for each argument, found by numbers that stand nowhere else in it."""
    stand_ins = [str(90_000_000 + place) for place in range(number)]
    path = reverse(name, args=stand_ins).replace("%", "%%")
    for stand_in in stand_ins:
        path = path.replace(stand_in, "%s")
    return path
