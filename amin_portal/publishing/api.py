"""What every collection of the API shares: the record's identity, strict parameters, bounded pages, the one door."""

import re
import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import ReadOnlyModelViewSet

from .filters import Problem
from .models import FormerSlug, Publishable
from .partial_dates import PartialDate, PartialDateField
from .problems import BadParameters, Withdrawn


def api_address(record: Publishable, request: Request) -> str:
    """By slug where it is unique in the portal, else by uid."""
    key = record.uid if record.slug_scope else record.slug
    return reverse(f"api:{record.collection}-detail", args=[key], request=request)


class WrittenDate(serializers.CharField):
    """A partial date as `2023-11-23`, `2023-11` or `2023` (ISO 8601, EDTF level 0)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, help_text="A day, month or year as far as known: 2023-11-23, 2023-11 or 2023.")

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
        return self.context["request"].build_absolute_uri(record.get_absolute_url())


class Reference(IdentitySerializer):
    """A mention of another record; null where there is none that the public may see."""

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


class ProblemSerializer(serializers.Serializer):
    """Problem details (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()


class ParameterSerializer(serializers.Serializer):
    """A parameter that was not understood."""

    parameter = serializers.CharField()
    code = serializers.ChoiceField([("unknown", "unknown"), ("repeated", "repeated"), ("invalid", "invalid")])
    detail = serializers.CharField()
    allowed = TextList()


class BadParametersSerializer(ProblemSerializer):
    errors = ParameterSerializer(many=True)


class WithdrawnSerializer(ProblemSerializer):
    """The tombstone of a withdrawn record."""

    uid = serializers.UUIDField()
    slug = serializers.CharField()
    record_title = serializers.CharField()
    withdrawn_on = serializers.DateField()
    reason = serializers.CharField()
    replaced_by = Reference(allow_null=True)


class Pages(PageNumberPagination):
    """Pages of 25, or `page_size` up to 100. A page that does not exist is 404, one that is no number 400."""

    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 100
    parameters = ("page", "page_size")

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list | None:
        problems = [problem for name in self.parameters if (problem := self._problem(name, request))]
        if problems:
            raise BadParameters(problems)
        return super().paginate_queryset(queryset, request, view)

    def _problem(self, name: str, request: Request) -> Problem | None:
        text = request.query_params.get(name)
        most = self.max_page_size if name == "page_size" else 10**9
        if text is None or (re.fullmatch("[0-9]{1,9}", text) and 1 <= int(text) <= most):
            return None
        return Problem(
            name, "invalid", f"“{name}”: write a whole number from 1{f' to {most}' if most < 10**9 else ''}."
        )


class StrictFilterBackend(DjangoFilterBackend):
    """Refuses what it does not understand instead of answering something else (400)."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        filterset = self.get_filterset(request, queryset, view)
        if problems := filterset.problems(extra=Pages.parameters):
            raise BadParameters(problems)
        return filterset.qs


class RecordViewSet(ReadOnlyModelViewSet):
    """One collection. Records are found by slug where it is unique in the portal, and by uid always."""

    model: type[Publishable]
    linked: tuple[str, ...] = ()
    filter_backends = [StrictFilterBackend]
    pagination_class = Pages
    lookup_field = "key"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def get_queryset(self) -> QuerySet:
        return self.model.objects.public().linked(*self.linked)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answers 301 for a former slug and 410 for a withdrawn record."""
        if request.query_params:
            raise BadParameters(
                Problem(name, "unknown", f"There is no parameter “{name}” here.") for name in request.query_params
            )
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            slug = self.identity().get("slug")
            if slug and (former := FormerSlug.known_record(self.model, slug)):
                return Response(status=301, headers={"Location": api_address(former, request)})
            raise

    def identity(self) -> dict[str, Any]:
        key = self.kwargs["key"]
        try:
            return {"uid": uuid.UUID(key)}
        except ValueError:
            if self.model.slug_scope:
                raise NotFound(
                    "Give the permanent identifier (uid): slugs of this collection are unique only within their whole."
                ) from None
            return {"slug": key}

    def get_object(self) -> Publishable:
        identity = self.identity()
        if record := self.get_queryset().filter(**identity).first():
            return record
        if record := self.model.objects.withdrawn().filter(**identity).first():
            replacement = (
                self.model.objects.public().linked(*self.model.address_needs).filter(pk=record.replaced_by_id).first()
            )
            raise Withdrawn(
                record, Reference(replacement, context=self.get_serializer_context()).data if replacement else None
            )
        raise Http404
