"""The JSON of the account of a plan's progress."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from amin_portal.publishing.api import RecordSerializer, Reference
from amin_portal.publishing.api.terms import LICENCE

from ..models import ProgressReport
from ..serializers import ProgressReportSerializer, ReportedTotalsSerializer
from .rule import STATUSES, label

STATUS_HELP = f"{'; '.join(f'`{status}` {label(status)}' for status in STATUSES if status)}; null: no report names one."


class MomentSerializer(serializers.Serializer):
    """As of when the state is told: at the end of a meeting, or of a day, month or year."""

    asked = serializers.CharField(source="written", help_text="As it was asked for.")
    day = serializers.DateField(help_text="The last day of it: what was reported by then counts.")
    meeting = Reference(read_only=True)


class StatusCountSerializer(serializers.Serializer):
    """How many actions have a status."""

    status = serializers.CharField(allow_null=True, help_text=STATUS_HELP)
    label = serializers.CharField(help_text="The same in words.")
    count = serializers.IntegerField()


class RollUpSerializer(serializers.Serializer):
    """What the one rule makes of the actions."""

    total = serializers.IntegerField(help_text="Actions on record.")
    counts = StatusCountSerializer(source="*", many=True)
    without_report = serializers.IntegerField(help_text="Those on which no report names a status: never counted as 0.")
    cancelled = serializers.IntegerField(help_text="Those that are cancelled: they have no weight.")
    counted = serializers.IntegerField(help_text="All others, each of weight 1.")
    completed = serializers.IntegerField(help_text="Those of them that are completed.")
    share = serializers.FloatField(
        allow_null=True, help_text="`completed` of `counted`, 0 to 1; null if nothing counts."
    )
    with_evidence = serializers.IntegerField(help_text="Reports that count and name a document that can be shown.")
    without_evidence = serializers.IntegerField(help_text="Reports that count and name none.")
    with_reason = serializers.IntegerField(help_text="Those of the latter that say why.")


class AreaRollUpSerializer(serializers.Serializer):
    """The same of a strategic area."""

    area = Reference(read_only=True, help_text="Null: of what belongs to no area, or to one that is not known.")
    progress = RollUpSerializer(source="roll_up")


class ReportSerializer(RecordSerializer):
    """A report, without what it is about."""

    status = serializers.CharField(read_only=True, help_text="As above; empty if it names none.")
    meeting = Reference(read_only=True)
    evidence = Reference(many=True, read_only=True)

    class Meta:
        model = ProgressReport
        fields = [name for name in ProgressReportSerializer.Meta.fields if name not in ProgressReport.wholes]
        ref_name = "ReportThatCounts"


class ItemSerializer(serializers.Serializer):
    """An action, what it counts for, and the report that says so."""

    action = Reference(read_only=True, allow_null=False)
    area = Reference(source="action.area", read_only=True)
    status = serializers.CharField(source="item.status", allow_null=True, help_text=STATUS_HELP)
    weight = serializers.IntegerField(
        source="item.weight", allow_null=True, help_text="1, or 0 if cancelled; null where no report names a status."
    )
    report = ReportSerializer(read_only=True, allow_null=True)


class ReportedSerializer(serializers.Serializer):
    """What sources say of the plan as a whole. It is not mixed into the roll-up."""

    totals = serializers.SerializerMethodField(help_text="Null for a past state: these counts are tied to no day.")
    reports = ReportSerializer(source="reported", many=True, help_text="The latest 25.")

    @extend_schema_field(ReportedTotalsSerializer(allow_null=True))
    def get_totals(self, account: Any) -> dict | None:
        return None if account.until else ReportedTotalsSerializer(account.plan).data


class StatusOverTimeSerializer(serializers.Serializer):
    """How many actions had a status at each of the meetings."""

    status = serializers.CharField(allow_null=True, help_text=STATUS_HELP)
    label = serializers.CharField(help_text="The same in words.")
    counts = serializers.ListField(child=serializers.IntegerField(), help_text="One for each of the meetings.")


class AreaOverTimeSerializer(serializers.Serializer):
    """A strategic area from meeting to meeting."""

    area = Reference(read_only=True, help_text="Null: of what belongs to no area, or to one that is not known.")
    statuses = StatusOverTimeSerializer(source="rows", many=True)


class OverTimeSerializer(serializers.Serializer):
    """The state at each of the last meetings to which something on this plan was reported, oldest first."""

    meetings = Reference(source="steps.meetings", many=True, read_only=True, help_text="At most 6.")
    areas = AreaOverTimeSerializer(source="over_time", many=True, help_text="The first 8 that have actions.")


class StepsSerializer(serializers.Serializer):
    """The meetings at which something was reported on this plan, next to the moment: each is a value of `as_of`."""

    previous = Reference(read_only=True)
    next = Reference(read_only=True)


class ProgressSerializer(serializers.Serializer):
    """How far a plan is."""

    plan = Reference(read_only=True, allow_null=False)
    as_of = MomentSerializer(allow_null=True, help_text="Null: the present state.")
    rule = serializers.CharField(help_text="How the actions are added up, in words.")
    progress = RollUpSerializer(source="roll_up")
    areas = AreaRollUpSerializer(source="by_area", many=True)
    over_time = OverTimeSerializer(source="*")
    reported = ReportedSerializer(source="*")
    steps = StepsSerializer()


class ProgressPageSerializer(ProgressSerializer):
    """How far a plan is, and a page of its actions with the reports that count."""

    count = serializers.IntegerField(help_text="Actions that `status` and `area` choose.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    licence = serializers.URLField(allow_null=True, help_text=LICENCE)
    attribution = serializers.CharField(help_text="How to name this record where it is used.")
    terms = serializers.URLField(help_text="Where the terms stand in words.")
    results = ItemSerializer(many=True)


def told(account: Any, context: dict) -> dict[str, Any]:
    """The account without its items."""
    return ProgressSerializer(account, context=context).data
