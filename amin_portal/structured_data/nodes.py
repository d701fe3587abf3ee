"""What is told of each kind of record in the words of schema.org, and no more than the page itself says.

Only relations are told that the page has fetched, and so through the door: `one` and `many` ask the database nothing.
What is not known is left out; `known` sees to that.
"""

from collections.abc import Callable
from typing import Any

from django.utils.text import Truncator

from amin_portal.pages.models import TextPage
from amin_portal.publishing.models import Publishable
from documents.models import Document, DocumentFile
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Action, Activity, Plan, StrategicArea

Node = dict[str, Any]
Absolute = Callable[[str], str]
LENGTH = 200  # characters of a description: the page has the whole
EDITIONS = 6  # files of a document: the page lists them all

EMPTY = (None, "", [], {})

ATTENDANCE = {
    Meeting.Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Meeting.Mode.ONLINE: "OnlineEventAttendanceMode",
    Meeting.Mode.HYBRID: "MixedEventAttendanceMode",
}
STATUS = {Meeting.Status.POSTPONED: "EventPostponed", Meeting.Status.CANCELLED: "EventCancelled"}
REPORTS = (Document.Kind.REPORT, Document.Kind.STUDY, Document.Kind.TECHNICAL_PAPER)
EVENTS = (Activity.Kind.WORKSHOP, Activity.Kind.TRAINING, Activity.Kind.FORUM)


def known(value: Any) -> Any:
    """Without what is empty, at any depth; of a list of one, the one."""
    if isinstance(value, dict):
        return {name: inner for name, one in value.items() if (inner := known(one)) not in EMPTY}
    if isinstance(value, list):
        found = [inner for one in value if (inner := known(one)) not in EMPTY]
        return found[0] if len(found) == 1 else found
    return value


def one(record: Publishable, name: str) -> Any:
    """The related record if the page has fetched it."""
    return record._state.fields_cache.get(name)


def many(record: Publishable, name: str) -> list[Any]:
    """The related records as far as the page has fetched them."""
    return list(getattr(record, "_prefetched_objects_cache", {}).get(name, ()))


def schema(name: str) -> str:
    return f"https://schema.org/{name}"


def described(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LENGTH)


def mention(record: Publishable | None, kind: str, absolute: Absolute) -> Node | None:
    """A record as others name it."""
    if record is None:
        return None
    return {"@type": kind, "name": str(record), "url": absolute(record.get_absolute_url())}


def meeting(record: Meeting, absolute: Absolute) -> Node:
    bodies = [one(record, "body"), *many(record, "joint_bodies")]
    return {
        "@type": "Event",
        "name": record.title,
        "alternateName": record.short_title if one(record, "body") and record.short_title != record.title else "",
        "startDate": written(record.start),
        "endDate": written(record.end),
        "eventStatus": schema(STATUS.get(record.status, "EventScheduled")),
        "eventAttendanceMode": schema(ATTENDANCE[record.mode]) if record.mode in ATTENDANCE else None,
        "location": [place(record.venue, record.city), virtual(record.mode)],
        "organizer": [mention(body, "Organization", absolute) for body in bodies if body],
        "description": described(record.summary),
    }


def place(venue: str, city: str) -> Node | None:
    """The host is no place: a country may host a meeting that is held online."""
    address = {"@type": "PostalAddress", "addressLocality": city} if city else None
    return {"@type": "Place", "name": venue or city, "address": address} if venue or city else None


def virtual(mode: str) -> Node | None:
    is_virtual = mode in (Meeting.Mode.ONLINE, Meeting.Mode.HYBRID)
    return {"@type": "VirtualLocation", "name": "Online"} if is_virtual else None


def written(date: Any) -> str | None:
    """As far as it is known, which ISO 8601 and schema.org allow: 2023, 2023-11."""
    return date.isoformat() if date else None


def body(record: Body, absolute: Absolute) -> Node:
    return {
        "@type": "Organization",
        "name": record.name,
        "alternateName": record.acronym,
        "parentOrganization": mention(one(record, "parent"), "Organization", absolute),
        "foundingDate": written(record.established),
        "dissolutionDate": written(record.concluded),
        "description": described(record.mandate),
    }


def type_of_party(party: Party) -> str:
    if party.country_code:
        return "Country"
    return "ResearchOrganization" if party.kind == Party.Kind.RESEARCH else "Organization"


def party(record: Party, absolute: Absolute) -> Node:
    return {
        "@type": type_of_party(record),
        "name": record.name,
        "alternateName": [name for name in (record.acronym, *record.aliases) if name],
        "identifier": record.country_code,
        "description": described(record.cooperation or record.note),
    }


def document(record: Document, absolute: Absolute) -> Node:
    editions = record.versions[0][1][:EDITIONS] if many(record, "files") else []
    return {
        "@type": "Report" if record.kind in REPORTS else "DigitalDocument",
        "name": record.title,
        "alternateName": record.short_title,
        "identifier": record.number,
        "genre": record.get_kind_display(),
        "datePublished": written(record.date),
        "inLanguage": record.language,
        "publisher": [mention(one, type_of_party(one), absolute) for one in many(record, "publishers")],
        "license": {"@type": "CreativeWork", "name": record.licence} if record.licence else None,
        "isPartOf": mention(one(record, "part_of"), "CreativeWork", absolute),
        "description": described(record.summary),
        "encoding": [edition(file, absolute) for file in editions],
    }


def edition(file: DocumentFile, absolute: Absolute) -> Node:
    return {
        "@type": "MediaObject",
        "contentUrl": file.url or absolute(file.get_absolute_url()),
        "encodingFormat": file.media_type,
        "inLanguage": file.language,
        "version": str(file.version),
        "sha256": file.sha256,
    }


def plan(record: Plan, absolute: Absolute) -> Node:
    years = (str(record.start_year or ".."), str(record.end_year or ".."))
    return {
        "@type": "CreativeWork",
        "name": record.title,
        "alternateName": record.code,
        "genre": record.get_kind_display(),
        "temporalCoverage": "/".join(years) if record.start_year or record.end_year else "",
        "isPartOf": mention(one(record, "part_of"), "CreativeWork", absolute),
        "description": described(record.summary),
    }


def outcome(record: Outcome, absolute: Absolute) -> Node:
    return {
        "@type": "CreativeWork",
        "name": described(str(record)),
        "genre": record.get_kind_display(),
        "recordedAt": mention(one(record, "meeting"), "Event", absolute),
    }


def item(record: StrategicArea | Action, absolute: Absolute) -> Node:
    return {
        "@type": "CreativeWork",
        "name": str(record),
        "isPartOf": mention(one(record, "plan"), "CreativeWork", absolute),
    }


def activity(record: Activity, absolute: Absolute) -> Node:
    """What people come together for is an event; a study or a project is not."""
    if record.kind not in EVENTS:
        return item(record, absolute) | {"genre": record.get_kind_display(), "description": described(record.summary)}
    online = virtual(Meeting.Mode.ONLINE) if record.is_online else None
    return {
        "@type": "Event",
        "name": record.title,
        "startDate": written(record.start),
        "endDate": written(record.end),
        "location": [place("", record.city), online],
        "organizer": [mention(lead, type_of_party(lead), absolute) for lead in many(record, "leads")],
        "description": described(record.summary),
    }


def text_page(record: TextPage, absolute: Absolute) -> Node:
    return {"@type": "WebPage", "name": record.title}


NODES: dict[type[Publishable], Callable[[Any, Absolute], Node]] = {
    Meeting: meeting,
    Body: body,
    Party: party,
    Document: document,
    Plan: plan,
    Outcome: outcome,
    StrategicArea: item,
    Action: item,
    Activity: activity,
    TextPage: text_page,
}


def node(record: Publishable, absolute: Absolute) -> Node | None:
    """What is told of a record; None for a kind that has no page."""
    tell = NODES.get(type(record))
    if tell is None:
        return None
    told = {
        "@id": absolute(f"/id/{record.uid}"),
        "url": absolute(record.get_absolute_url()),
        "dateModified": record.updated_at.isoformat(timespec="seconds"),
    }
    if type(record) in (Meeting, Body, Party) or (type(record) is Activity and record.kind in EVENTS):
        del told["dateModified"]  # which only works have
    return known(tell(record, absolute) | told)
