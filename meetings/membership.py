"""Who was a Member State of ASEAN when. Nobody has ever left, so a state is one from the day on which it joined."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q

from amin_portal.publishing.partial_dates import PartialDate, on_or_after

from .models import Meeting, Party


@dataclass(frozen=True)
class Members:
    """The Member States of a time, and those of which it is not known whether they were members then already."""

    certain: list[Party]
    uncertain: list[Party]


def member_states_on(day: datetime.date | PartialDate, states: Iterable[Party] | None = None) -> Members:
    """The members on a day, or throughout a month or year, of `states` (None: of all that are public).

    Uncertain are those whose accession is not known, or not known well enough to tell.
    """
    when = day if isinstance(day, PartialDate) else PartialDate(day)
    found = Members([], [])
    for state in Party.objects.public().member_states() if states is None else states:
        joined = state.member_from
        if joined and joined.last <= when.first:
            found.certain.append(state)
        elif joined is None or joined.first <= when.last:
            found.uncertain.append(state)
    return found


def members_at(meeting: Meeting) -> Members | None:
    """The Member States when a meeting was held; None for what is no meeting of theirs, or has no date."""
    if meeting.kind != Meeting.Kind.MEETING or meeting.status != Meeting.Status.HELD or not meeting.start:
        return None
    return member_states_on(meeting.start)


@dataclass(frozen=True)
class Accession:
    """Those that joined at one time, and how many members there were then; neither is known where `date` is None."""

    date: PartialDate | None
    joined: list[Party]
    total: int | None


def accessions(states: Iterable[Party]) -> list[Accession]:
    """How ASEAN grew to `states`, the first members first; those whose accession is not known last."""
    states = sorted(states, key=lambda state: state.name)
    dated = sorted((state for state in states if state.member_from), key=lambda state: state.member_from.first)
    found: list[Accession] = []
    for date, joined in groupby(dated, key=lambda state: state.member_from):
        joined = list(joined)
        found.append(Accession(date, joined, (found[-1].total if found else 0) + len(joined)))
    undated = [state for state in states if not state.member_from]
    return [*found, Accession(None, undated, None)] if undated else found


@dataclass(frozen=True)
class HeldSince:
    """How many of the meetings on record were held since a state became a member; of some it is `unknown`."""

    date: PartialDate
    total: int
    since: int
    unknown: int


def held_since_accession(state: Party) -> HeldSince | None:
    """Of all public meetings that were held; None where it is not known when the state joined. One query."""
    joined = state.member_from
    if joined is None:
        return None
    held = Meeting.objects.public().filter(kind=Meeting.Kind.MEETING, status=Meeting.Status.HELD)
    since = Q(start__gte=joined.last)
    unknown = Q(start__isnull=True) | (on_or_after("start", joined) & ~since)
    counts = {"total": Count("pk"), "since": Count("pk", filter=since), "unknown": Count("pk", filter=unknown)}
    return HeldSince(joined, **held.order_by().aggregate(**counts))
