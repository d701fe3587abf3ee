"""Pages of documents and publications, the files behind them, links and key figures."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from amin_portal.publishing.views import PublicDetail, PublicList, PublicPartDetail

from .filters import DocumentFilter, KeyFigureFilter, RelatedLinkFilter
from .models import Document, DocumentFile, KeyFigure, RelatedLink


class DocumentList(PublicList):
    model = Document
    dated_by = "date"
    filterset_class = DocumentFilter
    template_name = "documents/document_list.html"
    linked = ("publishers", "meeting_papers", "meeting_papers__meeting", "meeting_papers__meeting__body")


class PublicationList(DocumentList):
    template_name = "documents/publication_list.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().publications()


class DocumentDetail(PublicDetail):
    model = Document
    template_name = "documents/document_detail.html"
    linked = (
        "publishers", "partners", "bodies", "files", "supersedes", "superseded_by", "part_of", "contained",
        "plan", "meeting_papers", "meeting_papers__meeting", "meeting_papers__meeting__body",
        "meeting_papers__outcome", "meeting_papers__outcome__meeting", "meeting_papers__agenda_item",
        "meeting_papers__agenda_item__meeting", "activities", "activities__plan", "activities__country",
        "evidence_for", "evidence_for__plan", "evidence_for__action", "evidence_for__action__plan",
        "evidence_for__activity", "evidence_for__activity__plan",
    )  # fmt: skip


class FileDetail(PublicPartDetail):
    """Sends a file, or goes to its address elsewhere. What was uploaded never runs as a page of ours."""

    model = DocumentFile
    whole_model = Document
    linked = ("document",)

    def identify(self) -> dict[str, Any]:
        names = self.kwargs
        return {"document__slug": names["slug"], "version": names["version"], "language": names["language"]}

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponseBase:
        found = self.object
        if found.extension != self.kwargs["extension"]:
            raise Http404
        if not found.file:
            return redirect(found.url)
        name = f"{found.document.slug}-{found.slug}.{found.extension}"
        try:
            return FileResponse(found.file.open(), as_attachment=True, filename=name)
        except FileNotFoundError as error:
            raise Http404 from error

    def look_for_former_address(self) -> None:
        """Only the document's slug can have changed: version and language are the file itself."""
        super(PublicPartDetail, self).look_for_former_address()


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
