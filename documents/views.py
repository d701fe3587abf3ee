"""Pages of documents and publications, the files behind them, links and key figures."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from amin_portal.publishing.citations import Cited, CitedFile, ShortAddress
from amin_portal.publishing.previews import viewer_of
from amin_portal.publishing.views import Gone, PublicList, PublicPartDetail

from .citing import CITED, document_citation
from .filters import DocumentFilter, KeyFigureFilter, RelatedLinkFilter
from .intake import SHOWN
from .models import Document, DocumentFile, KeyFigure, RelatedLink
from .sending import Content, send


class DocumentList(PublicList):
    model = Document
    dated_by = "date"
    filterset_class = DocumentFilter
    template_name = "documents/document_list.html"
    linked = ("publishers", "meeting_papers", "meeting_papers__meeting", "meeting_papers__meeting__body")
    columns = (
        "kind", "title", "short_title", "number", "date", "language", "summary", "publishers", "partners", "bodies",
        "is_key_document", "licence", "supersedes", "part_of",
    )  # fmt: skip


class PublicationList(DocumentList):
    template_name = "documents/publication_list.html"
    in_collection = {"kind": Document.Kind.PUBLICATION}

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().publications()


class DocumentPage(Cited):
    model = Document
    short_name = "short-document"
    citation_of = staticmethod(document_citation)
    linked = CITED


class DocumentCitation(DocumentPage, CitedFile):
    """The citation of a document as a file."""


class DocumentAddress(ShortAddress):
    """/d/amcap-iv leads to AMCAP-IV."""

    model = Document


class DocumentDetail(DocumentPage):
    feed_name = "documents:record-feed"
    template_name = "documents/document_detail.html"
    linked = (
        "publishers", "partners", "bodies", "files", "part_of", "superseded_by", "contained", "meeting_papers",
        "meeting_papers__meeting", "meeting_papers__meeting__body",
        "meeting_papers__outcome", "meeting_papers__outcome__meeting", "meeting_papers__agenda_item",
        "meeting_papers__agenda_item__meeting", "activities", "activities__plan", "activities__country",
        "evidence_for", "evidence_for__plan", "evidence_for__action", "evidence_for__action__plan",
        "evidence_for__activity", "evidence_for__activity__plan",
    )  # fmt: skip


class VersionDetail(DocumentDetail):
    """One version of a document, in all its languages."""

    template_name = "documents/version_detail.html"
    linked = ("publishers", "partners", "bodies", "files", "superseded_by")

    def get_object(self, queryset: QuerySet | None = None) -> Document:
        document, viewer = super().get_object(queryset), viewer_of(self.request)
        if not self.editions(document) and viewer is not None and not self.preview:
            self.preview = True
            document = Document.objects.visible_to(viewer).linked(*self.linked, viewer=viewer).get(pk=document.pk)
        if self.editions(document):
            return document
        of_version = DocumentFile.objects.withdrawn().filter(document=document, version=self.kwargs["version"])
        if withdrawn := of_version.first():
            raise Gone(withdrawn)
        raise Http404

    def editions(self, document: Document) -> list[DocumentFile]:
        return dict(document.versions).get(self.kwargs["version"], [])

    def get_context_data(self, **kwargs: Any) -> dict:
        newest, _files = self.object.versions[0]
        return super().get_context_data(
            version=self.kwargs["version"], newest=newest, editions=self.editions(self.object), **kwargs
        )


class FileDetail(PublicPartDetail):
    """Sends a file, or goes to its address elsewhere. What was uploaded never runs as a page of ours."""

    model = DocumentFile
    whole_model = Document
    linked = ("document",)
    is_kept = False  # a file is sent from where it lies

    def identify(self) -> dict[str, Any]:
        names = self.kwargs
        return {"document__slug": names["slug"], "version": names["version"], "language": names["language"]}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().get(request, *args, **kwargs)
        if self.preview:
            patch_cache_control(response, no_transform=True)
        return response

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponseBase:
        file = self.object
        if file.extension != self.kwargs["extension"]:
            raise Http404
        if not file.file:
            return redirect(file.url)
        return send(self.request, file.file, self.content(file.media_type, file.sha256, file.extension))

    def content(self, media_type: str, identity: str, extension: str, part: str = "") -> Content:
        """Named so that a reader finds it again among others: title, version, language."""
        file, document = self.object, self.object.document
        edition = f"v{file.version} {file.language}{part}.{extension}"
        return Content(
            media_type=media_type or "application/octet-stream",
            identity=identity or str(file.uid),
            name=f"{str(document)[:100]} {edition}",
            plain_name=f"{document.slug} {edition}",
            is_attachment="download" in self.request.GET or media_type not in SHOWN,
        )

    def look_for_former_address(self) -> None:
        """Only the document's slug can have changed: version and language are the file itself."""
        super(PublicPartDetail, self).look_for_former_address()


class PictureDetail(FileDetail):
    """The picture of a file's first page."""

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponseBase:
        file = self.object
        if not file.picture:
            raise Http404
        drawn = f"{file.read_at:%Y%m%d%H%M%S%f}" if file.read_at else "0"
        return send(self.request, file.picture, self.content("image/webp", f"{file.sha256}-{drawn}", "webp", " page 1"))


class LinkList(PublicList):
    model = RelatedLink
    filterset_class = RelatedLinkFilter
    template_name = "documents/link_list.html"
    linked = ("country",)
    columns = ("title", "url", "category", "country", "note", "last_ok_at")
    paginate_by = 100

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().with_checks()


class FigureList(PublicList):
    model = KeyFigure
    filterset_class = KeyFigureFilter
    template_name = "documents/figure_list.html"
    columns = ("label", "value", "unit", "year", "is_approximate", "statement", "is_headline")
    paginate_by = 100
