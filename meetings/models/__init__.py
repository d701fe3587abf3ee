"""The institution and its sessions: parties, bodies, meetings, agenda items, outcomes."""

from .institution import Body, FormerName, Party, PartyQuerySet
from .sessions import AgendaItem, Meeting, Outcome

__all__ = [
    "AgendaItem",
    "Body",
    "FormerName",
    "Meeting",
    "Outcome",
    "Party",
    "PartyQuerySet",
]
