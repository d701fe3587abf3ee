"""The JSON of parties, bodies, meetings, agenda items and outcomes: a contract, not a mirror of the tables."""

from rest_framework import serializers

from amin_portal.publishing.api import RecordSerializer, Reference, TextList

from .models import AgendaItem, Body, FormerName, Meeting, Outcome, Party


class PartySerializer(RecordSerializer):
    bodies = Reference(many=True, read_only=True)
    other_institutions = TextList()
    aliases = TextList()

    class Meta:
        model = Party
        fields = [
            "kind",
            "name",
            "acronym",
            "country_code",
            "member_from",
            "capital",
            "ministry",
            "geological_survey",
            "other_institutions",
            "cooperation",
            "note",
            "bodies",
            "aliases",
        ]


class FormerNameSerializer(serializers.ModelSerializer):
    class Meta:
        model = FormerName
        fields = ["name", "used_from", "used_until"]


class ExpectedSerializer(serializers.Serializer):
    """The year in which the next meeting is to be expected; it is not announced."""

    year = serializers.IntegerField(read_only=True, help_text="No more than the year follows from the rhythm.")
    basis = serializers.CharField(read_only=True, help_text="What the year follows from, in a sentence.")


class BodySerializer(RecordSerializer):
    parent = Reference(read_only=True)
    successor = Reference(read_only=True)
    former_names = FormerNameSerializer(many=True, read_only=True)
    expected_next = ExpectedSerializer(
        allow_null=True,
        read_only=True,
        help_text="When the next meeting of the series is to be expected, by the rhythm of the body and the last one "
        "held. Null where a later one is on record, and where rhythm or date is not known. In no calendar or feed.",
    )

    class Meta:
        model = Body
        fields = [
            "kind",
            "acronym",
            "name",
            "parent",
            "successor",
            "mandate",
            "strategic_area",
            "periodicity",
            "periodicity_months",
            "expected_next",
            "established",
            "concluded",
            "former_names",
        ]


class PaperSerializer(serializers.Serializer):
    """A document's place at a meeting, seen from the meeting or the outcome."""

    role = serializers.CharField(read_only=True)
    date = serializers.CharField(source="date.isoformat", default=None, allow_null=True, read_only=True)
    document = Reference(read_only=True)


class OutcomeSerializer(RecordSerializer):
    meeting = Reference(read_only=True)
    agenda_item = Reference(read_only=True)
    tasked_bodies = Reference(many=True, read_only=True)
    follows = Reference(read_only=True)
    papers = PaperSerializer(many=True, read_only=True)
    plans = Reference(many=True, read_only=True)

    class Meta:
        model = Outcome
        fields = [
            "meeting",
            "agenda_item",
            "number",
            "position",
            "kind",
            "text",
            "due",
            "follow_up",
            "tasked_bodies",
            "follows",
            "papers",
            "plans",
        ]


class AgendaItemSerializer(RecordSerializer):
    meeting = Reference(read_only=True)

    class Meta:
        model = AgendaItem
        fields = ["meeting", "number", "position", "title", "note"]


class MeetingSerializer(RecordSerializer):
    body = Reference(read_only=True)
    joint_bodies = Reference(many=True, read_only=True)
    host = Reference(read_only=True)
    participants = Reference(many=True, read_only=True)
    agenda_items = Reference(many=True, read_only=True)
    outcomes = Reference(many=True, read_only=True)
    papers = PaperSerializer(many=True, read_only=True)

    class Meta:
        model = Meeting
        fields = [
            "body",
            "joint_bodies",
            "ordinal",
            "ordinal_basis",
            "title",
            "kind",
            "start",
            "end",
            "date_note",
            "mode",
            "city",
            "venue",
            "time_zone",
            "host",
            "participants",
            "status",
            "summary",
            "agenda_items",
            "outcomes",
            "papers",
        ]
