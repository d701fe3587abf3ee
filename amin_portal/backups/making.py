"""Makes a backup: the database as of one moment, then the files that it names, moved to its place when it is whole."""

import datetime
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from amin_portal.dumps.asking import as_of_one_moment
from amin_portal.dumps.keeping import workshop
from amin_portal.dumps.making import in_json
from amin_portal.publishing.release import commit, release

from .archive import FORMAT, MANIFEST, Packing, opened
from .keys import last_key
from .refused import Refused
from .tables import Table, tables
from .uploads import blocks, named

NAME = re.compile(r"portal-\d{8}T\d{6}Z\.zip")


@dataclass
class Made:
    """A backup that was made; `troubles` are sentences about files that it could not take as the record has them."""

    path: Path
    manifest: dict[str, Any]
    troubles: list[str] = field(default_factory=list)


def back_up(target: Path, keep: int | None = None) -> Made:
    """Make a backup at `target`, or in it under a name of its own where that is a folder; let all but `keep` go.

    Raises Refused, having left everything as it was.
    """
    is_folder = target.is_dir()
    if keep and not is_folder:
        raise Refused(f"{target} is no folder: only in one can older backups be told from other files.")
    moment = timezone.now().astimezone(datetime.UTC)
    path = target / f"portal-{moment:%Y%m%dT%H%M%SZ}.zip" if is_folder else target
    if path.exists():
        raise Refused(f"{path} is there already. Name another file, or a folder.")
    with workshop(path.parent) as making:
        made = make(making / path.name, moment)
        with opened(made.path) as archive:
            archive.check()
        os.replace(made.path, path)
    if is_folder:
        for old in kept(target)[keep:] if keep else ():
            old.unlink()
    return Made(path, made.manifest, made.troubles)


def kept(folder: Path) -> list[Path]:
    """The backups that were named here, the newest first."""
    return sorted((path for path in folder.iterdir() if NAME.fullmatch(path.name)), reverse=True)


def make(path: Path, moment: datetime.datetime) -> Made:
    """Nobody but its owner may read it: it holds drafts, and what passwords and second factors are checked by."""
    made = Made(path, described(moment))
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        with ZipFile(file, "w") as zip_file:
            packing = Packing(zip_file)
            with as_of_one_moment():
                made.manifest |= {"migrations": migrations(), "tables": [pack(packing, one) for one in tables()]}
                names = named()
            made.manifest["files"] = list(pack_files(packing, names, made.troubles))
            packing.add(MANIFEST, [in_json(made.manifest).encode()])
        file.flush()
        os.fsync(file.fileno())
    return made


def described(moment: datetime.datetime) -> dict[str, Any]:
    code = release()
    return {
        "format": FORMAT,
        "made_at": moment.isoformat(timespec="seconds"),
        "release": code.digest,
        "commit": commit(),
        "python": sys.version.split()[0],
        "database": connection.vendor,
    }


def migrations() -> list[str]:
    """Those that the database has gone through, of those that this release knows."""
    loader = MigrationLoader(connection)
    return sorted(".".join(key) for key in loader.applied_migrations if key in loader.disk_migrations)


def pack(packing: Packing, table: Table) -> dict[str, Any]:
    entry = packing.add(f"tables/{table.name}.jsonl", table.lines())
    return {"name": table.name, "columns": table.columns, "last_key": last_key(table)} | entry


def pack_files(packing: Packing, names: dict[str, str], troubles: list[str]) -> Iterator[dict[str, Any]]:
    """What the storage does not have, or has otherwise than the record says, was replaced meanwhile, or lost."""
    for name, sha256 in names.items():
        try:
            file = default_storage.open(name)
        except FileNotFoundError:
            troubles.append(f"{name} is not in the storage, though a record names it.")
            continue
        with file:
            entry = {"name": name} | packing.add(f"files/{name}", blocks(file), is_compressed=False)
        if sha256 and entry["sha256"] != sha256:
            troubles.append(f"{name} is not the file that the record describes: its checksum differs.")
        yield entry
