"""How each field of the files is to be found on the page of its record."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from amin_portal.publishing.partial_dates import PartialDate, span
from amin_portal.reference_data.items import STATUSES
from amin_portal.reference_data.reading import FOLDER, OVERVIEW_PAGE
from amin_portal.reference_data.sessions import MODES
from documents.models import Document, RelatedLink
from meetings.models import Body, Meeting, Outcome, Party
from meetings.ordinals import ordinal_word
from plans.models import Action, Activity, Plan, StrategicArea

Facts = Iterator[Any]  # what the page must say: texts, numbers, addresses


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def as_it_is(value: Any, record: dict) -> Facts:
    yield from value if isinstance(value, list) else [value]


def elsewhere(value: Any, record: dict) -> Facts:
    """Said by another field of the record, or by the record's own address."""
    yield from ()


def label(choices: Any) -> Callable[[Any, dict], Facts]:
    return lambda value, record: iter([choices(value).label])


def link_to(prefix: str) -> Callable[[Any, dict], Facts]:
    """A slug, or several, whose pages are below `prefix`."""
    return lambda value, record: (f"{prefix}{slug}/" for slug in (value if isinstance(value, list) else [value]))


def party(value: Any, record: dict) -> Facts:
    """Names of parties as the files use them: slug, name, acronym, alias or country code."""
    for name in value if isinstance(value, list) else [value]:
        yield next(one.get_absolute_url() for one in Party.objects.all() if name in names_of(one))


def names_of(one: Party) -> set[str]:
    return {one.slug, one.name, one.acronym, one.country_code, f"{one.name} ({one.acronym})", *one.aliases}


def meeting(value: dict, record: dict) -> Facts:
    yield f"/meetings/{value['body']}-{value['number']}/"


def date(value: str, record: dict) -> Facts:
    yield PartialDate.parse(value)


def dates(value: str, record: dict) -> Facts:
    start, end = (record[name] and PartialDate.parse(record[name]) for name in ("start", "end"))
    yield span(start, end)


def sources(value: Any, record: dict) -> Facts:
    for source in value if isinstance(value, list) else [value]:
        if isinstance(source, dict):
            written_out = {"date": str(PartialDate.parse(source["date"]))} if source.get("date") else {}
            yield from filter(None, (source | written_out).values())
        else:
            yield OVERVIEW_PAGE["url"] if source == OVERVIEW_PAGE["title"] else source


def nested(rules: dict) -> Callable[[Any, dict], Facts]:
    """Records within a record, shown on the same page."""

    def all_facts(value: Any, record: dict) -> Facts:
        for one in value if isinstance(value, list) else [value]:
            yield from facts(one, rules)

    return all_facts


def facts(record: dict, rules: dict) -> Facts:
    """Everything that the page must say; every field that the record has needs a rule."""
    assert set(record) == set(rules)
    for field, value in record.items():
        if value not in (None, [], ""):
            yield from rules[field](value, record)


STATUS = lambda value, record: iter([STATUSES[value].label])  # noqa: E731
HISTORY = {"status": STATUS, "as_of": date, "source": sources}
OUTCOME = {
    "kind": label(Outcome.Kind),
    "text": as_it_is,
    "document": link_to("/documents/"),
    "plan": link_to("/plans/"),
}
BODY = {
    "slug": elsewhere,
    "acronym": as_it_is,
    "name": as_it_is,
    "kind": label(Body.Kind),
    "parent": link_to("/bodies/"),
    "strategic_area": as_it_is,
    "established": date,
    "cadence": as_it_is,
    "mandate": as_it_is,
    "former_names": as_it_is,
    "sources": sources,
}
MEETING = {
    "slug": elsewhere,
    "body": link_to("/bodies/"),
    "number": lambda value, record: iter([ordinal_word(value)]),
    "number_basis": as_it_is,
    "event_type": label(Meeting.Kind),
    "title": as_it_is,
    "start": dates,
    "end": dates,
    "date_note": as_it_is,
    "city": as_it_is,
    "host_country": party,
    "mode": lambda value, record: iter([MODES[value].label]),
    "status": label(Meeting.Status),
    "summary": as_it_is,
    "outcomes": nested(OUTCOME),
    "sources": sources,
}
DOCUMENT = {
    "slug": elsewhere,
    "title": as_it_is,
    "short_title": as_it_is,
    "kind": label(Document.Kind),
    "date": date,
    "date_precision": elsewhere,
    "meeting": meeting,
    "plan": link_to("/plans/"),
    "publishers": party,
    "language": lambda value, record: iter([{"en": "English"}[value]]),
    "url": as_it_is,
    "summary": as_it_is,
    "sources": sources,
}
MEMBER_STATE = {
    "code": as_it_is,
    "name": as_it_is,
    "joined_year": as_it_is,
    "joined_date": date,
    "capital": as_it_is,
    "ministry": as_it_is,
    "geological_survey": as_it_is,
    "other_institutions": as_it_is,
    "ammin_hosted": link_to("/meetings/ammin-"),
    "note": as_it_is,
    "sources": sources,
}
PARTNER = {
    "slug": elsewhere,
    "name": as_it_is,
    "acronym": as_it_is,
    "kind": label(Party.Kind),
    "cooperation": as_it_is,
    "documents": link_to("/documents/"),
    "bodies": link_to("/bodies/"),
    "sources": sources,
}
ORGANISATION = {"slug": elsewhere, "name": as_it_is, "acronym": as_it_is, "aliases": as_it_is}
LINK = {
    "title": as_it_is,
    "url": as_it_is,
    "description": as_it_is,
    "category": label(RelatedLink.Category),
    "country": party,
    "url_verified": elsewhere,
    "sources": sources,
}
FIGURE = {
    "slug": elsewhere,
    "label": as_it_is,
    "value": lambda value, record: iter(
        [f"{'about ' if record['approximate'] else ''}{Decimal(str(value)).normalize():f} {record['unit']}"]
    ),
    "unit": as_it_is,
    "year": as_it_is,
    "approximate": elsewhere,
    "statement": as_it_is,
    "source": sources,
}
TOTALS = {
    "strategic_areas": as_it_is,
    "actions": as_it_is,
    "actions_completed": as_it_is,
    "activities": as_it_is,
    "source": sources,
}
PLAN = {
    "slug": elsewhere,
    "code": as_it_is,
    "title": as_it_is,
    "theme": as_it_is,
    "kind": label(Plan.Kind),
    "phase": as_it_is,
    "start_year": as_it_is,
    "end_year": as_it_is,
    "parent": link_to("/plans/"),
    "predecessor": link_to("/plans/"),
    "adopted_at": meeting,
    "adopted_on": date,
    "adoption_verb": as_it_is,
    "supports": link_to("/plans/"),
    "drafting_lead": party,
    "vision": as_it_is,
    "vision_basis": label(Plan.VisionBasis),
    "summary": as_it_is,
    "reported_totals": nested(TOTALS),
    "strategic_areas": lambda value, record: (one["name"] for one in value),
    "actions": lambda value, record: (one["title"] for one in value),
    "activities": lambda value, record: (one["title"] for one in value),
    "reported_progress": nested({"date": date, "text": as_it_is, "source": sources}),
    "notes": as_it_is,
    "sources": sources,
}
AREA = {
    "number": as_it_is,
    "name": as_it_is,
    "name_basis": label(StrategicArea.NameBasis),
    "objective": as_it_is,
    "lead_body": link_to("/bodies/"),
    "actions": lambda value, record: (one["title"] for one in value),
    "sources": sources,
}
ACTION = {
    "code": as_it_is,
    "title": as_it_is,
    "basis": label(Action.Basis),
    "description": as_it_is,
    "lead": party,
    "start_year": as_it_is,
    "end_year": as_it_is,
    "cross_cutting": lambda value, record: iter(["crosses the areas"] if value else []),
    "carried_over_from": lambda value, record: iter([f"/plans/{value}/{carried_on(value, record)}/"]),
    "indicators": as_it_is,
    "outputs": as_it_is,
    "status": STATUS,
    "status_as_of": date,
    "status_source": sources,
    "status_history": nested(HISTORY),
    "sources": sources,
}
ACTIVITY = {
    "title": as_it_is,
    "kind": label(Activity.Kind),
    "start": lambda value, record: iter(
        [PartialDate.parse(value)] if record["end"] is None else list(dates(value, record))
    ),
    "end": lambda value, record: iter([f"until {PartialDate.parse(value)}"] if record["start"] is None else []),
    "city": as_it_is,
    "country": party,
    "online": lambda value, record: iter(["online"] if value else []),
    "partners": party,
    "strategic_area": lambda value, record: iter([f"{value}. "]),
    "action_code": as_it_is,
    "link_basis": label(Activity.LinkBasis),
    "also_plans": link_to("/plans/"),
    "summary": as_it_is,
    "sources": sources,
}


def carried_on(plan: str, action: dict) -> str:
    """The slug of the action that this one carries on, as editorial.json names it."""
    pairs = read("editorial.json")["continued_actions"]
    titles = {pair["continues"] for pair in pairs if pair["action"] == action["title"]}
    return Action.objects.get(plan__slug=plan, title__in=titles).slug
