"""P10: how long the application takes to be imported, and `make run` until the home page is there."""

import os
import sys
from argparse import Namespace
from statistics import median
from time import monotonic

from .databases import FOLDER, Server
from .figures import Figure, exactly
from .gunicorn import free_port, wait_until_answered
from .portal import environment
from .processes import stopped_at_the_end, timed

TIMES = 5
MOST_TO_IMPORT, MOST_TO_RUN = 1.5, 6  # seconds
OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS", "BEHIND_PROXY"}


def measure(server: Server, asked: Namespace) -> list[Figure]:
    """The same whatever the size of the record is; of the server only the address is used."""
    return [
        exactly("P10", "import of the application", importing(server), MOST_TO_IMPORT, "s", ".2f"),
        *([] if server.vendor != "SQLite" else [running()]),
    ]


def importing(server: Server) -> float:
    """Seconds of the CPU beyond those of a bare Python, the median of a few processes."""
    variables = environment(server.address("empty"))
    codes = ("import amin_portal.wsgi", "pass")
    pairs = [[timed([sys.executable, "-c", code], variables).cpu for code in codes] for _time in range(TIMES)]
    return median(application - bare for application, bare in pairs)


def running() -> Figure:
    """The second time: the first makes the tables and loads the record."""
    path = FOLDER / "make-run.sqlite3"
    kept = {name: value for name, value in os.environ.items() if name not in OF_MAKE}
    variables = kept | {"DATABASE_URL": f"sqlite:///{path}"}
    taken = []
    for _time in ("cold", "warm"):
        port = free_port()
        begun = monotonic()
        with stopped_at_the_end(["make", "run", f"PORT={port}"], variables):
            wait_until_answered(port, patience=180, host=f"127.0.0.1:{port}")
            taken.append(monotonic() - begun)
    for one in FOLDER.glob("make-run.sqlite3*"):
        one.unlink()
    return exactly("P10", "make run on a warm machine, to the first answer", taken[-1], MOST_TO_RUN, "s", ".1f")
