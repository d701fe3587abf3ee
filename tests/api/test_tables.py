"""Lists as CSV, from the API: plain, whole, flat, the same door."""

import csv
import io

import pytest

from amin_portal.api import COLLECTIONS
from tests.factories.documents import KeyFigureFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, PartyFactory

pytestmark = pytest.mark.django_db


def table(client, address, **headers):
    answer = client.get(address, headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    text = b"".join(answer.streaming_content).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_table_says_what_the_list_says(client):
    hidden = PartyFactory(state="draft")
    meeting = MeetingFactory(
        title="=1+1", host=None, body=BodyFactory(acronym="AMMin", slug="ammin"), summary='Two\nlines, "quoted"',
        participants=[hidden, *(PartyFactory(slug=name, name=name.upper(), acronym="") for name in "ab")],
    )  # fmt: skip
    first, second = MeetingDocumentFactory.create_batch(2, meeting=meeting)
    (row,) = table(client, "/api/v1/meetings/", accept="text/csv")
    assert table(client, "/api/v1/meetings/?format=csv") == [row]
    told = client.get("/api/v1/meetings/").json()["results"][0]
    assert row["title"] == "=1+1"  # plain data: no spreadsheet is guarded here
    assert row["summary"] == told["summary"]
    assert (row["host.slug"], row["host.title"]) == ("", "")
    assert (row["body.slug"], row["body.title"]) == ("ammin", str(meeting.body))
    assert (row["participants.slug"], row["participants.title"]) == ("a | b", "A | B")
    assert row["papers.document.slug"].split(" | ") == [paper["document"]["slug"] for paper in told["papers"]]
    assert len({first.document.slug, second.document.slug}) == 2
    assert [name for name in row if "." not in name and name not in told] == []


def test_every_collection_is_a_table_with_the_same_columns_whatever_it_holds(client):
    for viewset in COLLECTIONS:
        answer = client.get(f"/api/v1/{viewset.model.collection}/?format=csv")
        (heading,) = b"".join(answer.streaming_content).decode().splitlines()
        assert heading.startswith("uid,slug,url,web,")
        assert heading.endswith(",revision,updated_at")


def test_table_is_narrowed_filtered_and_ordered_like_the_list(client):
    body = BodyFactory(slug="ammin", acronym="AMMin", parent=BodyFactory(slug="top", acronym="Top"))
    for title, host in [("b", None), ("a", MemberStateFactory(name="Viet Nam"))]:
        MeetingFactory(title=title, body=body, host=host, ordinal=None)
    MeetingFactory(title="c")
    query = "body=ammin&ordering=title&fields=title,host.title,body.parent.slug&expand=body&format=csv"
    assert table(client, f"/api/v1/meetings/?{query}") == [
        {"title": "a", "host.title": "Viet Nam", "body.parent.slug": "top"},
        {"title": "b", "host.title": "", "body.parent.slug": "top"},
    ]


def test_table_holds_every_row_and_costs_the_same(client, django_assert_num_queries):
    KeyFigureFactory.create_batch(130)
    with django_assert_num_queries(2):  # version of the record, figures
        assert len(table(client, "/api/v1/figures/?format=csv")) == 130


@pytest.mark.parametrize(
    ("query", "accept", "status", "parameter"),
    [
        ("format=xml", "*/*", 400, "format"),
        ("format=csv&format=csv", "*/*", 400, "format"),
        ("format=csv&page=2", "*/*", 400, "page"),
        ("format=csv&page_size=5", "*/*", 400, "page_size"),
        ("nosuch=1", "text/csv", 400, "nosuch"),
        ("", "image/png", 406, None),
        ("format=json", "text/csv", 200, None),
        ("", "text/csv;q=0.5, application/json", 200, None),
        ("", "garbage", 406, None),
    ],
)
def test_form_is_agreed_upon_or_refused_as_a_problem(client, query, accept, status, parameter):
    answer = client.get(f"/api/v1/meetings/?{query}", headers={"accept": accept})
    media_type = "application/json" if status == 200 else "application/problem+json"
    assert (answer.status_code, answer["Content-Type"]) == (status, media_type)
    assert [error["parameter"] for error in answer.json().get("errors", [])] == ([parameter] if parameter else [])
