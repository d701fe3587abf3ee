"""Which code answers: what a record says to the public depends on it as well."""

import datetime
import hashlib
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.dispatch import receiver
from django.utils.autoreload import file_changed

ROOMS = ("amin_portal", "meetings", "documents", "plans", "templates", "static")
KINDS = (".py", ".html", ".css", ".js", ".svg", ".png", ".woff2", ".md", ".txt", ".xml")  # pages name static files


class Release(NamedTuple):
    """`digest` of the code; `at`, when its newest file was written here."""

    digest: str
    at: datetime.datetime


@cache
def release() -> Release:
    """Of the code that this process runs, read once: the same on every machine that runs the same code."""
    digest, newest = hashlib.sha256(), 0.0
    for room in ROOMS:
        for path in sorted((settings.BASE_DIR / room).rglob("*")):
            if path.suffix in KINDS:
                digest.update(f"{path.relative_to(settings.BASE_DIR)}\0".encode() + path.read_bytes())
                newest = max(newest, path.stat().st_mtime)
    digest.update((settings.BASE_DIR / "requirements.txt").read_bytes())
    return Release(digest.hexdigest()[:8], datetime.datetime.fromtimestamp(newest, datetime.UTC))


def commit() -> str:
    """What is checked out, by which the same code can be had again; nothing where git left no trace.

    Read from git's own files, for git refuses whoever does not own them.
    """
    git = settings.BASE_DIR / ".git"
    try:
        head = (git / "HEAD").read_text().strip()
        if (name := head.removeprefix("ref: ")) == head:
            return head
        if (git / name).is_file():
            return (git / name).read_text().strip()
        packed = (git / "packed-refs").read_text().splitlines()
    except OSError:
        return ""
    return next((line.split()[0] for line in packed if line.endswith(f" {name}")), "")


@receiver(file_changed)
def forget(**kwargs: Any) -> None:
    """The code of a machine on which it is being written is another after each change, without a start anew."""
    release.cache_clear()
