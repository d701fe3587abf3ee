"""One collection: strict parameters, bounded pages, the one door."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from amin_portal.publishing.changes.kinds import COLLECTIONS
from amin_portal.publishing.conditional import View
from amin_portal.publishing.models import FormerSlug, Publishable
from amin_portal.publishing.problems import BadParameters, Withdrawn
from amin_portal.publishing.refused import Problem, not_known_or_repeated

from .crawling import CURSOR, RecordPages
from .deprecation import announce
from .following import UPDATED_SINCE, Followed, exactly_tagged
from .formats import FORMAT, FormatOrAccept, TableRenderer, table
from .links import Linked
from .paging import Pages
from .records import Reference, api_address
from .shape import PARAMETERS, Shape
from .teller import Teller
from .told import told_first


class StrictFilterBackend(DjangoFilterBackend):
    """Refuses what it does not understand instead of answering something else (400)."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        filterset = self.get_filterset(request, queryset, view)
        problems = filterset.problems(extra={*Pages.parameters, *getattr(view, "own_parameters", ())})
        if problems := [*problems, *getattr(view, "problems", tuple)()]:
            raise BadParameters(problems)
        return filterset.qs


class RecordViewSet(Linked, Followed, ReadOnlyModelViewSet):
    """One collection. Records are found by slug where it is unique in the portal, and by uid always.

    `linked` names the relations that its serializer tells, `parts` those to parts that are no records of their own,
    `needs` what a field takes that is not the relation it is called after; `page` is the list of it for people;
    `told_elsewhere` are attributes that other records tell of it, besides title, slug and addresses; not
    `is_told_by_version` is what says more than a change of the record changes, as when a site last answered.
    """

    model: type[Publishable]
    linked: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = {}
    of_kind: dict[type[Publishable], type["RecordViewSet"]] = COLLECTIONS
    told_elsewhere: tuple[str, ...] = ()
    is_told_by_version = True
    own_parameters = (*PARAMETERS, FORMAT, UPDATED_SINCE, CURSOR)
    content_negotiation_class = FormatOrAccept
    filter_backends = [StrictFilterBackend]
    pagination_class = RecordPages
    lookup_field = "key"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    @classmethod
    def around_list(cls, view: View) -> View:
        return told_first(view)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        RecordViewSet.of_kind[cls.model] = cls

    @cached_property
    def shape(self) -> Shape:
        return Shape(self, self.request.query_params)

    def get_renderers(self) -> list:
        """Only a list can be had as a table."""
        return [JSONRenderer(), TableRenderer()] if self.action == "list" else [JSONRenderer()]

    @cached_property
    def teller(self) -> Teller:
        return Teller(self.get_serializer())

    def get_queryset(self) -> QuerySet:
        return self.model.objects.public().linked(*self.shape.relations()).prefetch_related(*self.shape.parts())

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer:
        serializer = super().get_serializer(*args, **kwargs)
        if not getattr(self, "swagger_fake_view", False):
            self.shape.apply(getattr(serializer, "child", serializer))
        return serializer

    def problems(self) -> Iterator[Problem]:
        """What cannot be honoured besides the filters."""
        yield from self.shape.problems
        yield from self.since_problems()
        if self.is_table:
            for name in RecordPages.parameters:
                if name in self.request.query_params:
                    yield Problem(name, "invalid", "A CSV is the whole list; it has no pages.")

    @property
    def is_table(self) -> bool:
        return self.request.accepted_renderer.format == TableRenderer.format

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_table:
            return table(self, self.filter_queryset(self.get_queryset()))
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.teller.tell(page))

    def finalize_response(self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        announce(self, response)
        return response

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.changed_since(super().filter_queryset(queryset)) if self.action == "list" else queryset

    @exactly_tagged
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answers 301 for a former slug and 410 for a withdrawn record."""
        if problems := [*not_known_or_repeated(request.query_params, PARAMETERS), *self.problems()]:
            raise BadParameters(problems)
        try:
            return Response(self.teller.tell([self.get_object()])[0])
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
            self.record = record
            return record
        if record := self.model.objects.withdrawn().filter(**identity).first():
            raise tombstone(record, self.get_serializer_context())
        raise Http404


def tombstone(record: Publishable, context: dict[str, Any]) -> Withdrawn:
    """What to raise in place of a withdrawn record, with the record that replaces it, if the public may see one."""
    model = type(record)
    replacement = model.objects.public().linked(*model.address_needs).filter(pk=record.replaced_by_id).first()
    return Withdrawn(record, Reference(replacement, context=context).data if replacement else None)
