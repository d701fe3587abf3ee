"""P11: the command that loads the record into empty tables, and the same again, when nothing has changed."""

import sys
from argparse import Namespace

from .databases import Server
from .figures import HOLDS, MISSED, Figure
from .portal import environment
from .processes import timed

MOST_TO_LOAD = 3  # seconds
COMMAND = ("manage.py", "load_reference_data", "--verbosity", "0")


def measure(server: Server, asked: Namespace) -> list[Figure]:
    with server.empty() as kept:
        names = ("load_reference_data into empty tables", "load_reference_data again")
        return [loading(name, environment(kept.address)) for name in names]


def loading(what: str, variables: dict[str, str]) -> Figure:
    """From the start of the command to its end, by the clock."""
    spent = timed([sys.executable, *COMMAND], variables)
    verdict = HOLDS if spent.clock <= MOST_TO_LOAD else MISSED
    return Figure("P11", what, f"{spent.clock:.1f} s, {spent.cpu:.1f} of the CPU", f"at most {MOST_TO_LOAD} s", verdict)
