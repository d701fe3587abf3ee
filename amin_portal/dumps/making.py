"""Makes one dump: each collection as JSON Lines and as CSV, what describes them, and checksums, in a ZIP."""

import csv
import datetime
import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string
from drf_spectacular.generators import SchemaGenerator

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.api.tables import columns, rows

from .asking import Collection, RequestOfTheSite, as_of_one_moment, few_collections

LEVEL = 4  # of 9: a quarter of the time of the usual 6, for a ZIP that is a twelfth larger
MEDIA_TYPES = {"jsonl": "application/jsonl", "csv": "text/csv"}


def make(folder: Path, day: datetime.date, address: str) -> dict[str, Any]:
    """Write the ZIP of that day into `folder`; give its manifest, and in it what the ZIP cannot say of itself.

    The same record on the same day makes the same bytes.
    """
    name = f"asean-minerals-{day}"
    manifest = {"name": name, "date": day.isoformat(), "site": address, "schema": "schema.json"}
    with as_of_one_moment(), few_collections():
        request = RequestOfTheSite(address)
        manifest["collections"] = [write(Collection(viewset, request), folder) for viewset in COLLECTIONS]
    described = {
        "schema.json": in_json(SchemaGenerator(api_version="v1").get_schema(request=None, public=True)),
        "README.md": render_to_string("dumps/readme.txt", manifest | {"licence": settings.RECORD_LICENCE}),
        "manifest.json": in_json(manifest),
    }
    for file_name, text in described.items():
        (folder / file_name).write_text(text, encoding="utf-8")
    files = [file for collection in manifest["collections"] for file in collection["files"]]
    files = [*(fingerprint(folder / one) for one in described), *files]
    sums = "".join(f"{one['sha256']}  {one['name']}\n" for one in files)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    pack(folder, ["SHA256SUMS", *(one["name"] for one in files)], folder / f"{name}.zip", day)
    return manifest | {"file": fingerprint(folder / f"{name}.zip")}


def write(collection: Collection, folder: Path) -> dict[str, Any]:
    """Both files of a collection in one pass; give their entry in the manifest."""
    headings, count = list(columns(collection.serializer, collection.view.model)), 0
    paths = [folder / f"{collection.name}.{extension}" for extension in MEDIA_TYPES]
    with paths[0].open("w", encoding="utf-8") as lines, paths[1].open("w", encoding="utf-8", newline="") as table:
        cells = csv.writer(table)
        cells.writerow(headings)
        for records in collection.records():
            lines.writelines(f"{record.line}\n" for record in records)
            cells.writerows(rows((record.content for record in records), headings))
            count += len(records)
    return {
        "name": collection.name,
        "purpose": collection.purpose,
        "records": count,
        "schema": f"schema.json#/components/schemas/{collection.schema_name}",
        "files": [fingerprint(path) for path in paths],
    }


def in_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def fingerprint(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest}


def pack(folder: Path, names: Iterable[str], target: Path, day: datetime.date) -> None:
    """A ZIP without anything in it that depends on when or by whom it was made, but the day."""
    with ZipFile(target, "w") as archive:
        for name in names:
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            entry._compresslevel = LEVEL  # it has a public name since Python 3.13 only
            entry.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, archive.open(entry, "w") as member:
                shutil.copyfileobj(source, member, 2**20)
