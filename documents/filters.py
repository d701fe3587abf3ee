"""What documents, files, links and key figures can be filtered by, on pages and in the API."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from amin_portal.publishing.filters import (
    KindFilter,
    LinkedChoiceFilter,
    Ordering,
    PartialDateFilter,
    RecordFilter,
    YearFilter,
    YesNoFilter,
    slug_choices,
)
from meetings.models import Body, Meeting, Party

from .models import Document, DocumentFile, KeyFigure, MeetingDocument, RelatedLink


def meetings_of(documents: QuerySet) -> QuerySet:
    """Which meetings had papers among the documents, as far as the public may know."""
    return MeetingDocument.objects.public().filter(document__in=documents).order_by().values("meeting")


class DocumentFilter(RecordFilter):
    text_fields = ("title", "short_title", "number", "summary")

    kind = KindFilter(choices=Document.Kind, method="filter_kind", label=_("Kind"))
    body = LinkedChoiceFilter(slug_choices(Body), field_name="bodies", label=_("Body"))
    meeting = LinkedChoiceFilter(
        slug_choices(Meeting), linked_to=meetings_of, method="filter_meeting", label=_("Meeting")
    )
    publisher = LinkedChoiceFilter(slug_choices(Party), field_name="publishers", label=_("Publisher"))
    partner = LinkedChoiceFilter(slug_choices(Party), field_name="partners", label=_("Partner"))
    is_key_document = YesNoFilter(label=_("Key document"))
    year = YearFilter(field_name="date")
    date__gte = PartialDateFilter(field_name="date", lookup_expr="gte", label=_("From"))
    date__lte = PartialDateFilter(field_name="date", lookup_expr="lte", label=_("Until"))
    ordering = Ordering("date", "title", "kind", "updated_at")

    class Meta(RecordFilter.Meta):
        model = Document
        fields = ["language"]

    def filter_kind(self, queryset, name, kind):
        """A study or a poster is a publication too."""
        return queryset.publications() if kind == Document.Kind.PUBLICATION else queryset.filter(kind=kind)

    @extend_schema_field(OpenApiTypes.STR)
    def filter_meeting(self, queryset, name, meeting):
        """Documents that are papers of the meeting: only papers that the public may see count."""
        return queryset.filter(pk__in=meeting.papers.public().values("document"))


class DocumentFileFilter(RecordFilter):
    document = LinkedChoiceFilter(slug_choices(Document), label=_("Document"))
    ordering = Ordering("version", "language", "updated_at")

    class Meta(RecordFilter.Meta):
        model = DocumentFile
        fields = ["language", "version", "is_official"]


class RelatedLinkFilter(RecordFilter):
    text_fields = ("title", "note", "url")

    category = KindFilter(choices=RelatedLink.Category, label=_("Category"))
    country = LinkedChoiceFilter(slug_choices(Party), label=_("Country"))
    ordering = Ordering("title", "category")

    class Meta(RecordFilter.Meta):
        model = RelatedLink
        fields: list[str] = []


class KeyFigureFilter(RecordFilter):
    text_fields = ("label", "statement", "unit")

    ordering = Ordering("year", "label", "value")

    class Meta(RecordFilter.Meta):
        model = KeyFigure
        fields = ["year", "is_approximate", "is_headline"]
