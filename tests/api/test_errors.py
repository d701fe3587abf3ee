"""Whatever is sent to the API, the answer says what is wrong with it; and what it links to, and what is going."""

import datetime

import pytest

from amin_portal.publishing.api import collections
from amin_portal.publishing.api.deprecation import Deprecated, announce
from tests.factories.meetings import BodyFactory, MeetingFactory, PartyFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        f"q={'x' * 8192}", f"{'x' * 8192}=1", f"fields={'title,' * 1500}", "&".join(f"a{n}=1" for n in range(1001)),
        "fields=%00", "%00=1", "ordering=%00", "page_size=999999999999", "body__in=%FF", "fields=title&fields=kind",
        "cursor=%00", "expand[]=body", "q=%ED%A0%80%00",
    ],
    ids=lambda query: query[:12],
)  # fmt: skip
def test_odd_query_is_a_problem_400(client, query):
    MeetingFactory()
    answer = client.get(f"/api/v1/meetings/?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert list(answer.json())[:4] == ["type", "title", "status", "detail"]


def test_host_that_is_not_ours_is_a_problem_400(client):
    for path, media_type in (("/api/v1/meetings/", "application/problem+json"), ("/meetings/", "text/plain")):
        answer = client.get(path, headers={"host": "evil.example.org"})
        assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (400, media_type)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_wrong_method_is_a_problem_405_that_says_which_are_right(client, method):
    meeting = MeetingFactory()
    for address in ("/", "/meetings/", f"/meetings/{meeting.slug}/", "/search/", "/changes/", f"/trace/{meeting.uid}/"):
        answer = getattr(client, method)(f"/api/v1{address}")
        assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (
            405, "application/problem+json", "GET, HEAD, OPTIONS",
        )  # fmt: skip


@pytest.mark.parametrize("name", ["meetings/", "search/", "changes/", ""])
def test_options_say_what_may_be_asked_and_where_that_stands(client, name):
    answer = client.options(f"/api/v1/{name}")
    assert (answer.status_code, answer["Allow"], answer.content) == (204, "GET, HEAD, OPTIONS", b"")
    assert '</api/schema/>; rel="service-desc"' in answer["Link"].replace("http://testserver", "")


def links(answer):
    return dict(
        reversed(one.strip("<").split(">; rel=")[:2])
        for one in answer["Link"].replace("http://testserver", "").replace('; type="text/html"', "").split(", ")
    )


def test_list_is_linked_with_its_pages_and_its_twin(client):
    body = BodyFactory(slug="ammin")
    MeetingFactory.create_batch(5, body=body)
    found = links(client.get("/api/v1/meetings/?body=ammin&page_size=2&page=2"))
    at = "/api/v1/meetings/?body=ammin&page"
    assert (found['"prev"'], found['"next"'], found['"last"']) == (
        f"{at}_size=2",
        f"{at}=3&page_size=2",
        f"{at}=3&page_size=2",
    )
    assert (found['"first"'], found['"alternate"']) == (f"{at}_size=2", "/meetings/?body=ammin")
    assert found['"terms-of-service"'] == "/api/docs/#terms"


@pytest.mark.parametrize("parameters", ["", "&cursor="])
def test_long_address_is_not_repeated_in_headers_more_than_proxies_take(client, parameters):
    """nginx takes four kilobytes of headers, unless it is told to take more."""
    MeetingFactory.create_batch(3, title="Forum")
    answer = client.get(f"/api/v1/meetings/?page_size=1&q={'%20' * 2_000}forum{parameters}")
    assert (answer.status_code, links(answer).keys()) == (
        200,
        {'"service-desc"; type="application/vnd.oai.openapi"', '"terms-of-service"'},
    )
    assert answer.json()["next"]
    assert sum(len(name) + len(value) + 4 for name, value in answer.items()) < 3_500


@pytest.mark.parametrize("parameters", ["page=1", "cursor="])
def test_pages_around_are_all_linked_or_none(client, parameters):
    """Around four hundred characters the next page has a longer address than the first."""
    MeetingFactory.create_batch(15, title="Forum")
    for length in range(300, 345, 3):
        address = f"/api/v1/meetings/?{parameters}&page_size=1&q=forum{'+' * length}"
        found = links(client.get(address)).keys()
        assert ('"first"' in found) == ('"next"' in found)
        assert length > 303 or '"first"' in found
    assert '"first"' not in found


def test_page_and_data_are_each_others_twins(client):
    meeting = MeetingFactory()
    page = client.get("/meetings/?kind=meeting").text
    assert 'type="application/json" href="/api/v1/meetings/?kind=meeting"' in page.replace("\n", " ")
    assert links(client.get("/api/v1/meetings/?kind=meeting"))['"alternate"'] == "/meetings/?kind=meeting"
    assert links(client.get(f"/api/v1/meetings/{meeting.slug}/"))['"alternate"'] == meeting.get_absolute_url()
    assert f'href="/api/v1/meetings/{meeting.slug}/"' in client.get(meeting.get_absolute_url()).text
    assert links(client.get("/api/v1/search/?q=tin"))['"alternate"'] == "/search/?q=tin"
    assert links(client.get(f"/api/v1/trace/{meeting.uid}/"))['"alternate"'] == meeting.get_absolute_url()
    for name in ("agenda-items/", "changes/", ""):
        assert '"alternate"' not in links(client.get(f"/api/v1/{name}"))


def test_licence_is_told_as_it_is_set_and_never_made_up(client, settings):
    assert client.get("/api/v1/meetings/").json()["licence"] is None
    settings.RECORD_LICENCE = "https://licences.example.org/open/"
    assert client.get("/api/v1/meetings/").json()["licence"] == "https://licences.example.org/open/"
    assert settings.RECORD_LICENCE in client.get("/api/docs/").text
    assert f'"license":"{settings.RECORD_LICENCE}"' in client.get("/data/").text


def test_what_is_going_is_announced_where_it_is_used(client, monkeypatch):
    since, until = (datetime.datetime(year, 1, 1, tzinfo=datetime.UTC) for year in (2027, 2029))
    going = (
        Deprecated("mode", since, until, "https://example.org/why#mode", collection="meetings"),
        Deprecated("city", since, until, "https://example.org/why#city", collection="meetings", is_field=True),
    )
    monkeypatch.setattr(collections, "announce", lambda view, response: announce(view, response, going))
    PartyFactory()
    for address, names in {
        "/api/v1/meetings/?fields=title": [],
        "/api/v1/meetings/": ["city"],
        "/api/v1/meetings/?mode=online&omit=city": ["mode"],
        "/api/v1/meetings/?mode=online": ["mode", "city"],
        "/api/v1/parties/": [],
    }.items():
        answer = client.get(address)
        assert (address, answer.headers.get("Deprecation")) == (address, "@1798761600" if names else None)
        assert answer.headers.get("Sunset") == ("Mon, 01 Jan 2029 00:00:00 GMT" if names else None)
        assert [name for name in ("mode", "city") if f'why#{name}>; rel="deprecation"' in answer["Link"]] == names
