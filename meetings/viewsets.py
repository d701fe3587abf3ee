from amin_portal.publishing.api import RecordViewSet

from . import filters, serializers
from .models import AgendaItem, Body, Meeting, Outcome, Party


class PartyViewSet(RecordViewSet):
    """Member States, dialogue partners and organisations."""

    model = Party
    serializer_class = serializers.PartySerializer
    filterset_class = filters.PartyFilter
    linked = ("bodies",)


class BodyViewSet(RecordViewSet):
    """Ministerial, senior officials and working group bodies."""

    model = Body
    serializer_class = serializers.BodySerializer
    filterset_class = filters.BodyFilter
    linked = ("parent", "successor", "meetings")
    needs = {"expected_next": ("meetings",)}
    parts = ("former_names",)
    page = "bodies:list"


class MeetingViewSet(RecordViewSet):
    """Meetings of the bodies and the events they held."""

    model = Meeting
    serializer_class = serializers.MeetingSerializer
    filterset_class = filters.MeetingFilter
    page = "meetings:list"
    told_elsewhere = ("end",)  # a plan that was adopted there on its one day
    linked = (
        "body",
        "joint_bodies",
        "host",
        "participants",
        "agenda_items",
        "agenda_items__meeting",
        "outcomes",
        "outcomes__meeting",
        "papers",
        "papers__document",
    )


class AgendaItemViewSet(RecordViewSet):
    """Items of the meetings' agendas."""

    model = AgendaItem
    serializer_class = serializers.AgendaItemSerializer
    filterset_class = filters.AgendaItemFilter
    linked = ("meeting",)


class OutcomeViewSet(RecordViewSet):
    """Decisions of the meetings."""

    model = Outcome
    serializer_class = serializers.OutcomeSerializer
    filterset_class = filters.OutcomeFilter
    page = "outcomes:list"
    linked = (
        "meeting",
        "agenda_item",
        "agenda_item__meeting",
        "tasked_bodies",
        "follows",
        "follows__meeting",
        "papers",
        "papers__document",
        "plans",
    )
