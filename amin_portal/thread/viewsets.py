"""The thread in the API: the graph around any record."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from amin_portal.publishing.api import IdentitySerializer, SourceSerializer
from amin_portal.publishing.api.collections import tombstone
from amin_portal.publishing.api.errors import IN_PLACE, ProblemSerializer, WithdrawnSerializer
from amin_portal.publishing.api.following import unless_known
from amin_portal.publishing.api.links import Linked
from amin_portal.publishing.api.terms import LICENCE, terms
from amin_portal.publishing.models import Publishable, kind_of
from amin_portal.publishing.problems import PROBLEM, BadParameters
from amin_portal.publishing.refused import not_known_or_repeated
from plans.as_of import AS_OF, AsOf, NoSuchState

from .dates import date_of
from .graph import Graph, papers
from .links import LINKS
from .walking import Bounds, Edge

BOUNDS = Bounds(back=8, forth=6, beside=100, records=400, into_plans=True)
AS_OF_WORDS = "Nothing later than the end of a meeting (its slug) or of a day, month or year: 2023-11."
KINDS = sorted({link.kind for link in LINKS})


class NodeSerializer(IdentitySerializer):
    """A record of the thread."""

    collection = serializers.CharField(read_only=True, help_text="The collection of this API that holds it.")
    title = serializers.CharField(source="__str__", read_only=True)
    date = serializers.SerializerMethodField(help_text="2023-11-23, 2023-11 or 2023; of a plan its first year.")

    @extend_schema_field({"type": ["string", "null"]})
    def get_date(self, record: Publishable) -> str | None:
        date = date_of(record)
        return date.isoformat() if date else None


class EdgeSerializer(serializers.Serializer):
    """A link from the earlier record to the later one, with the sources of the record that states it."""

    kind = serializers.ChoiceField([(kind, kind) for kind in KINDS], source="link.kind")
    earlier = serializers.SerializerMethodField()
    later = serializers.SerializerMethodField()
    role = serializers.CharField(
        allow_blank=True, help_text="What the document was at the meeting, where a paper links them: adopted."
    )
    sources = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "format": "uuid"})
    def get_earlier(self, edge: Edge) -> str:
        return str(self.context["graph"].records[edge.earlier].uid)

    @extend_schema_field({"type": "string", "format": "uuid"})
    def get_later(self, edge: Edge) -> str:
        return str(self.context["graph"].records[edge.later].uid)

    @extend_schema_field(SourceSerializer(many=True))
    def get_sources(self, edge: Edge) -> list:
        holder = self.context["papers"].get(edge.paper) or self.context["graph"].records[edge.holder]
        return holder.sources


class TraceSerializer(serializers.Serializer):
    """The thread of a record as a graph."""

    uid = serializers.UUIDField(help_text="The record whose thread it is.")
    is_complete = serializers.BooleanField(
        help_text=f"Nothing was left out: not more than {BOUNDS.records} records, or {BOUNDS.beside} along one link."
    )
    licence = serializers.URLField(allow_null=True, help_text=LICENCE)
    attribution = serializers.CharField(help_text="How to name this record where it is used.")
    terms = serializers.URLField(help_text="Where the terms stand in words.")
    nodes = NodeSerializer(many=True)
    edges = EdgeSerializer(many=True)


class TraceViewSet(Linked, GenericViewSet):
    """Where a record comes from and what became of it, as nodes and edges; bounded, and says where it was cut."""

    lookup_field = "uid"
    lookup_value_regex = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    serializer_class = TraceSerializer
    pagination_class = None
    queryset = None

    @classmethod
    def as_view(cls, *args: Any, **kwargs: Any) -> Callable[..., HttpResponseBase]:
        return unless_known(super().as_view(*args, **kwargs))

    @extend_schema(
        operation_id="trace_retrieve",
        tags=["trace"],
        responses={200: TraceSerializer}
        | IN_PLACE
        | {(404, PROBLEM): ProblemSerializer, (410, PROBLEM): WithdrawnSerializer},
        parameters=[
            OpenApiParameter(
                "uid", OpenApiTypes.UUID, OpenApiParameter.PATH, description="The permanent identifier of the record."
            ),
            OpenApiParameter(AS_OF, str, description=AS_OF_WORDS),
        ],
    )
    def retrieve(self, request: Request, uid: str) -> Response:
        if problems := list(not_known_or_repeated(request.query_params, (AS_OF,))):
            raise BadParameters(problems)
        self.record = self.start(uuid.UUID(uid))
        graph = Graph.around(self.record, BOUNDS, until=self.until())
        edges = graph.edges()
        context = self.get_serializer_context() | {"graph": graph, "papers": papers(edges)}
        nodes = NodeSerializer([*graph.records.values()], many=True, context=context).data
        links = EdgeSerializer(edges, many=True, context=context).data
        said = {"uid": graph.start.uid, "is_complete": not graph.is_cut}
        return Response(said | terms(request) | {"nodes": nodes, "edges": links})

    def until(self) -> datetime.date | None:
        """The last day of what is told, None for the present. Raises BadParameters."""
        try:
            as_of = AsOf.asked(self.request.query_params)
        except NoSuchState as error:
            raise BadParameters([error.problem]) from error
        return as_of and as_of.until

    def start(self, uid: uuid.UUID) -> Publishable:
        """The public record with that identifier. Raises Withdrawn or Http404."""
        model = kind_of(uid)
        if model is None or not model.collection:
            raise Http404
        found = model.objects.filter(uid=uid)
        if record := found.public().first():
            return record
        if record := found.withdrawn().first():
            raise tombstone(record, self.get_serializer_context())
        raise Http404
