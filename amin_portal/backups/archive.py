"""The archive: a ZIP of a file for each table, the uploads, and a manifest that names and counts all of them."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .refused import Refused
from .uploads import blocks, refuse_name

FORMAT = 1
MANIFEST = "manifest.json"
LEVEL = 4  # of 9


def code_of(manifest: dict[str, Any]) -> str:
    """The code that made the archive; by its commit, where that is known, it can be had again."""
    return f"release {manifest['release']}" + (f", commit {known}" if (known := manifest.get("commit")) else "")


class Packing:
    """Writes the members of an archive one after the other; each is read and compressed in parts."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive

    def add(self, name: str, parts: Iterable[bytes], is_compressed: bool = True) -> dict[str, Any]:
        """Give its entry for the manifest; `parts` counts as the number of rows."""
        digest, size, count = hashlib.sha256(), 0, 0
        entry = ZipInfo(name)
        entry.compress_type = ZIP_DEFLATED if is_compressed else ZIP_STORED
        entry.external_attr = 0o600 << 16
        entry._compresslevel = LEVEL  # it has a public name since Python 3.13 only
        with self.archive.open(entry, "w", force_zip64=True) as member:
            for part in parts:
                member.write(part)
                digest.update(part)
                size, count = size + len(part), count + 1
        return {"member": name, "parts": count, "bytes": size, "sha256": digest.hexdigest()}


class Archive:
    """A finished archive, believed as far as its checksums go."""

    def __init__(self, zip_file: ZipFile, path: Path) -> None:
        self.zip, self.path = zip_file, path
        try:
            self.manifest: dict[str, Any] = json.loads(zip_file.read(MANIFEST))
            kept = self.manifest["format"]
        except (KeyError, ValueError, TypeError, RuntimeError, BadZipFile, zlib.error) as error:
            raise Refused(f"{path} is no backup of this portal: it has no manifest.") from error
        if kept != FORMAT:
            raise Refused(f"{path} is of format {kept}, and this release reads format {FORMAT}.")

    @property
    def tables(self) -> dict[str, dict[str, Any]]:
        return {entry["name"]: entry for entry in self.manifest["tables"]}

    @property
    def files(self) -> dict[str, dict[str, Any]]:
        return {entry["name"]: entry for entry in self.manifest["files"]}

    @property
    def rows(self) -> int:
        return sum(entry["parts"] for entry in self.manifest["tables"])

    def check(self) -> None:
        """Read all of it once. Raises Refused where anything is missing, too much, or not as it was written."""
        entries = {entry["member"]: entry for entry in (*self.manifest["tables"], *self.manifest["files"])}
        present = self.zip.namelist()
        if sorted(present) != sorted([MANIFEST, *entries]):
            odd = sorted(set(present) ^ {MANIFEST, *entries}) or sorted(
                {one for one in present if present.count(one) > 1}
            )
            raise Refused(f"{self.path} does not hold what its manifest names: {', '.join(odd[:3])}.")
        for name in self.files:
            refuse_name(name)
        for name, entry in entries.items():
            digest = hashlib.sha256()
            with self.open(name) as member:
                for block in blocks(member):
                    digest.update(block)
            if digest.hexdigest() != entry["sha256"]:
                raise Refused(f"{name} in {self.path} is not what was written: its checksum differs.")

    @contextmanager
    def open(self, member: str) -> Iterator[IO[bytes]]:
        try:
            with self.zip.open(member) as file:
                yield file
        except (BadZipFile, EOFError, KeyError, zlib.error) as error:
            raise Refused(f"{member} in {self.path} is damaged: {error}.") from error


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises Refused for what is no archive, or is not whole."""
    try:
        zip_file = ZipFile(path)
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error
    except (BadZipFile, IsADirectoryError) as error:
        raise Refused(f"{path} is no archive, or not a whole one: {error}.") from error
    with zip_file:
        yield Archive(zip_file, path)
