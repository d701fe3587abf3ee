from django.db.models import QuerySet

from amin_portal.publishing.api import RecordViewSet

from . import filters, serializers
from .models import Document, DocumentFile, KeyFigure, RelatedLink


class DocumentViewSet(RecordViewSet):
    """Documents: works, whatever their versions and languages."""

    model = Document
    serializer_class = serializers.DocumentSerializer
    filterset_class = filters.DocumentFilter
    page = "documents:list"
    linked = (
        "publishers",
        "partners",
        "bodies",
        "supersedes",
        "part_of",
        "plan",
        "meeting_papers",
        "meeting_papers__meeting",
        "meeting_papers__outcome",
        "meeting_papers__outcome__meeting",
        "files",
        "files__document",
    )


class DocumentFileViewSet(RecordViewSet):
    """Files of the documents, one for each version and language."""

    model = DocumentFile
    serializer_class = serializers.DocumentFileSerializer
    filterset_class = filters.DocumentFileFilter
    told_elsewhere = ("is_official", "media_type", "size", "pages")  # by its document
    linked = ("document",)


class RelatedLinkViewSet(RecordViewSet):
    """Web sites of the sector."""

    model = RelatedLink
    serializer_class = serializers.RelatedLinkSerializer
    filterset_class = filters.RelatedLinkFilter
    page = "links:list"
    is_told_by_version = False
    linked = ("country",)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().with_checks()


class KeyFigureViewSet(RecordViewSet):
    """Published statistics with their year and source."""

    model = KeyFigure
    serializer_class = serializers.KeyFigureSerializer
    filterset_class = filters.KeyFigureFilter
    page = "figures:list"
