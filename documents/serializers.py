"""The JSON of documents, files, links and key figures: a contract, not a mirror of the tables."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from amin_portal.publishing.api import IdentitySerializer, RecordSerializer, Reference, absolute

from .models import Document, DocumentFile, KeyFigure, RelatedLink


class PlaceSerializer(serializers.Serializer):
    """A document's place at a meeting, seen from the document."""

    role = serializers.CharField(read_only=True)
    date = serializers.CharField(source="date.isoformat", default=None, allow_null=True, read_only=True)
    meeting = Reference(read_only=True)
    outcome = Reference(read_only=True)


class FileAddressesSerializer(IdentitySerializer):
    """Where a file can be had; both addresses answer for ever."""

    view_url = serializers.SerializerMethodField(
        help_text="Opens the file where browsers can show it, or leads to where it is kept."
    )
    download_url = serializers.SerializerMethodField(help_text="Sends it to be saved; null if it is not kept here.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_view_url(self, file: DocumentFile) -> str:
        return self.get_web(file)

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_download_url(self, file: DocumentFile) -> str | None:
        return f"{self.get_web(file)}?download=1" if file.file else None


class EditionSerializer(FileAddressesSerializer, Reference):
    """A file of a document, named by version and language."""

    version = serializers.IntegerField(read_only=True)
    language = serializers.CharField(read_only=True)
    is_official = serializers.BooleanField(read_only=True)
    media_type = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, allow_null=True, help_text="In bytes.")
    pages = serializers.IntegerField(read_only=True, allow_null=True)


class PictureSerializer(serializers.Serializer):
    """A picture of the first page of a file; width and height in pixels."""

    url = serializers.SerializerMethodField()
    width = serializers.IntegerField(source="picture_width")
    height = serializers.IntegerField(source="picture_height")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, file: DocumentFile) -> str:
        return absolute(file.get_picture_url(), self.context["request"])

    def to_representation(self, file: DocumentFile) -> dict | None:
        return super().to_representation(file) if file.picture else None


class DocumentSerializer(RecordSerializer):
    publishers = Reference(many=True, read_only=True)
    partners = Reference(many=True, read_only=True)
    bodies = Reference(many=True, read_only=True)
    supersedes = Reference(read_only=True)
    part_of = Reference(read_only=True)
    plan = Reference(read_only=True, allow_null=True, help_text="The plan whose text this is.")
    meetings = PlaceSerializer(source="meeting_papers", many=True, read_only=True)
    files = EditionSerializer(many=True, read_only=True)

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


class DocumentFileSerializer(FileAddressesSerializer, RecordSerializer):
    document = Reference(read_only=True)
    external_url = serializers.CharField(source="url", read_only=True, help_text="Where the file is kept, if not here.")
    url = serializers.SerializerMethodField(help_text="Address in this API.")
    picture = PictureSerializer(
        source="*", read_only=True, allow_null=True, help_text="Of the first page; null if there is none."
    )

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
            "view_url",
            "download_url",
            "text_state",
            "text_note",
            "picture",
        ]


class RelatedLinkSerializer(RecordSerializer):
    country = Reference(read_only=True)
    external_url = serializers.CharField(source="url", read_only=True, help_text="Address of the site.")
    url = serializers.SerializerMethodField(help_text="Address in this API.")
    last_ok_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When the site last answered; null if it was never seen to."
    )

    class Meta:
        model = RelatedLink
        fields = ["title", "external_url", "category", "country", "note", "last_ok_at"]


class KeyFigureSerializer(RecordSerializer):
    value = serializers.FloatField(read_only=True, allow_null=True, help_text="Null where the source gives no number.")

    class Meta:
        model = KeyFigure
        fields = ["label", "value", "unit", "year", "is_approximate", "statement", "is_headline"]
