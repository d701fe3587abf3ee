"""No door shows what is not public: each record is first seen at every door that mentions it, then hidden."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from amin_portal.publishing.models import State
from tests.factories.world import build_world
from tests.tables import behind_the_back

from .doors import SUBJECTS, doors, mentioning, own_doors, says

pytestmark = pytest.mark.django_db

WITHDRAWN = {"state": State.WITHDRAWN, "withdrawn_on": "2024-01-31", "withdrawal_reason": "By mistake"}
HIDINGS = {
    "in review": lambda: {"state": State.IN_REVIEW},
    "not yet due": lambda: {"publish_from": timezone.now() + timedelta(minutes=1)},
}
PARTS = {  # what is hidden with the record of that name
    "owner_body": ["meeting", "agendaitem", "outcome", "paper"],
    "owner_meeting": ["agendaitem", "outcome", "paper"],
    "owner_document": ["file", "paper"],
    "owner_plan": ["area", "action", "activity", "report"],
    "owner_area": ["action", "activity", "report"],
    "owner_action": ["activity", "report"],
}
EVERY_RECORD = ["API list", "API record", "API table"]
FOUND = ["API search", "feed of a search", "permanent address", "search"]
CHOSEN = ["API choices", "filter form"]
SHOWN_AT = {
    "page": [*FOUND, "list", "page", "sitemap"],
    "body": [
        *EVERY_RECORD,
        *FOUND,
        *CHOSEN,
        "calendar",
        "feed",
        "glossary",
        "home",
        "list",
        "page",
        "sitemap",
        "timeline",
        "list as a file",
    ],
    "country": [
        *EVERY_RECORD,
        *FOUND,
        *CHOSEN,
        "calendar",
        "feed",
        "home",
        "list",
        "page",
        "sitemap",
        "list as a file",
    ],
    "partner": [
        *EVERY_RECORD,
        *FOUND,
        *CHOSEN,
        "feed",
        "glossary",
        "list",
        "page",
        "sitemap",
        "citation",
        "list as a file",
    ],
    "meeting": [
        *EVERY_RECORD,
        *FOUND,
        *CHOSEN,
        "calendar",
        "feed",
        "home",
        "list",
        "page",
        "redirect",
        "sitemap",
        "list as a file",
        "pack",
    ],
    "agendaitem": [*EVERY_RECORD, *FOUND, "page", "list as a file"],
    "outcome": [
        *EVERY_RECORD,
        *FOUND,
        "feed",
        "list",
        "page",
        "sitemap",
        "citation",
        "list as a file",
        "short address",
    ],
    "document": [
        *EVERY_RECORD,
        *FOUND,
        *CHOSEN,
        "feed",
        "home",
        "list",
        "page",
        "sitemap",
        "timeline",
        "citation",
        "list as a file",
        "pack",
        "short address",
    ],
    "file": [*EVERY_RECORD, "feed", "page", "permanent address", "pack"],
    "paper": [*EVERY_RECORD, "home", "list", "page", "list as a file"],
    "link": [*EVERY_RECORD, *FOUND, "feed", "list", "page", "list as a file"],
    "figure": [*EVERY_RECORD, *FOUND, "feed", "home", "list", "list as a file"],
    "plan": [
        *EVERY_RECORD,
        *FOUND,
        *CHOSEN,
        "feed",
        "glossary",
        "home",
        "list",
        "page",
        "plan beside plan",
        "sitemap",
        "timeline",
        "list as a file",
    ],
    "area": [*EVERY_RECORD, *FOUND, "feed", "page", "plan beside plan", "sitemap"],
    "action": [*EVERY_RECORD, *FOUND, "feed", "page", "plan beside plan", "sitemap"],
    "activity": [*EVERY_RECORD, *FOUND, "feed", "page", "sitemap"],
    "report": [*EVERY_RECORD, *FOUND, "feed", "page"],
}


@pytest.fixture(scope="module")
def world(uploads, django_db_setup, django_db_blocker):
    """The world, built once and public; `world.seen` has the addresses at which each subject is mentioned."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        client = Client()
        said = {
            kind: {address: says(client, address) for address in addresses} for kind, addresses in doors(world).items()
        }
        world.seen = {
            name: {kind: mentioning(getattr(world, name), texts) for kind, texts in said.items()} for name in SUBJECTS
        }
        yield world
        transaction.set_rollback(True)


def seen_addresses(world, name):
    return [address for addresses in world.seen[name].values() for address in addresses]


def one_of_each_kind(world, name, but=()):
    """Enough for the other ways to be hidden: that all addresses of a kind ask the same rule, the drafts show."""
    left = ([one for one in addresses if one not in but] for addresses in world.seen[name].values())
    return [addresses[0] for addresses in left if addresses]


def shown(client, record, addresses):
    return mentioning(record, {address: says(client, address) for address in addresses})


def hide(record, values):
    """As time and staff do behind the back of what was fetched before."""
    behind_the_back(type(record).objects.filter(pk=record.pk), **values)


def answers(client, record):
    """What the record's own addresses answer."""
    codes = {}
    for address in own_doors(record):
        answer = client.get(address)
        answer.getvalue()  # read to its end, a file is closed
        codes[address] = answer.status_code
    return codes


@pytest.mark.parametrize("name", SUBJECTS)
def test_public_record_is_seen_at_these_doors(world, name):
    assert sorted(kind for kind, addresses in world.seen[name].items() if addresses) == sorted(SHOWN_AT[name])


@pytest.mark.parametrize("name", SUBJECTS)
def test_public_record_answers_at_its_own_doors(world, client, name):
    assert set(answers(client, getattr(world, name)).values()) - {200, 302} == set()


@pytest.mark.parametrize("name", SUBJECTS)
def test_draft_is_seen_at_no_door(world, client, name):
    record = getattr(world, name)
    hide(record, {"state": State.DRAFT})
    assert shown(client, record, seen_addresses(world, name)) == []
    assert set(answers(client, record).values()) == {404}


@pytest.mark.parametrize("hiding", HIDINGS.values(), ids=HIDINGS)
@pytest.mark.parametrize("name", SUBJECTS)
def test_hidden_record_is_seen_at_no_kind_of_door(world, client, name, hiding):
    record = getattr(world, name)
    hide(record, hiding())
    assert shown(client, record, one_of_each_kind(world, name)) == []
    assert set(answers(client, record).values()) == {404}


@pytest.mark.parametrize("parent", PARTS)
def test_parts_of_a_draft_are_seen_at_no_door(world, client, parent):
    parts = [getattr(world, name) for name in PARTS[parent]]
    hide(getattr(world, parent), {"state": State.DRAFT})
    addresses = {address for name in PARTS[parent] for address in seen_addresses(world, name)}
    texts = {address: says(client, address) for address in addresses}
    assert {part: mentioning(part, texts) for part in parts} == {part: [] for part in parts}
    assert {code for part in parts for code in answers(client, part).values()} == {404}


@pytest.mark.parametrize("name", SUBJECTS)
def test_withdrawn_record_is_seen_at_no_kind_of_door_but_its_tombstone(world, client, name):
    record = getattr(world, name)
    hide(record, WITHDRAWN)
    assert shown(client, record, one_of_each_kind(world, name, but=own_doors(record))) == []
    assert set(answers(client, record).values()) == {410}
