"""How the schema describes what is answered in place of a record or a list."""

from rest_framework import serializers

from .records import Reference, TextList


class ProblemSerializer(serializers.Serializer):
    """Problem details (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()


class ParameterSerializer(serializers.Serializer):
    """A parameter that was not understood."""

    parameter = serializers.CharField()
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
