"""The uploaded files that a backup holds: those that a row names, wherever they lie.

What no row names is left of something that was not to stay: of a draft that was replaced, of a save that failed.
"""

import hashlib
from collections.abc import Iterator
from typing import IO

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name
from django.db import models

from documents.models import DocumentFile

from .refused import Refused
from .tables import tables

BLOCK = 2**20  # bytes


def named() -> dict[str, str]:
    """Each file that a row names, with its SHA-256 as the record says it, or nothing."""
    found: dict[str, str] = {}
    for table in tables():
        for field in table.fields:
            if isinstance(field, models.FileField):
                names = table.model._base_manager.exclude(**{field.attname: ""}).values_list(field.attname, flat=True)
                found |= dict.fromkeys(names.order_by("pk").iterator(), "")
    return found | dict(DocumentFile._base_manager.exclude(file="").values_list("file", "sha256"))


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def sha256_of(name: str) -> str | None:
    """Of the file that the storage has under this name; None where it has none."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(name) as file:
            for block in blocks(file):
                digest.update(block)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def refuse_name(name: str) -> None:
    """Raises Refused for a name that leads out of the storage."""
    try:
        validate_file_name(name, allow_relative_path=True)
        default_storage.generate_filename(name)
    except SuspiciousFileOperation as error:
        raise Refused(f"The archive holds a file with a name that leads elsewhere: {name!r}.") from error
    if "\\" in name or "\0" in name:
        raise Refused(f"The archive holds a file with a name that leads elsewhere: {name!r}.")


def put(name: str, file: IO[bytes], sha256: str) -> None:
    """Keep the file under exactly this name, in the place of another. Raises Refused where the storage does not."""
    default_storage.delete(name)
    kept = default_storage.save(name, File(file, name=name))
    if kept != name or sha256_of(name) != sha256:
        default_storage.delete(kept)
        raise Refused(f"The storage did not keep {name} as it is in the archive.")
