"""What was saved from a list says nothing new when it is imported, and all of it when one cell is changed."""

import pytest

from amin_portal.publishing.models import publishable_models
from documents.resources import DocumentResource, LinkResource
from meetings.resources import MeetingResource
from plans.resources import ActionResource, ActivityResource
from tests.factories.documents import DocumentFactory, RelatedLinkFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, ActivityFactory, StrategicAreaFactory

from .files import exported, task

pytestmark = pytest.mark.django_db

NASTY = [
    "=cmd|' /C calc'!A0", "+62", "-1", "@x", "'=x", "''", "a;b,c\td", 'say "so"', "a\r\nb\nc", "  two  blanks  ",
    "Việt Nam ລາວ", "2025.0", "1e5", "00123", "(empty)", "yes", "TRUE", "x\x0by", "2 October 2025",
]  # fmt: skip
SOURCES = [{"title": "=x", "publisher": "", "url": "https://asean.org/?a=1", "date": "2005"}] * 2


def meetings():
    bodies, states = BodyFactory.create_batch(2), MemberStateFactory.create_batch(2)
    for number, text in enumerate(NASTY, start=1):
        MeetingFactory(
            title=text,
            summary=text,
            city=text,
            ordinal=number,
            sources=SOURCES,
            start="2005",
            end="2005-12",
            joint_bodies=bodies,
            participants=states,
            host=states[0],
        )


def documents():
    whole = DocumentFactory(date=None)
    for text in NASTY:
        DocumentFactory(title=text, summary=text, part_of=whole, date="2005-12", bodies=[BodyFactory()])


def links():
    for text in NASTY:
        RelatedLinkFactory(title=text, note=text, country=MemberStateFactory())


def actions():
    area = StrategicAreaFactory()
    first = ActionFactory(plan=area.plan, area=area, code="1.1", outputs=["=a", "b"], mandate=OutcomeFactory())
    for text in NASTY:
        ActionFactory(title=text, description=text, continues=first)


def activities():
    area = StrategicAreaFactory()
    action = ActionFactory(plan=area.plan, area=area)
    for text in NASTY:
        ActivityFactory(title=text, plan=area.plan, area=area, action=action, documents=[DocumentFactory()])


KINDS = [
    (MeetingResource, meetings),
    (DocumentResource, documents),
    (LinkResource, links),
    (ActionResource, actions),
    (ActivityResource, activities),
]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("resource", "make"), KINDS, ids=lambda value: getattr(value, "__name__", ""))
def test_own_file_says_nothing_new(resource, make, kind):
    make()
    before = [*resource._meta.model.objects.order_by("pk").values()]
    outcome = task(resource, exported(resource, kind)).write()
    assert (outcome.problems, outcome.effects, outcome.unchanged) == ([], [], len(before))
    assert [*resource._meta.model.objects.order_by("pk").values()] == before


@pytest.mark.parametrize("text", ["=1+1", "'=x", "-1", "a\nb"])
def test_changed_text_arrives_as_it_was_typed(text):
    link = RelatedLinkFactory(note="old")
    content = exported(LinkResource)
    type(link).objects.update(note=text)
    with_text = exported(LinkResource)
    type(link).objects.update(note="old")
    assert content != with_text
    assert task(LinkResource, with_text).write().is_written
    link.refresh_from_db()
    assert link.note == text


def test_every_kind_that_is_imported_is_tried():
    assert {resource._meta.model for resource, _make in KINDS} < {*publishable_models()}
