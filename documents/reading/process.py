"""Runs the child that reads a PDF, and believes nothing of how it ends."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings

from .findings import Account, Reading

CHILD = Path(__file__).with_name("child.py")
OUT_OF_TIME = -signal.SIGXCPU
OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL, -signal.SIGKILL}  # pdfium gives up so, or the system


class CannotRead(Exception):
    """Reading does not work at all just now, whatever the file is."""


def read_pdf(path: Path) -> Reading:
    """Whatever the PDF does to its reader ends up in the answer. Raises CannotRead where none could be started."""
    limits = settings.READING_LIMITS
    with TemporaryFile() as output, TemporaryFile() as errors:
        problem = _run(path, limits, output, errors)
        output.seek(0)
        account = Account(_lines(output), limits)
        if not (account.ready or problem):
            raise CannotRead(f"The program that reads PDF files does not start: {_last_line(errors)}")
    account.problem = account.problem or problem
    return account.reading()


def _run(path: Path, limits: dict[str, int], output: IO[bytes], errors: IO[bytes]) -> str:
    """Why it ended before its time, if it did."""
    try:
        ended = subprocess.run(  # noqa: S603
            [sys.executable, "-I", CHILD, json.dumps(limits), path],
            stdin=subprocess.DEVNULL,
            stdout=output,  # files, which RLIMIT_FSIZE bounds
            stderr=errors,
            env={},
            cwd=path.parent,
            timeout=limits["seconds"],
        )
    except subprocess.TimeoutExpired:
        return "slow"
    if ended.returncode == OUT_OF_TIME:
        return "slow"
    return "memory" if ended.returncode in OUT_OF_MEMORY else ""


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    return errors.read().decode(errors="replace").strip().rpartition("\n")[2]


def _lines(output: IO[bytes]) -> Iterator[Any]:
    for line in output:
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):  # cut off, or not ours
            return
