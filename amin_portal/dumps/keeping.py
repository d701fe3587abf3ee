"""The folder of dumps: each a ZIP with its manifest beside it, and `latest.zip`, which leads to the newest."""

import datetime
import fcntl
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings

from .making import in_json, make

NAME = re.compile(r"asean-minerals-(\d{4}-\d\d-\d\d)\.json")
BEING_MADE = ".being-made-"
FORGOTTEN = 24 * 3600  # seconds after which nobody works on it any more
LATEST = "latest"


@dataclass(frozen=True)
class Dump:
    """A dump that is there; `manifest` says what is in it."""

    path: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        return self.path.stem

    @cached_property
    def date(self) -> datetime.date:
        return datetime.date.fromisoformat(self.manifest["date"])

    @property
    def collections(self) -> list[dict[str, Any]]:
        return self.manifest["collections"]

    @property
    def records(self) -> int:
        return sum(collection["records"] for collection in self.collections)

    @property
    def bytes(self) -> int:
        return self.manifest["file"]["bytes"]

    @property
    def sha256(self) -> str:
        return self.manifest["file"]["sha256"]


def dumps(folder: Path | None = None) -> list[Dump]:
    """Those that are whole, the newest first; of DUMP_ROOT unless told otherwise."""
    paths = (folder or Path(settings.DUMP_ROOT)).glob("*.json")
    found = (read(path) for path in sorted(paths, reverse=True) if NAME.fullmatch(path.name))
    return [dump for dump in found if dump]


def read(path: Path) -> Dump | None:
    """None where the file that the manifest is of is not there, or the manifest is let go at this moment."""
    file = path.with_suffix(".zip")
    try:
        return Dump(file, json.loads(path.read_text(encoding="utf-8"))) if file.is_file() else None
    except FileNotFoundError:
        return None


def find(name: str) -> Dump | None:
    """The dump of that name, or the newest for `latest`."""
    return next((dump for dump in dumps() if name in (dump.name, LATEST)), None)


def export(folder: Path, day: datetime.date, address: str, keep: int) -> Dump:
    """Make the dump of the day, put it in the place of an earlier one of that day, and let the oldest go."""
    with workshop(folder) as making:
        manifest = make(making, day, address)
        name = manifest["name"]
        (making / f"{name}.json").write_text(in_json(manifest), encoding="utf-8")
        os.symlink(f"{name}.zip", making / "latest.zip")
        target = folder / f"{name}.json"
        with alone_in(folder):
            target.unlink(missing_ok=True)  # so that nobody sees the old manifest beside the new file
            os.replace(making / f"{name}.zip", target.with_suffix(".zip"))
            os.replace(making / f"{name}.json", target)
            os.replace(making / "latest.zip", folder / "latest.zip")
            for old in dumps(folder)[keep:]:
                old.path.with_suffix(".json").unlink()
                old.path.unlink()
    return Dump(target.with_suffix(".zip"), manifest)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Two who make a dump at the same time put it there one after the other: file and manifest belong together."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A folder beside the dumps, from where a finished one is moved to its place at once."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{BEING_MADE}*"):
        with suppress(FileNotFoundError):  # another has just finished
            if time.time() - left.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=BEING_MADE, dir=folder) as name:
        yield Path(name)
