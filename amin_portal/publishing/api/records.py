"""How a record is told in JSON: its identity, what it says, where that comes from."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.partial_dates import PartialDate, PartialDateField
from amin_portal.publishing.paths import path_to


def absolute(path: str, request: Request) -> str:
    """The address of a path of the portal, as whoever asks has to write it."""
    if not hasattr(request, "address_of_site"):
        request.address_of_site = request.build_absolute_uri("/").removesuffix("/")
    return request.address_of_site + path


def api_address(record: Publishable, request: Request) -> str:
    """By slug where it is unique in the portal, else by uid."""
    key = record.uid if record.slug_scope else record.slug
    return absolute(path_to(f"api:{record.collection}-detail", key), request)


class WrittenDate(serializers.CharField):
    """A partial date as `2023-11-23`, `2023-11` or `2023` (ISO 8601, EDTF level 0)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            read_only=True,
            allow_null=True,
            help_text="A day, month or year as far as known: 2023-11-23, 2023-11 or 2023; null if it is not.",
        )

    def to_representation(self, value: PartialDate) -> str:
        return value.isoformat()


class TextList(serializers.ListField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.CharField(), read_only=True, **kwargs)


class SourceSerializer(serializers.Serializer):
    """Where a fact comes from."""

    title = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()
    date = serializers.CharField()


class IdentitySerializer(serializers.Serializer):
    """The parts of a record that every mention of it carries."""

    uid = serializers.UUIDField(read_only=True)
    slug = serializers.CharField(read_only=True)
    url = serializers.SerializerMethodField(help_text="Address in this API.")
    web = serializers.SerializerMethodField(help_text="Address of the page.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, record: Publishable) -> str:
        return api_address(record, self.context["request"])

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_web(self, record: Publishable) -> str:
        return absolute(record.get_absolute_url(), self.context["request"])


class Reference(IdentitySerializer):
    """A mention of another record; null where there is none that the public may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"allow_null": True} | kwargs)

    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> serializers.BaseSerializer:
        """What is in a list is never null: a record that the public may not see is not in it."""
        return super().many_init(*args, **{"allow_null": False} | kwargs)

    title = serializers.CharField(source="__str__", read_only=True)


class RecordSerializer(IdentitySerializer, serializers.ModelSerializer):
    """Base of every collection's serializer; `Meta.fields` lists what comes between identity and provenance."""

    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {PartialDateField: WrittenDate}

    revision = serializers.IntegerField(
        read_only=True, help_text="Grows with each change of the record or of its parts."
    )
    updated_at = serializers.DateTimeField(read_only=True)
    sources = SourceSerializer(many=True, read_only=True)

    def get_field_names(self, declared_fields: dict, info: Any) -> list[str]:
        return ["uid", "slug", "url", "web", *self.Meta.fields, "sources", "revision", "updated_at"]
