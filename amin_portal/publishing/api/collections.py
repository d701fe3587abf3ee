"""One collection: strict parameters, bounded pages, the one door."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from amin_portal.publishing.filters import Problem
from amin_portal.publishing.models import FormerSlug, Publishable
from amin_portal.publishing.problems import BadParameters, Withdrawn

from .paging import Pages
from .records import Reference, api_address


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
