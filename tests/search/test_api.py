"""The search in the API."""

import pytest

from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MemberStateFactory
from tests.factories.pages import TextPageFactory

from .test_index import file_with_pages

pytestmark = pytest.mark.django_db


def search(client, **parameters):
    return client.get("/api/v1/search/", parameters).json()


def test_hit_says_what_it_is_and_where(client):
    document = DocumentFactory(title="Study of <tin>", summary="All about tin & lead")
    (hit,) = search(client, q="tin")["results"]
    assert hit == {
        "type": "documents",
        "title": "Study of &lt;<mark>tin</mark>&gt;",
        "snippet": "All about <mark>tin</mark> &amp; lead",
        "page": None,
        "uid": str(document.uid),
        "url": f"http://testserver/api/v1/documents/{document.slug}/",
        "web": f"http://testserver/documents/{document.slug}/",
    }


def test_hit_in_a_file_says_its_page_and_opens_there(client):
    pages = file_with_pages("nothing", "nothing", "tin", document=DocumentFactory(title="Study"), version=1)
    (hit,) = search(client, q="tin")["results"]
    file = pages[0].file
    assert (hit["type"], hit["title"], hit["page"]) == ("file-pages", "Study", 3)
    assert hit["url"] == f"http://testserver/api/v1/files/{file.uid}/"
    assert hit["web"] == f"http://testserver{file.get_absolute_url()}#page=3"


def test_hit_without_a_collection_has_its_page_only(client):
    TextPageFactory(title="About tin", slug="tin")
    (hit,) = search(client, q="tin")["results"]
    assert (hit["url"], hit["web"]) == (None, "http://testserver/about/tin/")


def test_hits_come_in_pages_with_the_spread_of_all(client):
    body = BodyFactory(acronym="ABC", name="Group")
    DocumentFactory.create_batch(3, title="Study of tin", date="2021", bodies=[body])
    DocumentFactory(title="Study of tin", date="2023", publishers=[MemberStateFactory(name="Atlantis")])
    answer = search(client, q="tin", page_size=2, year=2021)
    assert (answer["count"], len(answer["results"])) == (3, 2)
    assert answer["facets"] == {
        "type": [{"value": "documents", "label": "Documents", "count": 3}],
        "year": [{"value": "2023", "label": "2023", "count": 1}, {"value": "2021", "label": "2021", "count": 3}],
        "body": [{"value": body.slug, "label": "Group (ABC)", "count": 3}],
        "country": [],
        "language": [{"value": "en", "label": "English", "count": 3}],
    }
    assert answer["better_spelling"] == ""


def test_nothing_found_says_what_may_have_been_meant(client):
    DocumentFactory(title="Declaration")
    answer = search(client, q="declartion")
    assert (answer["count"], answer["results"], answer["better_spelling"]) == (0, [], "declaration")


@pytest.mark.parametrize(
    "parameters", [{"kind": "x"}, {"type": "x"}, {"year": "soon"}, {"body": "no-such"}, {"page": "0"}]
)
def test_what_is_not_understood_is_refused(client, parameters):
    answer = client.get("/api/v1/search/", {"q": "tin"} | parameters)
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == list(parameters)


def test_words_beyond_what_is_read_are_refused(client):
    assert client.get("/api/v1/search/", {"q": "x" * 10_000}).status_code == 400


def test_no_words_find_nothing(client):
    DocumentFactory()
    assert search(client)["count"] == 0


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    for _number in range(count):
        DocumentFactory(title="Quux", bodies=[BodyFactory()], publishers=[MemberStateFactory()])
        file_with_pages("Quux")
    with django_assert_num_queries(10):
        assert client.get("/api/v1/search/?q=quux").status_code == 200
