"""What the record says of a country or organisation: what it hosted, leads, takes part in, supports; what is written.

The records come from the relations that the page has fetched (see `PartyDetail`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Party

MOST = 15  # so many of a kind stand on the page; more are counted


@dataclass(frozen=True)
class Part:
    """Records of one kind under their heading; `counted` says how many, `template` shows them, `all` is their list."""

    heading: str
    counted: str
    template: str
    records: list = field(default_factory=list)
    all: str = ""

    @property
    def shown(self) -> list:
        return self.records[:MOST]

    @property
    def left_out(self) -> int:
        return max(0, len(self.records) - MOST)


@dataclass(frozen=True)
class Group:
    """Parts that answer one question; those without a record are left out."""

    anchor: str
    heading: str
    parts: list[Part]

    @property
    def counted(self) -> str:
        """How much is on record; empty where nothing is."""
        return ", ".join(part.counted for part in self.parts)


def group(anchor: str, heading: str, *parts: Part) -> Group:
    return Group(anchor, heading, [part for part in parts if part.records])


def part(kind: str, heading: str, count: str, records: Iterable[Any], all_of_them: str = "") -> Part:
    """`kind` names the template `meetings/_party_<kind>.html`; `count` has the place `%(count)d`."""
    records = list(records)
    return Part(heading, count % {"count": len(records)}, f"meetings/_party_{kind}.html", records, all_of_them)


def party_record(party: Party) -> list[Group]:
    """All that the page of a party tells, in the order in which it tells it; what is empty stays, without parts."""
    return [hosted(party), leads(party), takes_part(party), supports(party), documents(party), reports(party)]


def hosted(party: Party) -> Group:
    held, there = party.hosted, list(party.activities_there.all())
    others = [meeting for meeting in party.hosted_meetings.all() if meeting.status != "held"]
    of_held = ngettext("%(count)d meeting", "%(count)d meetings", len(held))
    of_others = ngettext("%(count)d meeting planned or not held", "%(count)d meetings planned or not held", len(others))
    of_activities = ngettext("%(count)d activity there", "%(count)d activities there", len(there))
    address = f"{reverse('meetings:list')}?host={party.slug}"
    return group(
        "hosted",
        _("Hosted"),
        part("hosted", _("Meetings hosted"), of_held, held, address),
        part("hosted", _("Not held, or not yet"), of_others, others, address),
        part("activities", _("Activities that took place there"), of_activities, there),
    )


def leads(party: Party) -> Group:
    plans, actions = list(party.drafted_plans.all()), newest_plan_first(party.led_actions.all())
    activities = list(party.led_activities.all())
    of_plans = ngettext("drafting of %(count)d plan", "drafting of %(count)d plans", len(plans))
    of_actions = ngettext("%(count)d action", "%(count)d actions", len(actions))
    of_activities = ngettext("%(count)d activity", "%(count)d activities", len(activities))
    return group(
        "leads",
        _("Leads"),
        part("records", _("Drafting of plans led"), of_plans, plans),
        part("items", _("Actions led"), of_actions, actions),
        part("activities", _("Activities led"), of_activities, activities),
    )


def takes_part(party: Party) -> Group:
    """A Member State has attended as one only from its accession on; of what came before it is told apart."""
    bodies, attended = list(party.bodies.all()), list(party.attended_meetings.all())
    joined = party.member_from if party.is_member_state else None
    before = [one for one in attended if joined and one.start and one.start.last < joined.first]
    keys = {one.pk for one in before}
    meetings = [one for one in attended if one.pk not in keys]
    of_bodies = ngettext("%(count)d body", "%(count)d bodies", len(bodies))
    of_meetings = ngettext("%(count)d meeting attended", "%(count)d meetings attended", len(meetings))
    of_before = ngettext("%(count)d before it was a member", "%(count)d before it was a member", len(before))
    return group(
        "takes-part",
        _("Takes part"),
        part("records", _("Bodies"), of_bodies, bodies),
        part("attended", _("Meetings attended, as far as the record names participants"), of_meetings, meetings),
        part("attended", _("Attended before it was a Member State"), of_before, before),
    )


def supports(party: Party) -> Group:
    activities = list(party.partnered_activities.all())
    count = ngettext("%(count)d activity", "%(count)d activities", len(activities))
    return group("supports", _("Supports"), part("activities", _("Activities as a partner"), count, activities))


def documents(party: Party) -> Group:
    issued, partnered = list(party.published_documents.all()), list(party.documents.all())
    of_issued = ngettext("%(count)d published", "%(count)d published", len(issued))
    of_partnered = ngettext("%(count)d as a partner", "%(count)d as a partner", len(partnered))
    address = reverse("documents:list")
    return group(
        "documents",
        _("Documents"),
        part("documents", _("Documents published"), of_issued, issued, f"{address}?publisher={party.slug}"),
        part("documents", _("Documents as a partner"), of_partnered, partnered, f"{address}?partner={party.slug}"),
    )


def reports(party: Party) -> Group:
    """On what it leads, the latest first, those without a date last."""
    led = [*party.led_actions.all(), *party.led_activities.all()]
    told = [report for item in led for report in item.reports.all()]
    told.sort(key=lambda one: one.as_of.first.toordinal() if one.as_of else 0, reverse=True)
    count = ngettext("%(count)d report", "%(count)d reports", len(told))
    return group("reports", _("Reports"), part("reports", _("Progress reported on what it leads"), count, told))


def newest_plan_first(items: Iterable[Any]) -> list:
    return sorted(items, key=lambda item: -(item.plan.start_year or 0))
