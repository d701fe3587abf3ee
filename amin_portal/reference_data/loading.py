"""Loads the files: first who takes part, then what they met about, issued and planned."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from amin_portal.pages.models import TextPage
from amin_portal.publishing.many import many_changes
from amin_portal.publishing.models.part import touch
from amin_portal.publishing.models.version import take_turn

from . import institutions, items, papers, programmes, references, sessions
from .reading import FOLDER, DataError, Files, Row
from .record import Record
from .writing import Writer


@dataclass(frozen=True)
class Result:
    """How many records were created, updated, unchanged, and which were left alone and why."""

    counts: dict[str, int]
    left_alone: list[str]


def load(folder: Path = FOLDER) -> Result:
    """Load all files of `folder` in one transaction. Raises DataError, having written nothing."""
    with transaction.atomic(), many_changes():
        take_turn()  # nobody takes a slug between the look and the writing
        files = Files(folder)
        record = Record(files, Writer(), files.record("editorial.json"))
        with touch.deferred():
            load_all(record)
        record.writer.finish()
    return Result(dict(record.writer.counts), record.writer.left_alone)


def load_all(record: Record) -> None:
    """Each kind after those that it names."""
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
    load_pages(record, record.files.folder / "pages")
    record.editorial.finish()


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
