"""The pack as a ZIP: the same bytes for as long as the record says the same."""

import hashlib
import shutil
import tempfile
import zipfile
from functools import cached_property
from typing import IO

from django.core.files.base import File
from django.template.loader import render_to_string

from amin_portal.publishing.partial_dates import PartialDate
from amin_portal.publishing.spreadsheets.cells import Cell, plain
from amin_portal.publishing.spreadsheets.writing import as_csv
from meetings.models import Meeting

from .contents import Entry, Pack

EARLIEST = 1980  # year that the dates of a ZIP begin with
MEMBER, END = 30 + 46, 22  # bytes of a ZIP: the two headers of a member without its name, and the last record
LINES = (
    "role", "role_label", "title", "number", "date", "kind", "version", "language", "is_official", "file",
    "media_type", "size", "sha256", "page", "source",
)  # fmt: skip


class PackFile:
    """A ZIP that is made when it is opened: for `sending.send`, in place of a file in the storage."""

    name = ""

    def __init__(self, meeting: Meeting, origin: str) -> None:
        self.meeting, self.origin = meeting, origin
        self.pack = Pack(meeting.papers.all())

    @property
    def storage(self) -> "PackFile":
        return self

    @cached_property
    def texts(self) -> dict[str, bytes]:
        """The small files that tell of the others."""
        rows = [line_of(entry, self.origin) for entry in self.pack.entries]
        index = {
            "meeting": self.meeting,
            "rows": [dict(zip(LINES, row, strict=True)) for row in rows],
            "origin": self.origin,
        }
        texts = {
            "index.csv": b"".join(as_csv(LINES, rows)),
            "index.html": render_to_string("documents/pack.html", index).encode(),
        }
        sums = {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()}
        sums |= {name: file.sha256 for name, file in self.pack.files.items()}
        return texts | {"SHA256SUMS": "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()}

    @property
    def identity(self) -> str:
        """Another whenever a byte of the pack is: checksums tell of every file, and the dates stand in the index."""
        return hashlib.sha256(b"\0".join(self.texts.values())).hexdigest()

    def size(self, name: str) -> int:
        """Of the ZIP in bytes, which need not be made for that. Raises FileNotFoundError where a file is lost."""
        members = {name: len(text) for name, text in self.texts.items()}
        members |= {name: file.file.size for name, file in self.pack.files.items()}
        return sum(MEMBER + 2 * len(name) + length for name, length in members.items()) + END

    def open(self, name: str) -> File:
        """Raises FileNotFoundError where the storage has lost a file."""
        spool = tempfile.TemporaryFile()  # noqa: SIM115 closed by whoever reads it
        try:
            self._write(spool)
        except BaseException:
            spool.close()
            raise
        return File(spool)

    def _write(self, spool: IO[bytes]) -> None:
        with zipfile.ZipFile(spool, "w", zipfile.ZIP_STORED) as archive:  # files of these kinds are packed already
            for name, text in self.texts.items():
                archive.writestr(entry_of(name, self.meeting.end or self.meeting.start), text)
            for name, file in self.pack.files.items():
                info = entry_of(name, file.document.date)
                with (
                    file.file.storage.open(file.file.name) as kept,
                    archive.open(info, "w", force_zip64=False) as member,
                ):
                    shutil.copyfileobj(kept, member)


def entry_of(name: str, date: PartialDate | None) -> zipfile.ZipInfo:
    """A member of the ZIP, of the first day of its date."""
    day = date.first if date and date.year >= EARLIEST else None
    info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0) if day else (EARLIEST, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr = 3, 0o644 << 16  # the same on every machine that makes it
    return info


def line_of(entry: Entry, origin: str) -> list[Cell]:
    """A line of the index: what the paper was, and where its file is."""
    paper, document, file = entry.paper, entry.paper.document, entry.file
    of_work = [
        paper.role, str(paper.get_role_display()), document.title, document.number, plain(document.date), document.kind,
    ]  # fmt: skip
    page = f"{origin}{document.get_absolute_url()}"
    if file is None:
        return [*of_work, None, None, None, None, None, None, None, page, None]
    elsewhere = file.url or ("" if entry.name else f"{origin}{file.get_absolute_url()}")
    return [
        *of_work, file.version, file.language, plain(file.is_official), entry.name or None, file.media_type or None,
        file.size, file.sha256 or None, page, elsewhere or None,
    ]  # fmt: skip
