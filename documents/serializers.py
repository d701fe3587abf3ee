"""The JSON of documents, files, links and key figures: a contract, not a mirror of the tables."""

from rest_framework import serializers

from amin_portal.publishing.api import RecordSerializer, Reference

from .models import Document, DocumentFile, KeyFigure, RelatedLink


class PlaceSerializer(serializers.Serializer):
    """A document's place at a meeting, seen from the document."""

    role = serializers.CharField(read_only=True)
    date = serializers.CharField(source="date.isoformat", default=None, read_only=True)
    meeting = Reference(read_only=True)
    outcome = Reference(read_only=True)


class DocumentSerializer(RecordSerializer):
    publishers = Reference(many=True, read_only=True)
    partners = Reference(many=True, read_only=True)
    bodies = Reference(many=True, read_only=True)
    supersedes = Reference(read_only=True)
    part_of = Reference(read_only=True)
    plan = serializers.SerializerMethodField()
    meetings = PlaceSerializer(source="meeting_papers", many=True, read_only=True)
    files = Reference(many=True, read_only=True)

    class Meta:
        model = Document
        fields = [
            "kind",
            "title",
            "short_title",
            "number",
            "date",
            "language",
            "summary",
            "publishers",
            "partners",
            "bodies",
            "is_key_document",
            "licence",
            "supersedes",
            "part_of",
            "plan",
            "meetings",
            "files",
        ]

    def get_plan(self, document: Document) -> Reference(allow_null=True):
        """The plan whose text this is."""
        plan = getattr(document, "plan", None)
        return Reference(plan, context=self.context).data if plan else None


class DocumentFileSerializer(RecordSerializer):
    document = Reference(read_only=True)
    external_url = serializers.CharField(source="url", read_only=True, help_text="Where the file is kept, if not here.")
    url = serializers.SerializerMethodField(help_text="Address in this API.")

    class Meta:
        model = DocumentFile
        fields = [
            "document",
            "version",
            "language",
            "is_official",
            "media_type",
            "size",
            "sha256",
            "pages",
            "external_url",
        ]


class RelatedLinkSerializer(RecordSerializer):
    country = Reference(read_only=True)
    external_url = serializers.CharField(source="url", read_only=True, help_text="Address of the site.")
    url = serializers.SerializerMethodField(help_text="Address in this API.")

    class Meta:
        model = RelatedLink
        fields = ["title", "external_url", "category", "country", "note", "last_ok_at"]


class KeyFigureSerializer(RecordSerializer):
    value = serializers.FloatField(read_only=True, allow_null=True, help_text="Null where the source gives no number.")

    class Meta:
        model = KeyFigure
        fields = ["label", "value", "unit", "year", "is_approximate", "statement", "is_headline"]
