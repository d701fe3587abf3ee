from amin_portal.publishing.api import RecordViewSet

from . import filters, serializers
from .models import Action, Activity, Plan, ProgressReport, StrategicArea


class PlanViewSet(RecordViewSet):
    """Action plans, work plans, visions and strategies."""

    model = Plan
    serializer_class = serializers.PlanSerializer
    filterset_class = filters.PlanFilter
    page = "plans:list"
    needs = {"adoption": ("document", "adopted_at")}
    linked = (
        "part_of",
        "parts",
        "predecessor",
        "supports",
        "document",
        "document__meeting_papers",
        "document__meeting_papers__meeting",
        "adopted_at",
        "drafting_lead",
    )


class StrategicAreaViewSet(RecordViewSet):
    """Strategic areas of the plans."""

    model = StrategicArea
    serializer_class = serializers.StrategicAreaSerializer
    filterset_class = filters.StrategicAreaFilter
    linked = ("plan", "lead_body")


class ActionViewSet(RecordViewSet):
    """Actions of the plans."""

    model = Action
    serializer_class = serializers.ActionSerializer
    filterset_class = filters.ActionFilter
    linked = (
        "plan",
        "area",
        "area__plan",
        "leads",
        "body",
        "mandate",
        "mandate__meeting",
        "continues",
        "continues__plan",
    )


class ActivityViewSet(RecordViewSet):
    """Activities under the plans."""

    model = Activity
    serializer_class = serializers.ActivitySerializer
    filterset_class = filters.ActivityFilter
    linked = (
        "plan",
        "area",
        "area__plan",
        "action",
        "action__plan",
        "also_serves",
        "country",
        "leads",
        "partners",
        "event",
        "documents",
        "continues",
        "continues__plan",
    )


class ProgressReportViewSet(RecordViewSet):
    """What was reported on plans, actions and activities."""

    model = ProgressReport
    serializer_class = serializers.ProgressReportSerializer
    filterset_class = filters.ProgressReportFilter
    linked = ("plan", "action", "action__plan", "activity", "activity__plan", "meeting", "evidence")
