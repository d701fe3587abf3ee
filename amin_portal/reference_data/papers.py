"""documents.json, links.json, figures.json, and what the outcomes in meetings.json say of documents."""

from decimal import Decimal

from amin_portal.publishing.models import State
from amin_portal.publishing.partial_dates import PartialDate, Precision
from amin_portal.publishing.slugs import slug_from
from documents.models import Document, DocumentFile, KeyFigure, MeetingDocument, RelatedLink
from meetings.models import Meeting, Outcome

from .loading import Record
from .reading import Row
from .sessions import choices

PRECISIONS = {None: None} | choices(Precision)
ROLES = {
    Outcome.Kind.ADOPTED: MeetingDocument.Role.ADOPTED,
    Outcome.Kind.ENDORSED: MeetingDocument.Role.ENDORSED,
    Outcome.Kind.SIGNED: MeetingDocument.Role.SIGNED,
}


def load_documents(record: Record) -> None:
    partners: dict[str, list] = {}
    for row in record.files.rows("partners.json", again=True):
        for slug in row.texts("documents"):
            partners.setdefault(slug, []).append(record.parties[row.key])
    key_documents = record.editorial.texts("key_documents")
    for row in record.files.rows("documents.json"):
        date, meeting = row.date("date"), meeting_of(record, row, "meeting")
        if (date.precision if date else None) != row.choice("date_precision", PRECISIONS):
            raise row.error("date_precision", "is not the precision of the date")
        row["plan"]  # read with the plans
        fields = {
            "slug": row.text("slug"),
            "title": row.text("title"),
            "short_title": row.text("short_title"),
            "kind": row.choice("kind", choices(Document.Kind)),
            "date": date,
            "language": row.text("language"),
            "summary": row.text("summary"),
            "is_key_document": row.key in key_documents,
            "sources": row.sources(),
        }
        relations = {
            "publishers": record.find_all("parties", row, "publishers"),
            "partners": [partner for partner in partners.pop(row.key, []) if partner],
            "bodies": [meeting.body] if meeting else [],
        }
        document = record.documents[row.key] = record.writer.write(Document, row, row.key, fields, relations)
        address = row.text("url")
        if document and address:
            fields = {
                "document": document,
                "version": 1,
                "language": row.text("language"),
                "url": address,
                "sources": [],
            }
            record.writer.write(DocumentFile, row, f"{row.key}/v1", fields)
    for slug in partners:
        raise Row("partners.json", partners[slug][0].slug, {}).error(
            "documents", f"names “{slug}”, which is not among the documents"
        )
    for slug in key_documents:
        record.find("documents", record.editorial, "key_documents", slug)


def meeting_of(record: Record, row: Row, field: str) -> Meeting | None:
    """The meeting that a file names by body and number."""
    named = row.row(field)
    if named is None:
        return None
    body, number = named.text("body"), named.number("number")
    named.finish()
    return record.find("meetings", row, field, f"{body}-{number}")


def load_papers(record: Record) -> None:
    """What each document was at which meeting.

    Only the meeting that documents.json names for a document can have adopted, endorsed, signed or issued it; any
    other outcome that names the document is about it.
    """
    home: dict[str, tuple[Meeting, PartialDate | None]] = {}
    for row in record.files.rows("documents.json", again=True):
        if meeting := meeting_of(record, row, "meeting"):
            home[row.key] = (meeting, row.date("date"))
    placed = set()
    for row in record.files.rows("meetings.json", again=True):
        for position, outcome in enumerate(row.rows("outcomes"), start=1):
            slug, meeting = outcome["document"], record.meetings[row.key]
            document = record.find("documents", outcome, "document", slug)
            if not document or not meeting:
                continue
            at_home = home.get(slug, (None, None))
            role = ROLES.get(Outcome.Kind(outcome["kind"])) if at_home[0] == meeting else None
            source = Outcome.objects.filter(meeting=meeting, position=position).first()
            fields = {
                "meeting": meeting,
                "document": document,
                "outcome": source,
                "role": role or MeetingDocument.Role.CONSIDERED,
                "date": record.adoption_days.get(slug, at_home[1]) if role else None,
                "position": position,
                "sources": row.sources(),
            }
            record.writer.write(MeetingDocument, outcome, f"{row.key}/{slug}/{position}", fields)
            placed.add((row.key, slug))
    for row in record.files.rows("documents.json", again=True):
        meeting, date = home.get(row.key, (None, None))
        if meeting and (meeting.slug, row.key) not in placed and (document := record.documents[row.key]):
            fields = {
                "meeting": meeting,
                "document": document,
                "role": MeetingDocument.Role.STATEMENT,
                "date": date,
                "position": 90,
                "sources": row.sources(),
            }
            record.writer.write(MeetingDocument, row, f"{meeting.slug}/{row.key}", fields)


def load_links(record: Record) -> None:
    for row in record.files.rows("links.json", key="title"):
        fields = {
            "slug": slug_from(row.text("title"), fallback=row.key),
            "title": row.text("title"),
            "url": row.text("url"),
            "note": row.text("description"),
            "category": row.choice("category", choices(RelatedLink.Category)),
            "country": record.find("parties", row, "country", row["country"]),
            "state": State.PUBLISHED if row.flag("url_verified") else State.DRAFT,
            "sources": row.sources(),
        }
        record.writer.write(RelatedLink, row, row.key, fields, file_names={"note": "description"})


def load_figures(record: Record) -> None:
    headlines = set(record.editorial.texts("headline_figures"))
    for row in record.files.rows("figures.json"):
        value, year = row.number("value"), row.text("year")
        if not year.isdigit():
            raise row.error("year", f"{year!r} is not a year")
        fields = {
            "slug": row.text("slug"),
            "label": row.text("label"),
            "value": None if value is None else str(Decimal(str(value))),
            "unit": row.text("unit"),
            "year": int(year),
            "is_approximate": row.flag("approximate"),
            "statement": row.text("statement"),
            "is_headline": row.key in headlines,
            "sources": row.sources("source"),
        }
        record.writer.write(KeyFigure, row, row.key, fields, file_names={"is_approximate": "approximate"})
        headlines.discard(row.key)
    for slug in sorted(headlines):
        raise record.editorial.error("headline_figures", f"names “{slug}”, which is not among the figures")
