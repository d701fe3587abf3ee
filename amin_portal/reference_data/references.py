"""links.json and figures.json."""

from decimal import Decimal

from amin_portal.publishing.models import State
from amin_portal.publishing.slugs import slug_from
from documents.models import KeyFigure, RelatedLink

from .reading import choices
from .record import Record


def load_links(record: Record) -> None:
    for row in record.files.rows("links.json", key="title"):
        fields = {
            "slug": slug_from(row.text("title"), fallback=row.key),
            "title": row.text("title"),
            "url": row.text("url"),
            "note": row.text("description"),
            "category": row.choice("category", choices(RelatedLink.Category)),
            "country": record.find("parties", row, "country"),
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
