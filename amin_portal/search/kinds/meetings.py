"""Meetings and their parts, bodies and parties."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from amin_portal.search.searched import BETWEEN, Searched, as_text
from meetings.models import AgendaItem, Body, Meeting, Outcome, Party
from meetings.ordinals import ordinal_word


class Meetings(Searched):
    name, label, model, weight = "meetings", _("Meetings"), Meeting, 2.5
    named = ("title", "short_title")
    told = ("dates", "city", "venue", "summary", "date_note")
    told_by, related = ("host",), ("joint_bodies",)

    def names(self, meeting: Meeting) -> list[str]:
        """9th AMMin, AMMin 9 and the full name of the body with the ordinal: in whatever way people know it."""
        if not meeting.ordinal:
            return super().names(meeting)
        ordinal, body = meeting.ordinal, meeting.body
        return [*super().names(meeting), f"{body.acronym} {ordinal}", f"{ordinal_word(ordinal)} {body.name}"]

    def text(self, meeting: Meeting) -> str:
        host = meeting.host if meeting.host and meeting.host.is_published else None
        return BETWEEN.join(filter(None, [super().text(meeting), as_text(host)]))

    def day(self, meeting: Meeting) -> Any:
        return meeting.start

    def last_day(self, meeting: Meeting) -> Any:
        return meeting.end

    def bodies(self, meeting: Meeting) -> Iterable[Body | None]:
        return [meeting.body, *meeting.joint_bodies.all()]

    def parties(self, meeting: Meeting) -> Iterable[Party | None]:
        return [meeting.host]


class PartsOfMeetings(Searched):
    """What stands at a meeting: its year, body and host are those of the meeting."""

    related = ("meeting__host", "meeting__joint_bodies")

    def day(self, part: AgendaItem | Outcome) -> Any:
        return part.meeting.start

    def last_day(self, part: AgendaItem | Outcome) -> Any:
        return part.meeting.end

    def bodies(self, part: AgendaItem | Outcome) -> Iterable[Body | None]:
        return Meetings().bodies(part.meeting)

    def parties(self, part: AgendaItem | Outcome) -> Iterable[Party | None]:
        return Meetings().parties(part.meeting)


class AgendaItems(PartsOfMeetings):
    name, label, model, weight = "agenda-items", _("Agenda items"), AgendaItem, 0.7
    named, told = ("title",), ("note",)


class Outcomes(PartsOfMeetings):
    name, label, model, weight = "outcomes", _("Outcomes"), Outcome, 1.2
    told = ("text", "get_kind_display")

    def quoted(self, outcome: Outcome) -> str:
        """Its text is its title."""
        return ""


class Bodies(Searched):
    name, label, model, weight = "bodies", _("Bodies"), Body, 2.5
    named, told = ("name", "acronym"), ("mandate", "strategic_area", "periodicity")
    told_by = ("former_names",)

    def names(self, body: Body) -> list[str]:
        return [*super().names(body), *(former.name for former in body.former_names.all())]

    def bodies(self, body: Body) -> Iterable[Body | None]:
        return [body]


class Parties(Searched):
    model, weight = Party, 2.5
    named = ("name", "acronym")
    told = ("cooperation", "ministry", "geological_survey", "other_institutions", "capital", "note")
    related = ("bodies",)

    def names(self, party: Party) -> list[str]:
        return [*super().names(party), *party.aliases]

    def bodies(self, party: Party) -> Iterable[Body | None]:
        return party.bodies.all()

    def parties(self, party: Party) -> Iterable[Party | None]:
        return [party]


class Countries(Parties):
    name, label = "countries", _("Countries")

    def records(self) -> QuerySet:
        return super().records().filter(kind=Party.Kind.MEMBER_STATE)


class Partners(Parties):
    name, label = "partners", _("Partners")

    def records(self) -> QuerySet:
        return super().records().exclude(kind=Party.Kind.MEMBER_STATE)
