"""What is in the pack of a meeting, from its fetched papers."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from documents.models import DocumentFile, MeetingDocument

PAPERS = ("papers", "papers__document", "papers__document__files")
MOST_BYTES = 300 * 1024**2  # of all files together: so much may lie in temporary storage while one answer is sent


class Entry(NamedTuple):
    """A paper with one of its files; without one where none is known."""

    paper: MeetingDocument
    file: DocumentFile | None

    @property
    def name(self) -> str:
        """In the pack: papers/amcap-iv-v1-en.pdf; empty for what is listed only: kept elsewhere, or never examined."""
        if self.file is None or not (self.file.file and self.file.sha256):
            return ""
        file = self.file
        return f"papers/{self.paper.document.slug}-v{file.version}-{file.language}.{file.extension}"


class Pack:
    """The papers in the order of their roles, each with the files of the version that lay before the meeting."""

    def __init__(self, papers: Iterable[MeetingDocument]) -> None:
        roles = MeetingDocument.Role.values
        self.papers = sorted(
            (paper for paper in papers if paper.document),
            key=lambda paper: (roles.index(paper.role), paper.position, paper.pk),
        )

    @cached_property
    def entries(self) -> list[Entry]:
        return [Entry(paper, file) for paper in self.papers for file in editions_of(paper) or [None]]

    @cached_property
    def files(self) -> dict[str, DocumentFile]:
        """Those that are ours by their names in the pack, each once, in the order of the names."""
        return {entry.name: entry.file for entry in sorted(self.entries, key=lambda entry: entry.name) if entry.name}

    @property
    def size(self) -> int:
        """Of the files, in bytes."""
        return sum(file.size or 0 for file in self.files.values())

    @property
    def is_offered(self) -> bool:
        """There is something in it, and not too much."""
        return bool(self.files) and self.size <= MOST_BYTES


def editions_of(paper: MeetingDocument) -> list[DocumentFile]:
    """The files, one a language, of the version tabled; of the newest where that is not known or not public."""
    versions = dict(paper.document.versions)
    newest = next(iter(versions), None)
    return versions.get(paper.version_tabled, versions.get(newest, []))
