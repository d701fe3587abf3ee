"""How a document is cited: its publishers are its authors."""

from django.utils.text import capfirst

from amin_portal.publishing.citations import Citation

from .models import Document

CITED = ("publishers", "meeting_papers", "meeting_papers__meeting")
REPORTS = {
    *Document.PUBLICATION_KINDS, Document.Kind.VISION, Document.Kind.ACTION_PLAN, Document.Kind.STRATEGY,
} - {Document.Kind.POSTER}  # fmt: skip


def document_citation(document: Document, address: str) -> Citation:
    """Needs `CITED` fetched. What it is stands beside the title, with the meeting that decided on it."""
    decisions = [
        f"{paper.get_role_display()} at the {paper.meeting.title}"
        for paper in document.meeting_papers.all()
        if paper.is_decision and paper.meeting
    ]
    return Citation(
        key=document.slug,
        title=document.title,
        address=address,
        authors=tuple(str(party) for party in document.publishers.all()),
        date=document.date,
        number=document.number,
        language=document.language,
        description=", ".join([capfirst(document.get_kind_display()), *decisions]),
        is_report=document.kind in REPORTS,
    )
