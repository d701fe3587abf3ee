"""What an upload is, told from its bytes: never from its name, nor from what a browser says of it.

Nothing is unpacked and nothing is run here. A broken or hostile PDF is still a PDF: it is kept and sent as it came.
"""

import codecs
import hashlib
import re
import struct
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import PureWindowsPath
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

NAME_LENGTH = 200
HEAD = 1024
MEMBERS = 10_000  # an Office file of some hundred pages and pictures has less than a tenth of this
UNPACKED = 1024**3
RATIO = 200  # of the unpacked size to that of the file: big spreadsheets reach 50, deflate cannot pass 1,032
MEMBER_SIGNATURE = b"PK\x01\x02"
BROKEN_ZIP = (zipfile.BadZipFile, struct.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)
MACROS = re.compile(r"vbaProject\.bin$|^Basic/|^Scripts/", re.IGNORECASE)
MARKUP = re.compile(rb"^\s*<|^#!|<(!doctype|html|script|svg|iframe)\b", re.IGNORECASE)
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Refused(ValidationError):
    """An upload that is not taken, and why."""


class Kind(NamedTuple):
    """A kind of file that is taken; `is_shown` says whether browsers open it where it is, or put it on the disk."""

    extension: str
    media_type: str
    is_shown: bool = False


PDF = Kind("pdf", "application/pdf", is_shown=True)
PNG = Kind("png", "image/png", is_shown=True)
JPEG = Kind("jpg", "image/jpeg", is_shown=True)
WEBP = Kind("webp", "image/webp", is_shown=True)
TEXT = Kind("txt", "text/plain")
CSV = Kind("csv", "text/csv")
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
BY_FOLDER = {
    "word": Kind("docx", f"{OFFICE}wordprocessingml.document"),
    "xl": Kind("xlsx", f"{OFFICE}spreadsheetml.sheet"),
    "ppt": Kind("pptx", f"{OFFICE}presentationml.presentation"),
}
BY_MIMETYPE = {
    kind.media_type: kind
    for kind in (
        Kind("odt", f"{OPEN_DOCUMENT}text"),
        Kind("ods", f"{OPEN_DOCUMENT}spreadsheet"),
        Kind("odp", f"{OPEN_DOCUMENT}presentation"),
    )
}
KINDS = (PDF, *BY_FOLDER.values(), *BY_MIMETYPE.values(), TEXT, CSV, PNG, JPEG, WEBP)
OPENINGS = {b"%PDF": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHOWN = {kind.media_type for kind in KINDS if kind.is_shown}


class Examined(NamedTuple):
    """What the bytes are. `size` in bytes, `sha256` in small hexadecimal digits."""

    media_type: str
    extension: str
    size: int
    sha256: str


def examine(upload: File) -> Examined:
    """Read an upload once, in pieces, and leave it at its beginning.

    Raises Refused, a ValidationError, with a sentence where it is empty, too large, or of no kind that is taken.
    """
    head, size, members = b"", 0, 0
    digest, limit = hashlib.sha256(), settings.UPLOAD_MAX_MB * 1024**2
    for piece in pieces(upload):
        head += piece[: HEAD - len(head)]
        size += len(piece)
        members += piece.count(MEMBER_SIGNATURE)
        if size > limit:
            raise Refused(_("The file is larger than %(limit)d MB.") % {"limit": settings.UPLOAD_MAX_MB})
        digest.update(piece)
    if not size:
        raise Refused(_("The file is empty."))
    kind = kind_of(upload, head, size, members)
    upload.seek(0)
    return Examined(kind.media_type, kind.extension, size, digest.hexdigest())


def clean_name(name: str) -> str:
    """The name that a file came with, for people to read: without path, control or bidi characters, not too long."""
    last = PureWindowsPath(unicodedata.normalize("NFC", name)).name  # takes both kinds of slash for the end of a folder
    spaced = " ".join("".join(" " if letter.isspace() else letter for letter in last).split())
    shown = "".join(letter for letter in spaced if not unicodedata.category(letter).startswith("C")).strip(" .")
    if len(shown) <= NAME_LENGTH:
        return shown
    stem, dot, extension = shown.rpartition(".")
    if not dot or len(extension) > 10:
        return shown[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(extension) - 1]}.{extension}"


def pieces(upload: File) -> Iterator[bytes]:
    upload.seek(0)
    while piece := upload.read(File.DEFAULT_CHUNK_SIZE):
        yield piece


def kind_of(upload: File, head: bytes, size: int, members: int) -> Kind:
    """Raises Refused where it is no kind that is taken."""
    for opening, kind in OPENINGS.items():
        if head.startswith(opening):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"PK\x03\x04"):
        return office_kind(upload, size, members)
    if head.startswith(OLD_OFFICE):
        raise Refused(_("This is an old kind of Office file, or one with a password: save it as PDF, or as a new one."))
    if MARKUP.search(head.removeprefix(codecs.BOM_UTF8)):
        raise Refused(_("This is a web page, a drawing or a script, which could run in a browser: save it as PDF."))
    if is_text(upload):
        # The same bytes may be either: here alone the name decides, and nothing depends on it.
        return CSV if (upload.name or "").lower().endswith(".csv") else TEXT
    kinds = ", ".join(kind.extension.upper() for kind in KINDS)
    raise Refused(_("This is none of the kinds that are taken: %(kinds)s. Text must be UTF-8.") % {"kinds": kinds})


def office_kind(upload: File, size: int, members: int) -> Kind:
    """Told from the list of members; only the few letters of an OpenDocument's `mimetype` are read."""
    if members > MEMBERS:
        raise Refused(_("This file claims to hold more parts than any document does."))
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            mimetype = opening_of(archive, "mimetype") if names[:1] == ["mimetype"] else ""
    except BROKEN_ZIP as error:
        raise Refused(_("This Office file is broken: open it, save it again and upload it anew.")) from error
    if sum(part.file_size for part in parts) > min(UNPACKED, size * RATIO):
        raise Refused(_("This file claims to unpack to an absurd size."))
    if any(MACROS.search(name) for name in names):
        raise Refused(_("This file holds macros: save it without them, or as PDF."))
    if mimetype in BY_MIMETYPE:
        return BY_MIMETYPE[mimetype]
    folders = {name.partition("/")[0] for name in names} if "[Content_Types].xml" in names else set()
    for folder in folders & set(BY_FOLDER):
        return BY_FOLDER[folder]
    raise Refused(_("This is an archive: upload the files in it one by one."))


def opening_of(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as member:
        return member.read(100).decode("ascii", "replace").strip()


def is_text(upload: File) -> bool:
    """UTF-8 throughout, without the control characters that no text has."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    try:
        return not any(NOT_TEXT.search(decode(piece)) for piece in pieces(upload)) and not decode(b"", final=True)
    except UnicodeDecodeError:
        return False
