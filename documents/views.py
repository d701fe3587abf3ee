"""Pages of documents and publications, the files behind them, links and key figures."""

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from amin_portal.publishing.views import PublicDetail, PublicList

from .filters import DocumentFilter, KeyFigureFilter, RelatedLinkFilter
from .models import Document, DocumentFile, KeyFigure, RelatedLink


class DocumentList(PublicList):
    model = Document
    filterset_class = DocumentFilter
    template_name = "documents/document_list.html"
    linked = ("publishers", "meeting_papers", "meeting_papers__meeting", "meeting_papers__meeting__body", "plan")


class PublicationList(DocumentList):
    template_name = "documents/publication_list.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().publications()


class DocumentDetail(PublicDetail):
    model = Document
    template_name = "documents/document_detail.html"
    linked = (
        "publishers", "partners", "bodies", "files", "supersedes", "superseded_by", "part_of", "contained", "plan",
        "meeting_papers", "meeting_papers__meeting", "meeting_papers__meeting__body", "meeting_papers__outcome", "meeting_papers__outcome__meeting",
        "activities", "activities__plan", "evidence_for", "evidence_for__plan", "evidence_for__action", "evidence_for__action__plan",
        "evidence_for__activity", "evidence_for__activity__plan",
    )  # fmt: skip


def file(request: HttpRequest, slug: str, version: int, language: str, extension: str) -> HttpResponse:
    """Send a public file, or go to its address elsewhere. Uploads never run in the page that shows them."""
    files = DocumentFile.objects.public().filter(document__slug=slug, version=version, language=language)
    found = files.select_related("document").first()
    if found is None or found.extension != extension:
        raise Http404
    if not found.file:
        return redirect(found.url)
    response = FileResponse(found.file.open(), as_attachment=True, filename=f"{slug}-v{version}-{language}.{extension}")
    response["X-Content-Type-Options"] = "nosniff"
    return response


class LinkList(PublicList):
    model = RelatedLink
    filterset_class = RelatedLinkFilter
    template_name = "documents/link_list.html"
    linked = ("country",)
    paginate_by = 100


class FigureList(PublicList):
    model = KeyFigure
    filterset_class = KeyFigureFilter
    template_name = "documents/figure_list.html"
    paginate_by = 100
