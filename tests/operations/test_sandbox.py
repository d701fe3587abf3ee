"""What reads a file does so inside the sandbox that systemd makes for it."""

import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from documents.reading.process import CHILD
from tests.factories import pdfs

REFUSING = Path(__file__).with_name("refusing.py")
RESOURCES = {  # systemd-analyze syscall-filter @resources, with their numbers on x86-64
    "ioprio_set": 251,
    "mbind": 237,
    "migrate_pages": 256,
    "move_pages": 279,
    "sched_setaffinity": 203,
    "sched_setattr": 314,
    "sched_setparam": 142,
    "sched_setscheduler": 144,
    "set_mempolicy": 238,
    "set_mempolicy_home_node": 450,
    "setpriority": 141,
    "setrlimit": 160,
}


def calls_of(drop_in: str) -> list[str]:
    lines = Path(settings.BASE_DIR, "deploy/systemd", drop_in).read_text().splitlines()
    filters = [line.partition("=")[2] for line in lines if line.startswith("SystemCallFilter=")]
    return " ".join(filters).replace("~", "").split()


@pytest.mark.skipif(platform.machine() != "x86_64", reason="calls have other numbers here")
def test_a_file_is_read_with_the_calls_that_the_reader_is_left(tmp_path):
    assert "@resources" in calls_of("portal-.service.d/10-sandbox.conf")
    left = calls_of("portal-reader.service.d/20-limits.conf")
    refused = ",".join(str(number) for name, number in RESOURCES.items() if name not in left)
    path = tmp_path / "copy.pdf"
    path.write_bytes(pdfs.pdf(["Tin of Bangka"]))
    program = [sys.executable, "-I", CHILD, json.dumps(settings.READING_LIMITS), path]
    ended = subprocess.run([sys.executable, REFUSING, refused, *program], capture_output=True, text=True)  # noqa: S603
    assert ended.stderr == ""
    assert [json.loads(line) for line in ended.stdout.splitlines()][:3] == [
        {"ready": True},
        {"pages": 1},
        {"page": 1, "text": "Tin of Bangka"},
    ]
