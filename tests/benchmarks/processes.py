"""Other programs: started, timed, and stopped with whatever they start."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import NamedTuple

from .portal import ROOT, log


class Spent(NamedTuple):
    """Seconds of the CPU, for the program and what it waited for, and by the clock."""

    cpu: float
    clock: float


def timed(command: list[str], variables: dict[str, str]) -> Spent:
    """Run to the end. Raises AssertionError where it fails."""
    begun = perf_counter()
    with log() as file:
        process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, stderr=file)  # noqa: S603
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise AssertionError(f"{' '.join(command)} ended with {process.returncode}.")
    return Spent(used.ru_utime + used.ru_stime, perf_counter() - begun)


@contextmanager
def stopped_at_the_end(command: list[str], variables: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A command with whatever it starts."""
    with log() as file:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL, stderr=file, start_new_session=True
        )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)
