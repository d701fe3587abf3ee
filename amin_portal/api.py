"""The one router of the API, its schema and its documentation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import APIRootView, DefaultRouter

from amin_portal.headers import POLICY, SCRIPTS, policy
from amin_portal.publishing.api.links import Linked
from amin_portal.publishing.api.terms import terms
from amin_portal.publishing.changes.viewset import ChangeViewSet
from amin_portal.publishing.problems import BadParameters
from amin_portal.publishing.refused import not_known_or_repeated
from amin_portal.search.viewsets import SearchViewSet
from amin_portal.thread.viewsets import TraceViewSet
from documents import viewsets as documents
from meetings import viewsets as meetings
from plans import viewsets as plans
from plans.progress.viewset import PlanProgressViewSet

COLLECTIONS = (
    meetings.BodyViewSet,
    meetings.PartyViewSet,
    meetings.MeetingViewSet,
    meetings.AgendaItemViewSet,
    meetings.OutcomeViewSet,
    documents.DocumentViewSet,
    documents.DocumentFileViewSet,
    documents.RelatedLinkViewSet,
    documents.KeyFigureViewSet,
    plans.PlanViewSet,
    plans.StrategicAreaViewSet,
    plans.ActionViewSet,
    plans.ActivityViewSet,
    plans.ProgressReportViewSet,
)


class Root(Linked, APIRootView):
    """Every collection by its name, and where all of them can be had as one file."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if problems := list(not_known_or_repeated(request.query_params, ())):
            raise BadParameters(problems)
        response = super().get(request, *args, **kwargs)
        response.data["data"] = reverse("dumps:list", request=request)
        return response


router = DefaultRouter()
router.APIRootView = Root
router.include_format_suffixes = False
for viewset in COLLECTIONS:
    router.register(viewset.model.collection, viewset, basename=viewset.model.collection)
router.register("search", SearchViewSet, basename="search")
router.register("changes", ChangeViewSet, basename="changes")
router.register("trace", TraceViewSet, basename="trace")

router.register("plans/(?P<key>[-a-zA-Z0-9_]+)/progress", PlanProgressViewSet, basename="plan-progress")

schema = SpectacularAPIView.as_view(api_version="v1")


class Explorer(SpectacularSwaggerSplitView):
    """Swagger UI from our own files, for developers; it draws its icons from data: addresses."""

    http_method_names = ["get", "head"]
    url_name = "api-schema"
    url_self = None
    template_name = "api/explorer.html"

    @property
    def default_response_headers(self) -> dict[str, str]:
        return super().default_response_headers | {POLICY: policy(SCRIPTS | {"img-src": "'self' data:"})}


explorer = Explorer.as_view()


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every collection with its parameters, for reading."""
    collections = [
        {
            "name": viewset.model.collection,
            "purpose": viewset.__doc__.strip(),
            "parameters": [
                (name, parameter.label or name.replace("_", " "))
                for name, parameter in viewset.filterset_class.base_filters.items()
            ],
        }
        for viewset in (*COLLECTIONS, SearchViewSet)
    ]
    root = request.build_absolute_uri("/api/v1/")
    return render(request, "api/docs.html", {"collections": collections, "root": root} | terms(request))
