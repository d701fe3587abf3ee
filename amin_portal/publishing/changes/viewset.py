"""The changes of the record in the API, in order."""

import re
from collections.abc import Iterator
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param
from rest_framework.viewsets import GenericViewSet

from amin_portal.publishing.api.errors import IN_PLACE
from amin_portal.publishing.api.following import KnownLists
from amin_portal.publishing.api.links import Linked, link
from amin_portal.publishing.api.terms import LICENCE, terms
from amin_portal.publishing.models import PublicChange, publishable_models
from amin_portal.publishing.problems import BadParameters
from amin_portal.publishing.refused import Problem, not_known_or_repeated

from .hiding import fields_told
from .keeping import catch_up

AT_MOST, USUALLY = 500, 100
PARAMETERS = ("after", "collection", "page_size")
NAMES = sorted(model.collection for model in publishable_models() if model.collection)
OLD_AND_NEW = {
    "type": "object",
    "additionalProperties": {"type": "object", "properties": {"old": {}, "new": {}}, "required": ["old", "new"]},
}


class ChangeSerializer(serializers.ModelSerializer):
    """One change that the public could see."""

    cursor = serializers.CharField(source="pk", help_text="Give it as `after` to go on behind this change.")
    url = serializers.SerializerMethodField(help_text="Address of the record in this API; 410 or 404 once it is gone.")
    fields_changed = serializers.SerializerMethodField(
        method_name="get_fields_changed",
        help_text="Old and new of each field of an updated record, as long as it is public; without what it "
        "mentioned that is not. Addresses in it begin with a slash.",
    )

    class Meta:
        model = PublicChange
        fields = ["cursor", "at", "action", "collection", "uid", "slug", "title", "url", "revision", "fields_changed"]

    title = serializers.SerializerMethodField(help_text="Then; of a record that was taken back, the last one.")

    @extend_schema_field({"type": "string"})
    def get_title(self, change: PublicChange) -> str:
        return change.title if change.is_public else change.last_title

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, change: PublicChange) -> str:
        return reverse(f"api:{change.collection}-detail", args=[change.uid], request=self.context["request"])

    @extend_schema_field(OLD_AND_NEW)
    def get_fields_changed(self, change: PublicChange) -> dict[str, Any]:
        return self.context["fields_told"][change.pk]


@extend_schema_serializer(many=False)
class ChangesSerializer(serializers.Serializer):
    """A page of changes."""

    next = serializers.URLField(help_text="Where to go on, now or later: there is always one.")
    is_complete = serializers.BooleanField(help_text="There is nothing behind this page yet.")
    licence = serializers.URLField(allow_null=True, help_text=LICENCE)
    attribution = serializers.CharField(help_text="How to name this record where it is used.")
    terms = serializers.URLField(help_text="Where the terms stand in words.")
    results = ChangeSerializer(many=True)


class ChangeViewSet(Linked, KnownLists, GenericViewSet):
    """Every change that the public could see, in the order in which it became visible; none is ever skipped."""

    queryset = PublicChange.objects.all()
    serializer_class = ChangeSerializer
    pagination_class = None

    @extend_schema(
        operation_id="changes_list",
        tags=["changes"],
        responses={200: ChangesSerializer} | IN_PLACE,
        parameters=[
            OpenApiParameter(
                "after",
                OpenApiTypes.STR,
                description="The cursor of the last change that was read; empty or left out: from the beginning.",
                allow_blank=True,
            ),
            OpenApiParameter(
                "collection",
                OpenApiTypes.STR,
                enum=NAMES,
                description="Changes of the records of one collection.",
            ),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": AT_MOST, "default": USUALLY},
                description="How many changes are answered at once.",
            ),
        ],
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        catch_up()
        if problems := list(self.problems()):
            raise BadParameters(problems)
        query = request.query_params
        after, size = int(query.get("after") or 0), int(query.get("page_size") or USUALLY)
        changes = PublicChange.objects.filter(pk__gt=after).with_what_is_public()
        if collection := query.get("collection"):
            changes = changes.filter(collection=collection)
        found = list(changes[: size + 1])
        last = found[:size][-1].pk if found else after
        following = replace_query_param(request.build_absolute_uri(), "after", last)
        context = self.get_serializer_context() | {"fields_told": fields_told(found[:size])}
        told = ChangeSerializer(found[:size], many=True, context=context).data
        pages = {"next": following, "is_complete": len(found) <= size}
        return Response(pages | terms(request) | {"results": told}, headers={"Link": link(following, "next")})

    def problems(self) -> Iterator[Problem]:
        query = self.request.query_params
        yield from not_known_or_repeated(query, PARAMETERS)
        if (name := query.get("collection")) is not None and name not in NAMES:
            yield Problem.unknown_name("collection", name, NAMES)
        size = query.get("page_size")
        if size is not None and not (re.fullmatch("[0-9]{1,4}", size) and 1 <= int(size) <= AT_MOST):
            yield Problem("page_size", "invalid", f"“page_size”: write a whole number from 1 to {AT_MOST}.")
        if not self._is_cursor(query.get("after") or "0"):
            yield Problem(
                "after", "invalid", "“after” is no cursor of these changes. Begin anew without it, and follow “next”."
            )

    def _is_cursor(self, text: str) -> bool:
        """A cursor beyond the last change is of a record that was set back since: nothing would follow it."""
        if not re.fullmatch("[0-9]{1,18}", text):
            return False
        last = PublicChange.objects.order_by("-pk").values_list("pk", flat=True).first()
        return int(text) <= (last or 0)
