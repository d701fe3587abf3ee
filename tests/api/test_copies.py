"""Whoever keeps a copy of the record by what the API says of its changes has what a whole crawl would find."""

import os
import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.models import Publishable, RecordVersion, publishable_models
from amin_portal.publishing.models.door import State
from documents.models import Document, DocumentFile, MeetingDocument
from meetings.models import Body, FormerName, Meeting, Outcome
from plans.models import Plan
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db

NAMES = [viewset.model.collection for viewset in COLLECTIONS]
PAST = timezone.now() - timedelta(hours=1)
Copy = dict[tuple[str, str], dict]


def get(address: str) -> dict:
    answer = Client().get(address)
    assert answer.status_code == 200, (address, answer.content)
    return answer.json()


def crawl(name: str, query: str = "cursor=&page_size=100") -> tuple[list[dict], list[dict]]:
    """Every page of a list: the records, and of the first page the tombstones."""
    page = first = get(f"/api/v1/{name}/?{query}")
    records = list(page["results"])
    while page["next"]:
        page = get(page["next"])
        records += page["results"]
    return records, [first]


def whole_record() -> Copy:
    return {(name, one["uid"]): one for name in NAMES for one in crawl(name)[0]}


class BySince:
    """Keeps a copy by `updated_since` alone."""

    def __init__(self) -> None:
        self.copy: Copy = {}
        self.moments = dict.fromkeys(NAMES, "1970-01-01T00:00:00Z")

    def follow(self) -> Copy:
        for name in NAMES:
            records, (first,) = crawl(name, f"cursor=&page_size=20&updated_since={self.moments[name]}")
            for gone in first["tombstones"]:
                self.copy.pop((name, gone["uid"]), None)
            self.copy |= {(name, one["uid"]): one for one in records}
            self.moments[name] = first["as_of"]
        return self.copy


class ByChanges:
    """Keeps a copy by the changes alone, fetching the records that they name."""

    def __init__(self) -> None:
        self.copy: Copy = {}
        self.next = "/api/v1/changes/?page_size=7"

    def follow(self) -> Copy:
        complete = False
        while not complete:
            page = get(self.next)
            for change in page["results"]:
                self._take(change)
            self.next, complete = page["next"], page["is_complete"]
        return self.copy

    def _take(self, change: dict) -> None:
        key = (change["collection"], change["uid"])
        answer = Client().get(change["url"])
        if answer.status_code == 200:
            self.copy[key] = answer.json()
        else:
            assert answer.status_code in (404, 410)
            self.copy.pop(key, None)


# What may happen to the record: each takes a source of chance, and may be refused by the rules of the record.


def some(chance: random.Random, model: type[Publishable]) -> Publishable | None:
    keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
    return model._base_manager.get(pk=chance.choice(keys)) if keys else None


def any_record(chance: random.Random) -> Publishable | None:
    return some(chance, chance.choice(publishable_models()))


def edit(chance: random.Random) -> None:
    record = any_record(chance)
    texts = [field for field in record._meta.concrete_fields if field.get_internal_type() in ("TextField", "CharField")]
    names = [one.name for one in texts if not one.choices and one.name not in ("withdrawal_reason", "uid", "language")]
    names = [name for name in names if not name.endswith("_code") and "precision" not in name] or ["slug"]
    name = chance.choice(names)
    setattr(record, name, f"Other {chance.randrange(1000)}" if name != "slug" else f"s-{chance.randrange(1000)}")
    record.save()


def rename(chance: random.Random) -> None:
    record = any_record(chance)
    record.slug = f"renamed-{chance.randrange(1000)}"
    record.save()


def reorder(chance: random.Random) -> None:
    record = any_record(chance)
    if hasattr(record, "position"):
        record.position = chance.randrange(1, 50)
        record.save()


def withdraw(chance: random.Random) -> None:
    record = any_record(chance)
    if record.state == State.PUBLISHED:
        record.withdraw("An error", replaced_by=chance.choice([None, some(chance, type(record))]))


def publish(chance: random.Random) -> None:
    any_record(chance).publish()


def put_off(chance: random.Random) -> None:
    record = any_record(chance)
    record.state, record.publish_from = State.PUBLISHED, timezone.now() + timedelta(days=1)
    record.save()


def fall_due(chance: random.Random) -> None:
    """The moment of all that waits comes: time cannot go on in a test, so the moments come nearer."""
    for model in publishable_models():
        model._base_manager.filter(publish_from__gt=PAST).update(publish_from=PAST)
    RecordVersion.objects.filter(next_due__isnull=False).update(next_due=PAST)


def redate(chance: random.Random) -> None:
    record = some(chance, chance.choice([Meeting, Document, MeetingDocument, Plan]))
    day = f"20{chance.randrange(10, 30)}-05-0{chance.randrange(1, 9)}"
    for name in ("start", "end", "date", "adopted_on"):
        if hasattr(record, name) and hasattr(record, f"{name}_precision"):
            setattr(record, name, day)
    record.save()


def move(chance: random.Random) -> None:
    """A foreign key leads elsewhere, or nowhere."""
    record = any_record(chance)
    ways = [one for one in record._meta.concrete_fields if one.is_relation and one.name != "replaced_by"]
    if ways:
        way = chance.choice(ways)
        setattr(
            record,
            way.name,
            chance.choice([some(chance, way.related_model), None if way.null else some(chance, way.related_model)]),
        )
        record.save()


def relate(chance: random.Random) -> None:
    record = any_record(chance)
    ways = record._meta.many_to_many
    if ways:
        related = getattr(record, chance.choice(ways).name)
        act = chance.choice([related.add, related.remove])
        act(some(chance, related.model)) if chance.random() < 0.8 else related.clear()


def relate_backwards(chance: random.Random) -> None:
    body, outcome = some(chance, Body), some(chance, Outcome)
    chance.choice([body.partners, body.documents, body.joint_meetings, outcome.plans]).clear()


def change_part(chance: random.Random) -> None:
    name = FormerName.objects.order_by("pk").first()
    if name and chance.random() < 0.5:
        name.delete()
    else:
        FormerName.objects.create(body=some(chance, Body), name=f"Name {chance.randrange(1000)}")


def delete(chance: random.Random) -> None:
    some(chance, chance.choice([MeetingDocument, Outcome, DocumentFile])).delete()


STEPS = (
    edit, rename, reorder, withdraw, publish, put_off, fall_due, redate, move, relate, relate_backwards, change_part,
    delete,
)  # fmt: skip
LOOK = "look"  # the copies follow


def happens(step, seed: int) -> None:
    """Refused steps leave the record as it was."""
    try:
        with transaction.atomic():
            step(random.Random(seed))  # noqa: S311
    except Exception as error:
        if isinstance(error, AssertionError):
            raise


@pytest.fixture(scope="module", autouse=True)
def world(uploads, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@settings(
    max_examples=int(os.environ.get("EXAMPLES", "4")),
    deadline=None,
    derandomize="EXAMPLES" not in os.environ,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    st.lists(
        st.tuples(st.sampled_from([*STEPS, *STEPS, *STEPS, LOOK]), st.integers(0, 10**6)), min_size=20, max_size=30
    )
)
def test_copies_equal_the_record_after_whatever_happens(steps):
    with transaction.atomic():
        by_since, by_changes = BySince(), ByChanges()
        for step, seed in steps:
            if step == LOOK:
                by_since.follow(), by_changes.follow()
            else:
                happens(step, seed)
        there = whole_record()
        assert differing(by_since.follow(), there) == []
        assert differing(by_changes.follow(), there) == []
        transaction.set_rollback(True)


def differing(copy: Copy, there: Copy) -> list[tuple]:
    return [(key, copy.get(key), there.get(key)) for key in {*copy, *there} if copy.get(key) != there.get(key)]
