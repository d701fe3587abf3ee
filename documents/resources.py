"""Documents and links from a spreadsheet."""

from amin_portal.publishing.spreadsheets.resources import RecordResource

from .models import Document, RelatedLink

DOCUMENT = {
    "slug": "asean-minerals-programme-1996-1998",
    "title": "Program of ASEAN Cooperation in Minerals",
    "short_title": "Minerals programme 1996-1998",
    "number": "",
    "kind": "action_plan",
    "date": "Dec 1995",
    "language": "en",
    "summary": "Programme for 1996 to 1998 that followed from the Bangkok Summit of December 1995.",
    "is_key_document": "no",
    "publishers": "ASEAN Secretariat",
    "partners": "JP; Republic of Korea",
    "bodies": "AMMin; ASOMM",
    "licence": "",
    "supersedes": "amcap-i",
    "part_of": "amcap-ii",
    "sources": "ASEAN Minerals Cooperation overview page | ASEAN Secretariat | https://asean.org/ | 2025",
}
LINK = {
    "slug": "asean-minerals-database-and-information-system-amdis",
    "title": "ASEAN Minerals Database and Information System (AMDIS)",
    "url": "http://amdis.bgl.esdm.go.id/",
    "category": "database",
    "country": "ID",
    "note": "Regional minerals database hosted by the Geological Agency of Indonesia.",
    "sources": "Workshop on the database | Ministry of Energy, Indonesia | https://esdm.go.id/ | 2013-06-26",
}


class DocumentResource(RecordResource):
    """Files are not imported: they are added to the document."""

    examples = DOCUMENT

    class Meta:
        model = Document
        fields = [*DOCUMENT]


class LinkResource(RecordResource):
    examples = LINK

    class Meta:
        model = RelatedLink
        fields = [*LINK]
