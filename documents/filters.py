"""What documents, files, links and key figures can be filtered by, on pages and in the API."""

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from amin_portal.publishing.facets import (
    KindFilter,
    LinkedChoiceFilter,
    NumberOnRecordFilter,
    TextOnRecordFilter,
    YearFilter,
    YesNoFilter,
    slug_choices,
)
from amin_portal.publishing.filters import Ordering, PartialDateFilter, RecordFilter
from amin_portal.publishing.templatetags.publishing import language
from meetings.models import Body, Meeting, Party

from .models import Document, DocumentFile, KeyFigure, MeetingDocument, RelatedLink


def meetings_of(documents: QuerySet) -> QuerySet:
    """Which meetings had papers among the documents, as far as the public may know, and of how many."""
    papers = MeetingDocument.objects.public().filter(Exists(documents.filter(pk=OuterRef("document")))).order_by()
    return papers.values_list("meeting").annotate(Count("document", distinct=True))


class DocumentFilter(RecordFilter):
    text_fields = ("title", "short_title", "number", "summary")
    compared = ("date",)

    kind = KindFilter(
        choices=Document.Kind,
        covers={Document.Kind.PUBLICATION: Document.PUBLICATION_KINDS},  # a study or a poster is one too
        label=_("Kind"),
    )
    body = LinkedChoiceFilter(slug_choices(Body), field_name="bodies", label=_("Body"))
    meeting = LinkedChoiceFilter(
        slug_choices(Meeting), counting=meetings_of, method="filter_meeting", label=_("Meeting")
    )
    publisher = LinkedChoiceFilter(slug_choices(Party), field_name="publishers", label=_("Publisher"))
    partner = LinkedChoiceFilter(slug_choices(Party), field_name="partners", label=_("Partner"))
    is_key_document = YesNoFilter(label=_("Key document"))
    year = YearFilter(field_name="date")
    date__gte = PartialDateFilter(field_name="date", lookup_expr="gte", label=_("From"))
    date__lte = PartialDateFilter(field_name="date", lookup_expr="lte", label=_("Until"))
    language = TextOnRecordFilter(words=language)
    ordering = Ordering("date", "title", "kind", "updated_at")

    class Meta(RecordFilter.Meta):
        model = Document
        fields: list[str] = []

    @extend_schema_field(OpenApiTypes.STR)
    def filter_meeting(self, queryset, name, meeting):
        """Documents that are papers of the meeting: only papers that the public may see count."""
        return queryset.filter(pk__in=meeting.papers.public().values("document"))


class DocumentFileFilter(RecordFilter):
    compared = ("version", "size", "pages")

    document = LinkedChoiceFilter(slug_choices(Document), label=_("Document"))
    ordering = Ordering("version", "language", "updated_at")

    class Meta(RecordFilter.Meta):
        model = DocumentFile
        fields = ["language", "version", "is_official", "media_type", "sha256"]


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
    compared = ("year",)

    year = NumberOnRecordFilter()
    ordering = Ordering("year", "label", "value")

    class Meta(RecordFilter.Meta):
        model = KeyFigure
        fields = ["is_approximate", "is_headline"]
