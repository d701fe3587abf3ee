"""One search over everything public."""

import pytest

from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, FormerNameFactory, MeetingFactory, MemberStateFactory
from tests.factories.world import build_world
from tests.pages import links, text_of

from .doors import path_of

pytestmark = pytest.mark.django_db

KINDS = [
    "Plans", "Strategic areas", "Actions", "Activities", "Progress reports", "Meetings", "Agenda items", "Outcomes",
    "Documents", "Bodies", "Countries and organisations", "Related links", "Key figures", "Text pages",
]  # fmt: skip


def found(client, words):
    return [(group.label, group.count) for group in client.get("/search/", {"q": words}).context["groups"]]


def test_search_finds_every_kind_of_record(client):
    world = build_world()
    page = client.get("/search/?q=quux")
    assert [(group.label, group.count) for group in page.context["groups"]] == [
        (kind, 2 if kind == "Countries and organisations" else 1) for kind in KINDS
    ]
    found_links = [link.partition("#")[0] for link in links(page)]
    subjects = [
        record for record in vars(world).values() if record.slug.endswith("quux") and record.slug != "paperquux"
    ]
    assert [record.slug for record in subjects if path_of(record) not in found_links] == []


def test_search_needs_every_word(client):
    DocumentFactory(title="Study on rare earths")
    DocumentFactory(title="Study on tin")
    assert found(client, "study EARTHS") == [("Documents", 1)]
    assert found(client, "study gold") == []


def test_search_finds_names_that_are_no_longer_used(client):
    FormerNameFactory(name="Working Group on Something Old", body=BodyFactory(name="New Group"))
    FormerNameFactory(name="Group on Something Old", body=BodyFactory.create(name="Newer Group"))
    assert found(client, "something old") == [("Bodies", 2)]


def test_body_found_by_several_former_names_is_counted_once(client):
    body = BodyFactory()
    for name in ("Old Group", "Older Group"):
        FormerNameFactory(body=body, name=name)
    assert found(client, "group") == [("Bodies", 1)]


@pytest.mark.parametrize("alias", ["Vietnam", "Việt Nam", "vietnam"])
def test_search_finds_other_spellings(client, alias):
    MemberStateFactory(name="Viet Nam", aliases=["Vietnam", "Việt Nam"])
    assert found(client, alias) == [("Countries and organisations", 1)]


@pytest.mark.parametrize("words", ["-", "–", " — - "])
def test_separators_alone_find_nothing(client, words):
    DocumentFactory(title="Study – rare earths - tin — gold")
    assert found(client, words) == []
    assert found(client, f"tin {words} gold") == [("Documents", 1)]


def test_search_names_the_parameters_that_it_does_not_know(client):
    DocumentFactory(title="Study")
    page = client.get("/search/?q=study&kind=study&page=2")
    assert [(problem.parameter, problem.code) for problem in page.context["problems"]] == [
        ("kind", "unknown"),
        ("page", "unknown"),
    ]
    assert page.context["total"] == 1
    assert client.get("/search/?q=study").context["problems"] == []


def test_search_says_how_many_there_are_and_shows_twenty(client):
    DocumentFactory.create_batch(25, summary="rare earths")
    page = client.get("/search/?q=rare+earths")
    (group,) = page.context["groups"]
    assert (group.count, len(group.records), page.context["total"]) == (25, 20, 25)
    assert "25 records contain every word" in text_of(page)
    assert "The first 20 are shown" in text_of(page)


@pytest.mark.parametrize(
    ("query", "words"),
    [("", ""), ("q=", ""), ("q=+++", ""), ("q=%00", ""), ("q=a%00b", "ab"), (f"q={'x' * 500}", "x" * 200)],
)
def test_search_is_not_upset_by_odd_words(client, query, words):
    page = client.get(f"/search/?{query}")
    assert (page.status_code, page.context["words"]) == (200, words)


@pytest.mark.parametrize("words", ["100%", "a_b", "'; --", '"', "\\", "(", "<script>alert(1)</script>", "เหมือง", "🪨"])
def test_search_takes_words_literally(client, words):
    DocumentFactory(title="Something else entirely")
    assert found(client, words) == []
    DocumentFactory(title=f"About {words} here")
    page = client.get("/search/", {"q": words})
    assert [(group.label, group.count) for group in page.context["groups"]] == [("Documents", 1)]
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    build_world()
    MeetingFactory.create_batch(count, title="quux", ordinal=None)
    with django_assert_num_queries(37):
        assert client.get("/search/?q=quux").status_code == 200


def test_search_without_words_costs_no_more_than_any_page(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # the acronyms
        client.get("/search/")


@pytest.mark.parametrize("address", ["/search/", "/bodies/", "/api/v1/bodies/"])
def test_search_for_as_many_words_as_fit_is_answered(client, db, address):
    text = " ".join(chr(192 + n) for n in range(100))  # a hundred different letters
    body = BodyFactory(acronym="ABC", mandate=text)
    FormerNameFactory(body=body)
    words = text
    response = client.get(address, {"q": words})
    assert response.status_code == 200
    assert body.get_absolute_url() in response.text
