"""`fields`, `omit`, `expand`: what of a record is told, never more than the door lets through."""

import pytest

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.api.shape import Shape
from meetings.models import Meeting
from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, FormerNameFactory, MeetingFactory, MemberStateFactory, OutcomeFactory

pytestmark = pytest.mark.django_db


def expandable(viewset):
    return list(Shape.expandable(viewset))


def test_what_can_be_told_in_full():
    assert {viewset.model.collection: expandable(viewset) for viewset in COLLECTIONS} == {
        "bodies": ["parent", "successor"],
        "parties": ["bodies"],
        "meetings": [
            "body", "joint_bodies", "host", "participants", "agenda_items", "outcomes", "papers.document",
        ],
        "agenda-items": ["meeting"],
        "outcomes": ["meeting", "agenda_item", "tasked_bodies", "follows", "papers.document", "plans"],
        "documents": [
            "publishers", "partners", "bodies", "supersedes", "part_of", "plan", "meetings.meeting",
            "meetings.outcome", "files",
        ],
        "files": ["document"],
        "links": ["country"],
        "figures": [],
        "plans": ["part_of", "parts", "predecessor", "supports", "document", "drafting_lead"],
        "areas": ["plan", "lead_body"],
        "actions": ["plan", "area", "leads", "body", "mandate", "continues"],
        "activities": [
            "plan", "area", "action", "also_serves", "country", "leads", "partners", "event", "documents", "continues",
        ],
        "reports": ["plan", "action", "activity", "meeting", "evidence"],
    }  # fmt: skip


def series(count):
    for _ in range(count):
        body = FormerNameFactory(body=BodyFactory(parent=BodyFactory())).body
        meeting = MeetingFactory(body=body, host=MemberStateFactory())
        MeetingDocumentFactory(meeting=meeting, outcome=OutcomeFactory(meeting=meeting))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("fields=title", 3),  # version of the record, count, meetings
        ("fields=title,body.slug", 4),
        ("fields=title,body&expand=body", 7),  # and of the bodies: parents, meetings, former names
        ("expand=body", 14),
        ("omit=papers,outcomes,agenda_items", 7),
    ],
)
def test_list_costs_what_was_asked_for(client, django_assert_num_queries, query, queries, count):
    series(count)
    with django_assert_num_queries(queries):
        answer = client.get(f"/api/v1/meetings/?{query}").json()
    assert answer["count"] == count


def test_fields_reach_into_what_is_told_in_full_of_one_record_too(client):
    series(1)
    meeting = Meeting.objects.get()
    record = client.get(
        f"/api/v1/meetings/{meeting.slug}/?fields=papers.document.kind,body.former_names.name,start"
        "&expand=body,papers.document&omit=start"
    ).json()
    assert record == {
        "body": {"former_names": [{"name": meeting.body.former_names.get().name}]},
        "papers": [{"document": {"kind": meeting.papers.get().document.kind}}],
    }


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("fields=titel", "fields", ["title"]),
        ("fields=title,bodi", "fields", ["body", "ordinal", "mode"]),
        ("fields=body.nam", "fields", ["body.web", "body.url", "body.uid"]),
        ("fields=body.titles", "fields", ["body.title", "body.web", "body.url"]),
        ("fields=title.x", "fields", []),
        ("fields=", "fields", []),
        ("fields=title,", "fields", []),
        ("fields=%00", "fields", []),
        ("omit=summery", "omit", ["summary"]),
        ("expand=bodies", "expand", ["joint_bodies", "body"]),
        ("expand=title", "expand", []),
        ("expand=body.parent", "expand", ["body"]),
        ("expand=papers", "expand", ["papers.document"]),
    ],
)
def test_name_that_is_none_is_refused_with_the_nearest(client, query, parameter, nearest):
    meeting = MeetingFactory()
    for address in ("/api/v1/meetings/", f"/api/v1/meetings/{meeting.slug}/"):
        answer = client.get(f"{address}?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        (error,) = answer.json()["errors"]
        assert (error["parameter"], error["code"], error["nearest"]) == (parameter, "invalid", nearest)
