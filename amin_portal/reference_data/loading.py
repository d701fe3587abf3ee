"""Loads the files: first who takes part, then what they met about, issued and planned."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from amin_portal.pages.models import TextPage
from amin_portal.publishing.partial_dates import PartialDate
from documents.models import Document
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Plan

from .reading import FOLDER, DataError, Files, Row
from .writing import Writer


@dataclass
class Record:
    """What has been loaded so far, by the names that the files use; None where staff have deleted it."""

    files: Files
    writer: Writer
    editorial: Row
    parties: dict[str, Party] = field(default_factory=dict)  # by slug, name, acronym, alias and country code
    bodies: dict[str, Body] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    outcomes: dict[tuple[str, int], Outcome] = field(default_factory=dict)  # by meeting and place in its list
    documents: dict[str, Document] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    adoption_days: dict[str, PartialDate | None] = field(
        default_factory=dict
    )  # by document, as its plan's record has it

    def find(self, kind: str, row: Row, field_name: str) -> Any:
        """The record of `kind` ("bodies", ...) that a field names; None for null, and where staff deleted it.

        Raises DataError where the files know no such record.
        """
        return self._known(kind, row, field_name, row.text(field_name))

    def find_all(self, kind: str, row: Row, field_name: str) -> list:
        """The records that a list names, each once."""
        found = [self._known(kind, row, field_name, name) for name in row.texts(field_name)]
        return [record for record in dict.fromkeys(found) if record is not None]

    def meeting_key(self, row: Row, field_name: str) -> str | None:
        """The slug, in the files, of the meeting that a field names by body and number."""
        named = row.row(field_name)
        if named is None:
            return None
        key = f"{named.text('body')}-{named.number('number')}"
        named.finish()
        self._known("meetings", row, field_name, key)
        return key

    def _known(self, kind: str, row: Row, field_name: str, name: str) -> Any:
        known = getattr(self, kind)
        if name and name not in known:
            raise row.error(field_name, f"names “{name}”, which is not among the {kind}")
        return known[name] if name else None


@dataclass(frozen=True)
class Result:
    """How many records were created, updated, unchanged, and which were left alone and why."""

    counts: dict[str, int]
    left_alone: list[str]


def load(folder: Path = FOLDER) -> Result:
    """Load all files of `folder` in one transaction. Raises DataError, having written nothing."""
    from . import institutions, items, papers, programmes, references, sessions

    with transaction.atomic():
        files = Files(folder)
        record = Record(files, Writer(), files.record("editorial.json"))
        institutions.load_bodies(record)
        institutions.load_parties(record)
        sessions.load_meetings(record)
        sessions.check_hosts(record)
        papers.load_documents(record)
        programmes.load_plans(record)
        sessions.load_outcomes(record)
        papers.load_papers(record)
        items.load_items(record)
        references.load_links(record)
        references.load_figures(record)
        load_pages(record, folder / "pages")
        record.editorial.finish()
        record.writer.finish()
    return Result(dict(record.writer.counts), record.writer.left_alone)


def load_pages(record: Record, folder: Path) -> None:
    """Each Markdown file is a page: its name the slug after the number, its first line the title."""
    for path in sorted(folder.glob("*.md")):
        position, _dash, slug = path.stem.partition("-")
        row = Row(f"pages/{path.name}", slug, {})
        try:
            title, _newline, body = path.read_text(encoding="utf-8").partition("\n")
        except UnicodeDecodeError as error:
            raise row.error("-", f"the file is not UTF-8 (byte {error.start})") from error
        if not title.startswith("# ") or not position.isdigit():
            raise DataError(row.file, slug, "title", "the name starts with a number and the first line with “# ”")
        fields = {"slug": slug, "title": title[2:].strip(), "body": body.strip(), "position": int(position)}
        record.writer.write(TextPage, row, slug, fields)
