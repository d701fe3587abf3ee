"""documents.json, and what the outcomes in meetings.json say of documents."""

from typing import Any

from amin_portal.publishing.partial_dates import Precision
from documents.models import Document, DocumentFile, MeetingDocument
from meetings.models import Outcome, Party

from .reading import Row, choices
from .record import Record

PRECISIONS = {None: None} | choices(Precision)
ROLES = {
    Outcome.Kind.ADOPTED: MeetingDocument.Role.ADOPTED,
    Outcome.Kind.ENDORSED: MeetingDocument.Role.ENDORSED,
    Outcome.Kind.SIGNED: MeetingDocument.Role.SIGNED,
}
LAST = 90  # statements stand below what an outcome names


def load_documents(record: Record) -> None:
    partners, key_documents = partners_of_documents(record), record.editorial.texts("key_documents")
    for row in record.files.rows("documents.json"):
        row["plan"]  # read with the plans
        meeting_key = record.meeting_key(row, "meeting")
        meeting = record.meetings[meeting_key] if meeting_key else None
        fields = document_fields(row) | {"is_key_document": row.key in key_documents}
        relations = {
            "publishers": record.find_all("parties", row, "publishers"),
            "partners": [partner for partner in partners.pop(row.key, []) if partner],
            "bodies": [meeting.body] if meeting else [],
        }
        document = record.documents[row.key] = record.writer.write(Document, row, row.key, fields, relations)
        load_address(record, row, document)
    for slug in partners:
        raise Row("partners.json", "-", {}).error("documents", f"names “{slug}”, which is not among the documents")
    record.find_all("documents", record.editorial, "key_documents")


def document_fields(row: Row) -> dict[str, Any]:
    date = row.date("date")
    if (date.precision if date else None) != row.choice("date_precision", PRECISIONS):
        raise row.error("date_precision", "is not the precision of the date")
    return {
        "slug": row.text("slug"),
        "title": row.text("title"),
        "short_title": row.text("short_title"),
        "kind": row.choice("kind", choices(Document.Kind)),
        "date": date,
        "language": row.text("language"),
        "summary": row.text("summary"),
        "sources": row.sources(),
    }


def load_address(record: Record, row: Row, document: Document | None) -> None:
    """The file of the document, where the files know its address."""
    address = row.text("url")
    if document and address:
        fields = {"document": document, "version": 1, "language": row.text("language"), "url": address, "sources": []}
        record.writer.write(DocumentFile, row, f"{row.key}/v1", fields)


def partners_of_documents(record: Record) -> dict[str, list[Party | None]]:
    partners: dict[str, list[Party | None]] = {}
    for row in record.files.rows("partners.json", again=True):
        for slug in row.texts("documents"):
            partners.setdefault(slug, []).append(record.find("parties", row, "slug"))
    return partners


def load_papers(record: Record) -> None:
    """What each document was at which meeting.

    Only the meeting that documents.json names for a document can have adopted, endorsed, signed or issued it; any
    other outcome that names the document is about it.
    """
    homes = {}
    for row in record.files.rows("documents.json", again=True):
        homes[row.key] = (record.meeting_key(row, "meeting"), row.date("date"))
    placed = set()
    for row in record.files.rows("meetings.json", again=True):
        for position, outcome in enumerate(row.rows("outcomes"), start=1):
            slug = outcome.text("document")
            home, date = homes.get(slug, (None, None))
            role = ROLES.get(Outcome.Kind(outcome["kind"])) if home == row.key else None
            fields = {
                "outcome": record.outcomes[f"{row.key}/{position}"],
                "role": role or MeetingDocument.Role.CONSIDERED,
                "date": record.adoption_days.get(slug, date) if role else None,
                "position": position,
            }
            write_paper(record, row, slug, f"{row.key}/{slug}/{position}", fields)
            placed.add((row.key, slug))
    for row in record.files.rows("documents.json", again=True):
        meeting, date = homes[row.key]
        if meeting and (meeting, row.key) not in placed:
            fields = {"role": MeetingDocument.Role.STATEMENT, "date": date, "position": LAST}
            write_paper(record, row, row.key, f"{meeting}/{row.key}", fields)


def write_paper(record: Record, row: Row, document_key: str, key: str, fields: dict[str, Any]) -> None:
    """Nothing is written where staff have deleted the meeting or the document."""
    meeting, document = record.meetings[key.partition("/")[0]], record.documents.get(document_key)
    if meeting and document:
        fields |= {"meeting": meeting, "document": document, "sources": row.sources()}
        record.writer.write(MeetingDocument, row, key, fields)
