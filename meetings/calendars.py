"""Meetings as calendars (RFC 5545, RFC 7986): what a program that subscribes to them gets.

A meeting whose first day is not known stands on no day; one that is only expected is no meeting yet.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vText

from amin_portal.publishing.twins import plain

from .models import Meeting

MEDIA_TYPE = "text/calendar; charset=utf-8"
REFRESHED_EVERY = timedelta(hours=12)
LINKED = ("body", "host", "joint_bodies")
STATUS = {
    Meeting.Status.PLANNED: "TENTATIVE",
    Meeting.Status.CONFIRMED: "CONFIRMED",
    Meeting.Status.HELD: "CONFIRMED",
    Meeting.Status.POSTPONED: "TENTATIVE",  # not off: whether the day on record still holds is not known
    Meeting.Status.CANCELLED: "CANCELLED",
}
SAID_FIRST = {Meeting.Status.POSTPONED: "[POSTPONED]", Meeting.Status.CANCELLED: "[CANCELLED]"}
"""Also in the title, as many programs show no status; for programs as for people, so not translated."""


@dataclass(frozen=True)
class Offer:
    """A calendar as a page offers it: its address, how many meetings are in it, and how many have no known day."""

    address: str
    number: int
    left_out: int

    @classmethod
    def of(cls, address: str, meetings: Iterable[Meeting]) -> "Offer":
        known = [meeting.days is not None for meeting in meetings]
        return cls(address, known.count(True), known.count(False))


@dataclass(frozen=True)
class Names:
    """What a calendar is called, the page that shows the same, and its own address, both absolute."""

    title: str
    page: str
    address: str


def calendar_file(meetings: Iterable[Meeting], names: Names, absolute: Callable[[str], str]) -> bytes:
    """The calendar; `absolute` makes a whole address of one that begins with a slash. The same record, the same bytes.

    Meetings need what `LINKED` names fetched.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//ASEAN minerals cooperation//The public record//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(plain(names.title)))  # said to be text, which is escaped: the library does not know
    calendar.add("url", names.page)
    calendar.add("source", names.address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", REFRESHED_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESHED_EVERY // timedelta(hours=1)}H")
    for meeting in meetings:
        if meeting.days:
            calendar.add_component(event(meeting, absolute(meeting.get_absolute_url())))
    if not calendar.events:  # a calendar holds one component at least (RFC 5545, 3.6)
        calendar.add_component(Timezone.from_tzid(settings.TIME_ZONE))
    return calendar.to_ical()


def event(meeting: Meeting, address: str) -> Event:
    """A meeting on its days; all day long, as no hour is on record."""
    first, last = meeting.days
    event = Event()
    event.add("uid", f"{meeting.uid}@{settings.CALENDAR_DOMAIN}")
    event.add("sequence", meeting.revision - 1)
    event.add("created", meeting.created_at)
    event.add("last-modified", meeting.updated_at)
    event.add("dtstamp", meeting.updated_at)
    event.add("dtstart", first)
    if last < date.max:  # which has no day after it
        event.add("dtend", last + timedelta(days=1))  # the day after (RFC 5545, 3.6.1)
    event.add("summary", plain(f"{SAID_FIRST.get(meeting.status, '')} {meeting.title}".strip()))
    event.add("status", STATUS[meeting.status])
    event.add("transp", "TRANSPARENT")  # who follows the record is not thereby taken up
    event.add("url", address)
    event.add("categories", [plain(meeting.body.acronym), str(Meeting.Kind(meeting.kind).label)])
    event.add("description", plain("\n".join([*said_of(meeting), address])))
    if place := place_of(meeting):
        event.add("location", plain(place))
    return event


def place_of(meeting: Meeting) -> str:
    """Venue, city and, for a host that is a Member State, the country; that it is online; empty if not known."""
    if meeting.mode == Meeting.Mode.ONLINE:
        return _("Online")
    if not meeting.city:
        return _("In person and online") if meeting.mode == Meeting.Mode.HYBRID else ""
    country = meeting.host.name if meeting.host and meeting.host.is_member_state else ""
    place = ", ".join(filter(None, [meeting.venue, meeting.city, country]))
    return _("%(place)s, and online") % {"place": place} if meeting.mode == Meeting.Mode.HYBRID else place


def said_of(meeting: Meeting) -> Iterator[str]:
    """What is good to know of it, a line each."""
    yield meeting.short_title if meeting.short_title != meeting.title else str(meeting.body)
    if bodies := ", ".join(body.acronym for body in meeting.joint_bodies.all()):
        yield _("Held jointly with %(bodies)s.") % {"bodies": bodies}
    yield _("Status: %(status)s.") % {"status": Meeting.Status(meeting.status).label}
    if meeting.status == Meeting.Status.POSTPONED:
        yield _("Postponed: the day given here may no longer hold.")
    if meeting.host:
        yield _("Host: %(host)s.") % {"host": meeting.host}
    if meeting.end is None or meeting.end.precision != meeting.start.precision:
        yield _("The last day is not known.")
    if meeting.date_note:
        yield meeting.date_note
    if meeting.summary:
        yield capfirst(meeting.summary)


def answer(content: bytes, name: str) -> HttpResponse:
    """The calendar as a file of that name, for those who download it; who subscribes does not mind."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)
