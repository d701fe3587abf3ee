"""The portal served as in production: gunicorn with two workers of four threads, over a socket."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from .portal import HOST, environment
from .processes import stopped_at_the_end

WORKERS = 2
PATIENCE = 60  # seconds until it has to answer
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https", "User-Agent": "benchmark"}


class Served(NamedTuple):
    port: int
    arbiter: int

    def workers(self) -> list[int]:
        """The processes that answer, as the kernel lists them."""
        children = Path(f"/proc/{self.arbiter}/task/{self.arbiter}/children")
        return [int(pid) for pid in children.read_text().split()]

    def memory(self) -> list[float]:
        """Megabytes of each worker: what is its own, and its part of what it shares with the others."""
        return [held(pid, "Pss") for pid in self.workers()]

    def resident(self) -> list[float]:
        """Megabytes in memory, with all of what it shares."""
        return [held(pid, "Rss") for pid in self.workers()]


def held(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return made.getsockname()[1]


def wait_until_answered(port: int, patience: float = PATIENCE, host: str = HOST) -> None:
    """Raises TimeoutError where nothing answers 200 in time."""
    end = monotonic() + patience
    while monotonic() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=patience)
        try:
            connection.request("GET", "/", headers=HEADERS | {"Host": host})
            if connection.getresponse().status == 200:
                return
        except OSError:
            sleep(0.05)
        finally:
            connection.close()
    raise TimeoutError(f"Nothing answers 200 at port {port}.")


@contextmanager
def gunicorn(address: str) -> Iterator[Served]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "amin_portal.wsgi"]
    served = {"BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(WORKERS)}
    with stopped_at_the_end(command, environment(address) | served) as process:
        wait_until_answered(port)
        yield Served(port, process.pid)
