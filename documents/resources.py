"""Documents and links from a spreadsheet."""

from amin_portal.publishing.spreadsheets.resources import RecordResource

from .models import Document, RelatedLink


class DocumentResource(RecordResource):
    """Files are not imported: they are added to the document."""

    named_by = ("short_title", "title")
    examples = {
        "slug": "asean-minerals-programme-1996-1998",
        "title": "Program of ASEAN Cooperation in Minerals",
        "short_title": "Minerals programme 1996-1998",
        "number": "ASEAN/MIN/1995/3",
        "kind": "action_plan",
        "date": "Dec 1995",
        "language": "en",
        "summary": "Programme for 1996 to 1998 that led to the first ASOMM.",
        "publishers": "ASEAN Secretariat",
        "partners": "JP; Republic of Korea",
        "bodies": "ASOMM; WGMID",
        "is_key_document": "yes",
        "licence": "CC BY 4.0",
        "supersedes": "amcap-ii",
        "part_of": "amcap-iii",
        "sources": "National report | Department of Environment | http://intl.denr.gov.ph/ | 2011",
    }

    class Meta:
        model = Document
        fields = [
            "slug",
            "title",
            "short_title",
            "number",
            "kind",
            "date",
            "language",
            "summary",
            "is_key_document",
            "publishers",
            "partners",
            "bodies",
            "licence",
            "supersedes",
            "part_of",
            "sources",
        ]


class LinkResource(RecordResource):
    examples = {
        "slug": "asean-minerals-database-and-information-system-amdis",
        "title": "ASEAN Minerals Database and Information System (AMDIS)",
        "url": "http://amdis.bgl.esdm.go.id/",
        "category": "database",
        "country": "ID",
        "note": "Regional minerals database hosted by the Geological Agency of Indonesia.",
        "sources": "Workshop on the database | Ministry of Energy | https://esdm.go.id/ | 2016",
    }

    class Meta:
        model = RelatedLink
        fields = ["slug", "title", "url", "category", "country", "note", "sources"]
