"""The account of a plan's progress in the API: the twin of its page, for programs."""

from typing import Any

from django.http import Http404, QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from amin_portal.publishing.addresses import address
from amin_portal.publishing.api import Pages, RecordViewSet
from amin_portal.publishing.api.errors import IN_PLACE, ProblemSerializer, WithdrawnSerializer
from amin_portal.publishing.api.following import KnownLists
from amin_portal.publishing.api.links import NOT_OF_A_PAGE, Linked, link
from amin_portal.publishing.models import FormerSlug
from amin_portal.publishing.problems import PROBLEM, BadParameters

from ..as_of import AS_OF, AsOf, NoSuchState
from ..models import Plan
from .account import AREA, STATUS, Account, Chosen
from .rule import NO_REPORT, STATUSES, label
from .serializers import ItemSerializer, ProgressPageSerializer, told

KINDS = "; ".join(f"`{status or NO_REPORT}` {label(status)}" for status in STATUSES)
STATUS_WORDS = f"Only the actions of a status: {KINDS}. The roll-up is of all."
AREA_WORDS = "Only the actions of a strategic area, by its slug; `none`: of no area. The roll-up is of all."
AS_OF_WORDS = "The state as last reported by the end of a meeting (its slug) or of a day, month or year: 2023-11."


class PlanProgressViewSet(Linked, KnownLists, GenericViewSet):
    """How far a plan is: the roll-up with its rule, every action with the report that counts, and what sources say."""

    model = Plan
    queryset = Plan.objects.none()
    serializer_class = ItemSerializer
    pagination_class = None
    lookup_url_kwarg = "key"
    identity, get_object = RecordViewSet.identity, RecordViewSet.get_object  # by slug and uid, or what stands instead

    def get_queryset(self) -> Any:
        return Plan.objects.public().linked("areas")

    @extend_schema(
        operation_id="plans_progress",
        parameters=[
            OpenApiParameter(AS_OF, str, description=AS_OF_WORDS),
            OpenApiParameter(STATUS, str, enum=[one or NO_REPORT for one in STATUSES], description=STATUS_WORDS),
            OpenApiParameter(AREA, str, description=AREA_WORDS),
            OpenApiParameter("page", int),
            OpenApiParameter("page_size", int),
        ],
        responses={200: extend_schema_serializer(many=False)(ProgressPageSerializer), 301: None}
        | IN_PLACE
        | {(404, PROBLEM): ProblemSerializer, (410, PROBLEM): WithdrawnSerializer},
    )
    def list(self, request: Request, key: str) -> Response:
        try:
            plan = self.get_object()
        except Http404:
            return self.moved(key)
        account = self.account(plan)
        chosen = Chosen.among(request.query_params, account.areas.values(), besides=Pages.parameters)
        if chosen.problems:
            raise BadParameters(chosen.problems)
        pages, context = Pages(), self.get_serializer_context()
        items = pages.paginate_queryset(account.chosen(chosen), request, self)
        rows = ItemSerializer(account.rows(items), many=True, context=context).data
        response = pages.get_paginated_response(rows)
        results = response.data.pop("results")
        response.data = told(account, context) | response.data | {"results": results}
        response["Link"] += f", {self.twin(plan)}"
        return response

    def twin(self, plan: Plan) -> str:
        """The page for people, as a link."""
        query = QueryDict(mutable=True)
        query.update({name: one for name, one in self.request.query_params.items() if name not in NOT_OF_A_PAGE})
        page = address(reverse("plans:progress", args=[plan.slug], request=self.request), query)
        return link(page, "alternate", type="text/html")

    def account(self, plan: Plan) -> Account:
        """Of the plan as of the moment that is asked for. Raises BadParameters."""
        try:
            as_of = AsOf.asked(self.request.query_params)
        except NoSuchState as error:
            raise BadParameters([error.problem]) from error
        return Account(plan, as_of)

    def moved(self, key: str) -> Response:
        former = FormerSlug.known_record(Plan, key)
        if former is None:
            raise Http404
        there = reverse("api:plan-progress-list", args=[former.slug], request=self.request)
        return Response(status=301, headers={"Location": address(there, self.request.query_params)})
