"""How the schema describes what is answered in place of a record or a list."""

from rest_framework import serializers

from amin_portal.publishing.problems import PROBLEM

from .records import Reference, TextList


class ProblemSerializer(serializers.Serializer):
    """Problem details (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    request_id = serializers.CharField(
        required=False, help_text="Of a failure: what to quote to whoever keeps the portal."
    )


class ParameterSerializer(serializers.Serializer):
    """A parameter that was not understood."""

    parameter = serializers.CharField()
    pointer = serializers.CharField(
        help_text="Where it stands: a JSON Pointer (RFC 6901), as a fragment, into {query: {parameter: value}}."
    )
    code = serializers.ChoiceField([("unknown", "unknown"), ("repeated", "repeated"), ("invalid", "invalid")])
    detail = serializers.CharField()
    nearest = TextList(help_text="What may have been meant, the likeliest first.")
    allowed = TextList(help_text="All that would be taken; empty where that is no list.")


class BadParametersSerializer(ProblemSerializer):
    errors = ParameterSerializer(many=True)


class WithdrawnSerializer(ProblemSerializer):
    """The tombstone of a withdrawn record."""

    uid = serializers.UUIDField()
    slug = serializers.CharField()
    record_title = serializers.CharField()
    withdrawn_on = serializers.DateField()
    reason = serializers.CharField()
    replaced_by = Reference(allow_null=True)


IN_PLACE = {304: None, (400, PROBLEM): BadParametersSerializer} | {
    (status, PROBLEM): ProblemSerializer for status in (405, 406, 429, 500, 503)
}
"""What every operation may answer in place of what was asked for, by status."""
