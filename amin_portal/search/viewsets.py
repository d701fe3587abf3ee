"""The search in the API."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from amin_portal.publishing.api import Pages, StrictFilterBackend, api_address
from amin_portal.publishing.api.following import KnownLists
from amin_portal.publishing.api.links import Linked
from amin_portal.publishing.facets import Choice

from .facets import NAMES as FACETS
from .filters import SearchFilter
from .finding import Found, Hit
from .models import Entry


class HitSerializer(serializers.Serializer):
    """A record that was found, or a page of a file. Title and snippet are HTML: text and `<mark>`."""

    type = serializers.CharField(source="kind.name", read_only=True)
    title = serializers.CharField(read_only=True)
    snippet = serializers.CharField(read_only=True, help_text="Where the words stand; empty if only in the title.")
    page = serializers.IntegerField(read_only=True, allow_null=True, help_text="The page of a file, from 1.")
    uid = serializers.UUIDField(source="owner.uid", read_only=True)
    url = serializers.SerializerMethodField(help_text="Address in this API; of the file, for a page of it.")
    web = serializers.SerializerMethodField(help_text="Address of the page; a file opens at the page that was found.")

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_url(self, hit: Hit) -> str | None:
        return api_address(hit.owner, self.context["request"]) if hit.owner.collection else None

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_web(self, hit: Hit) -> str:
        return self.context["request"].build_absolute_uri(hit.address)


class KeptFilterBackend(StrictFilterBackend):
    """Leaves the FilterSet with the view, whose pages say what it counted."""

    def get_filterset(self, request: Request, queryset: QuerySet, view: Any) -> SearchFilter:
        view.filterset = super().get_filterset(request, queryset, view)
        return view.filterset


class FoundPages(Pages):
    """Pages that say besides how the hits are spread, and what may have been meant where there are none."""

    def paginate_queryset(self, queryset: Found, request: Request, view: Any = None) -> list | None:
        self.filterset = view.filterset
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data: list) -> Response:
        response = super().get_paginated_response(data)
        facets = {name: [*map(self.described, found)] for name, found in self.filterset.choices().items()}
        response.data |= {"facets": facets, "better_spelling": self.filterset.qs.better_spelling}
        return response

    def described(self, choice: Choice) -> dict[str, str | int]:
        return {"value": choice.value, "label": str(choice.label), "count": choice.count}

    def get_paginated_response_schema(self, schema: dict) -> dict:
        described = super().get_paginated_response_schema(schema)
        text, number = {"type": "string"}, {"type": "integer"}
        value = {"type": "object", "properties": {"value": text, "label": text, "count": number}}
        described["properties"] |= {
            "facets": {
                "type": "object",
                "description": "How many there would be with each value, and with what is chosen of the other facets.",
                "properties": {name: {"type": "array", "items": value} for name in FACETS},
            },
            "better_spelling": text | {"description": "What may have been meant; empty if something was found."},
        }
        return described


class SearchViewSet(Linked, KnownLists, ListModelMixin, GenericViewSet):
    """One search over everything public, the best first; also over the pages of files."""

    model = Entry
    queryset = Entry.objects.none()
    serializer_class = HitSerializer
    filterset_class = SearchFilter
    filter_backends = [KeptFilterBackend]
    pagination_class = FoundPages
    page = "search"

    def get_queryset(self) -> QuerySet:
        return Entry.objects.none()
