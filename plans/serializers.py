"""The JSON of plans, their items and the reports on them: a contract, not a mirror of the tables."""

from rest_framework import serializers

from amin_portal.publishing.api import RecordSerializer, Reference, SourceSerializer, TextList

from .models import Action, Activity, Plan, ProgressReport, StrategicArea


class AdoptionSerializer(serializers.Serializer):
    """How the plan came into force; the meeting is null where none on record decided it."""

    act = serializers.CharField(read_only=True)
    meeting = Reference(read_only=True, allow_null=True)
    on = serializers.CharField(source="on.isoformat", default=None, allow_null=True, read_only=True)


class ReportedTotalsSerializer(serializers.Serializer):
    """Counts that a source gives of the plan as a whole, whether or not the items are known."""

    strategic_areas = serializers.IntegerField(source="reported_areas", read_only=True, allow_null=True)
    actions = serializers.IntegerField(source="reported_actions", read_only=True, allow_null=True)
    actions_completed = serializers.IntegerField(source="reported_actions_completed", read_only=True, allow_null=True)
    activities = serializers.IntegerField(source="reported_activities", read_only=True, allow_null=True)
    sources = SourceSerializer(source="reported_sources", many=True, read_only=True)


class PlanSerializer(RecordSerializer):
    part_of = Reference(read_only=True)
    parts = Reference(many=True, read_only=True)
    predecessor = Reference(read_only=True)
    supports = Reference(many=True, read_only=True)
    document = Reference(read_only=True)
    adoption = AdoptionSerializer(read_only=True, allow_null=True)
    drafting_lead = Reference(read_only=True)
    reported_totals = ReportedTotalsSerializer(source="*", read_only=True)
    notes = TextList()

    class Meta:
        model = Plan
        fields = [
            "code",
            "title",
            "theme",
            "kind",
            "start_year",
            "end_year",
            "part_of",
            "phase",
            "parts",
            "predecessor",
            "supports",
            "document",
            "adoption",
            "drafting_lead",
            "vision",
            "vision_basis",
            "summary",
            "reported_totals",
            "notes",
        ]


class StrategicAreaSerializer(RecordSerializer):
    plan = Reference(read_only=True)
    lead_body = Reference(read_only=True)

    class Meta:
        model = StrategicArea
        fields = ["plan", "number", "name", "name_basis", "objective", "lead_body"]


class ActionSerializer(RecordSerializer):
    plan = Reference(read_only=True)
    area = Reference(read_only=True)
    leads = Reference(many=True, read_only=True)
    body = Reference(read_only=True)
    mandate = Reference(read_only=True)
    continues = Reference(read_only=True)
    outputs = TextList()

    class Meta:
        model = Action
        fields = [
            "plan",
            "area",
            "code",
            "position",
            "title",
            "description",
            "basis",
            "is_cross_cutting",
            "leads",
            "body",
            "mandate",
            "start_year",
            "end_year",
            "measure",
            "target",
            "outputs",
            "continues",
        ]


class ActivitySerializer(RecordSerializer):
    plan = Reference(read_only=True)
    area = Reference(read_only=True)
    action = Reference(read_only=True)
    also_serves = Reference(many=True, read_only=True)
    country = Reference(read_only=True)
    leads = Reference(many=True, read_only=True)
    partners = Reference(many=True, read_only=True)
    event = Reference(read_only=True)
    documents = Reference(many=True, read_only=True)
    continues = Reference(read_only=True)

    class Meta:
        model = Activity
        fields = [
            "plan",
            "area",
            "action",
            "also_serves",
            "link_basis",
            "title",
            "kind",
            "start",
            "end",
            "city",
            "country",
            "is_online",
            "leads",
            "partners",
            "event",
            "documents",
            "continues",
            "summary",
        ]


class ProgressReportSerializer(RecordSerializer):
    plan = Reference(read_only=True)
    action = Reference(read_only=True)
    activity = Reference(read_only=True)
    meeting = Reference(read_only=True)
    evidence = Reference(many=True, read_only=True)

    class Meta:
        model = ProgressReport
        fields = [
            "plan",
            "action",
            "activity",
            "as_of",
            "status",
            "percent",
            "completed",
            "total",
            "narrative",
            "meeting",
            "evidence",
            "reason_without_evidence",
        ]
