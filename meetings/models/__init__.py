"""The institution and its sessions: parties, bodies, meetings, agenda items, outcomes."""

from .institution import Body, FormerName, Party, PartyQuerySet
from .outcomes import AgendaItem, Outcome
from .sessions import Meeting

__all__ = [
    "AgendaItem",
    "Body",
    "FormerName",
    "Meeting",
    "Outcome",
    "Party",
    "PartyQuerySet",
]
