"""The API answers what it was asked, or says what it did not understand."""

import pytest

from amin_portal.api import COLLECTIONS
from meetings.models import Body, Meeting
from tests.factories.documents import KeyFigureFactory
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.factories.plans import ActionFactory

pytestmark = pytest.mark.django_db

MEETING_PARAMETERS = [
    "body", "cursor", "expand", "fields", "format", "host", "kind", "mode", "omit", "ordering", "ordinal", "page",
    "page_size", "q", "status", "updated_since", "year",
]  # fmt: skip
MEETING_LOOKUPS = [
    "body__in", "end__gte", "end__isnull", "end__lte", "host__in", "host__isnull", "kind__in", "mode__in",
    "ordinal__gte", "ordinal__isnull", "ordinal__lte", "start__gte", "start__isnull", "start__lte", "status__in",
    "updated_at__gte", "updated_at__lte",
]  # fmt: skip
every_collection = pytest.mark.parametrize("name", [viewset.model.collection for viewset in COLLECTIONS])


def refusals(client, address):
    """The errors of a 400: parameter, code and what would be allowed."""
    answer = client.get(address)
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert list(problem) == ["type", "title", "status", "detail", "errors"]
    assert (problem["title"], problem["status"], problem["detail"]) == (
        "Bad Request",
        400,
        "The query string was not understood.",
    )
    return [(error["parameter"], error["code"], error["allowed"]) for error in problem["errors"]]


def test_unknown_parameter_is_refused_with_a_suggestion(client):
    every = sorted([*MEETING_PARAMETERS, *MEETING_LOOKUPS])
    assert refusals(client, "/api/v1/meetings/?boddy=ammin") == [("boddy", "unknown", every)]
    (error,) = client.get("/api/v1/meetings/?boddy=ammin").json()["errors"]
    assert error["nearest"] == ["body", "body__in"]
    assert (
        error["detail"]
        == f"There is no parameter “boddy”. Did you mean “body”? Allowed: {', '.join(MEETING_PARAMETERS)}."
    )


def test_root_takes_no_parameter(client):
    assert refusals(client, "/api/v1/?body=ammin") == [("body", "unknown", [])]
    (error,) = client.get("/api/v1/?body=ammin").json()["errors"]
    assert error["detail"] == "There is no parameter “body”. This address takes none."


def test_every_mistake_is_named_at_once(client):
    found = refusals(client, "/api/v1/meetings/?zzz=1&mode=by+post&year=1899&page_size=5")
    assert [(parameter, code) for parameter, code, _allowed in found] == [
        ("zzz", "unknown"),
        ("mode", "invalid"),
        ("year", "invalid"),
    ]


@every_collection
def test_unknown_parameter_is_refused_by_every_collection(client, name):
    assert [(parameter, code) for parameter, code, _allowed in refusals(client, f"/api/v1/{name}/?nosuch=")] == [
        ("nosuch", "unknown")
    ]


@every_collection
def test_unknown_order_is_refused_by_every_collection(client, name):
    ((parameter, code, allowed),) = refusals(client, f"/api/v1/{name}/?ordering=nosuch")
    assert (parameter, code) == ("ordering", "invalid")
    assert [client.get(f"/api/v1/{name}/?ordering={order}").status_code for order in allowed] == [200] * len(allowed)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("body=a&body=b", "body"),
        ("page=1&page=2", "page"),
        ("page=1&page=1", "page"),
        ("page_size=1&page_size=2", "page_size"),
    ],
)
def test_repeated_parameter_is_refused(client, query, parameter):
    for acronym in ("a", "b"):
        MeetingFactory(body=BodyFactory(acronym=acronym))
    assert refusals(client, f"/api/v1/meetings/?{query}") == [(parameter, "repeated", [])]


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("mode=virtual", "mode", Meeting.Mode.values),
        ("kind=party", "kind", Meeting.Kind.values),
        ("body=nosuch", "body", ["first", "second"]),
        ("body=%00", "body", ["first", "second"]),
        ("start__gte=soon", "start__gte", []),
        ("start__gte=2023-02-30", "start__gte", []),
        ("start__lte=01/02/2023", "start__lte", []),
        ("year=then", "year", []),
        ("year=1899", "year", []),
        ("year=2101", "year", []),
        ("ordinal=first", "ordinal", []),
        ("ordinal=1.5", "ordinal", []),
        ("ordinal=NaN", "ordinal", []),
        ("ordinal=1e400", "ordinal", []),
        ("q=%00", "q", []),
        (f"q={'x' * 201}", "q", []),
    ],
)
def test_value_that_cannot_be_read_is_refused(client, query, parameter, allowed):
    for acronym in ("first", "second"):
        BodyFactory(acronym=acronym)
    MeetingFactory(body=Body.objects.first(), ordinal=1)
    assert refusals(client, f"/api/v1/meetings/?{query}") == [(parameter, "invalid", allowed)]


@pytest.mark.parametrize(("words", "count"), [("x" * 200, 1), ("-", 0), ("– —", 0), ("x - x", 1)])
def test_words_are_taken_up_to_200_letters_and_separators_find_nothing(client, words, count):
    MeetingFactory(title="x" * 200)
    assert client.get("/api/v1/meetings/", {"q": words}).json()["count"] == count


@pytest.mark.parametrize(
    "query",
    ["is_cross_cutting=maybe", "area=not-a-uid", "basis=hearsay", "plan=nosuch", "lead=nosuch", "ordering=-nosuch"],
)
def test_value_that_an_action_cannot_have_is_refused(client, query):
    ActionFactory()
    assert [(query.partition("=")[0], "invalid")] == [
        found[:2] for found in refusals(client, f"/api/v1/actions/?{query}")
    ]


def test_choice_behind_the_door_is_refused_like_one_that_does_not_exist(client):
    BodyFactory(acronym="secret", state="draft")
    problems = [client.get("/api/v1/meetings/", {"body": slug}).json() for slug in ("secret", "nosuch")]
    assert problems[0] == problems[1]
    assert [error["allowed"] for error in problems[0]["errors"]] == [[]]


@pytest.mark.parametrize(
    "query",
    ["page=abc", "page=0", "page=-1", "page=1.0", "page=", "page=last", "page=%D9%A1", "page=12345678901234567890",
     "page_size=1000", "page_size=101", "page_size=0", "page_size=many", "page_size="],
)  # fmt: skip
def test_page_that_is_no_page_is_refused(client, query):
    MeetingFactory()
    assert refusals(client, f"/api/v1/meetings/?{query}") == [(query.partition("=")[0], "invalid", [])]


@pytest.mark.parametrize("page", ["2", "999999999"])
def test_page_out_of_range_is_a_problem_404(client, page):
    MeetingFactory()
    answer = client.get("/api/v1/meetings/", {"page": page})
    assert (answer.status_code, answer["Content-Type"], answer.json()["status"]) == (
        404,
        "application/problem+json",
        404,
    )


def test_pages_are_linked_with_the_filters_kept(client):
    MeetingFactory.create_batch(5, mode="online")
    MeetingFactory(mode="hybrid")
    seen, address = [], "/api/v1/meetings/?mode=online&page_size=2"
    while address:
        page = client.get(address).json()
        seen.append([record["uid"] for record in page["results"]])
        address = page["next"]
    assert [len(uids) for uids in seen] == [2, 2, 1]
    assert len(set(sum(seen, []))) == page["count"] == 5


def test_page_holds_25_unless_told_up_to_100(client):
    KeyFigureFactory.create_batch(101)
    sizes = [
        len(client.get("/api/v1/figures/", query).json()["results"])
        for query in ({}, {"page_size": 7}, {"page_size": 100})
    ]
    assert sizes == [25, 7, 100]


@every_collection
def test_parameter_that_one_record_does_not_take_is_refused(client, name):
    for parameter in ("body", "page", "format", "x"):
        found = refusals(client, f"/api/v1/{name}/nosuch/?{parameter}=1")
        assert found == [(parameter, "unknown", ["expand", "fields", "omit"])]
