"""Processes that are killed in the midst of what they do to the database of the test."""

import os
import signal
import subprocess
import sys

from django.conf import settings
from django.db import connection

BEGINNING = """
import sys, time
import django
django.setup()

def reached(**_):
    sys.stdout.write("reached\\n"); sys.stdout.flush()
    time.sleep(60)
"""


def address() -> str:
    """Of the database that the portal uses in this test, for another process."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**place)


def environment() -> dict[str, str]:
    """Of a process over the same database and uploads."""
    ours = {"DATABASE_URL": address(), "UPLOADS": str(settings.MEDIA_ROOT)}
    return os.environ | ours | {"DJANGO_SETTINGS_MODULE": "tests.faults.settings"}


def begin(script: str) -> subprocess.Popen:
    """Run the script until it says that it has got there (`reached()`)."""
    started = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", BEGINNING + script],
        cwd=settings.BASE_DIR,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = started.stdout.readline()
    if said != "reached\n":
        kill(started)
        raise AssertionError(f"The process has ended before: {said}")
    return started


def kill(process: subprocess.Popen) -> None:
    """As a machine without memory does: nothing is tidied up, and nothing that it started lives on."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in filter(None, (process.stdout, process.stderr)):
        pipe.close()
