"""The address of a list: tidy, kept through paging, without each filter in turn, and what search engines are told."""

import re

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template

from amin_portal.publishing.addresses import tidied
from meetings.views import MeetingList
from tests.factories.documents import KeyFigureFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

CANONICAL = re.compile(r'<link rel="canonical"\s+href="http://testserver([^"]*)">')
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
FORM = "q=&body=ammin&kind=&host=&mode=&status=&year=2023&start__gte=&start__lte=&ordinal=&ordering="


@pytest.fixture
def meetings(monkeypatch):
    """Three meetings of one body and one of another, on two pages."""
    monkeypatch.setattr(MeetingList, "paginate_by", 2)
    body = BodyFactory(slug="ammin", name="Ministers", acronym="AMMin")
    MeetingFactory.create_batch(3, body=body, start="2023", mode="online")
    MeetingFactory(host=MemberStateFactory(name="Indonesia", slug="indonesia"), mode="hybrid")


def links_of(page, part: str) -> list[tuple[str, str, str]]:
    """The links of a component: what is read out, where they lead, how they are related."""
    found = re.search(rf'<(\w+) class="{part}".*?</\1>', page.text, re.DOTALL)
    said = [
        (re.sub(r'<span class="pill-cross".*?</span>|<[^>]+>', "", text), attributes)
        for attributes, text in LINK.findall(found[0])
    ]

    def value(name: str, attributes: str) -> str:
        given = re.search(rf'\b{name}="([^"]*)"', attributes)
        return given[1].replace("&amp;", "&") if given else ""

    return [(" ".join(words.split()), value("href", given), value("rel", given)) for words, given in said]


@pytest.mark.parametrize(
    ("sent", "tidy"),
    [
        (FORM, "?body=ammin&year=2023"),
        ("year=2023&body=ammin", "?body=ammin&year=2023"),
        ("page=1&body=ammin", "?body=ammin"),
        ("page=2&body=ammin", "?body=ammin&page=2"),
        ("ordering=-start&q=meeting", "?q=meeting&ordering=-start"),
        ("q=&page=1", ""),
        ("q=%20%09", ""),
        ("body=&body=ammin", "?body=ammin"),
        ("boddy=&mode=by+post", "?mode=by+post&boddy="),
        ("boddy=x&body=ammin&body=wgsmd&mode=", "?body=ammin&body=wgsmd&boddy=x"),
        ("q=a%0d%0aSet-Cookie:b&mode=", "?q=a%0D%0ASet-Cookie%3Ab"),
        ("q=%ff&mode=", "?q=%EF%BF%BD"),
        ("q=ammin&q=asomm&=&&mode", "?q=ammin&q=asomm&="),
    ],
)
def test_untidy_address_leads_to_the_tidy_one_at_once(client, meetings, sent, tidy):
    answer = client.get(f"/meetings/?{sent}")
    assert (answer.status_code, answer["Location"]) == (302, f"/meetings/{tidy}")
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    "query", ["", "?", "?&&", "?body=ammin&year=2023", "?q=a%20b", "?q=a+b", "?page=2", "?boddy=ammin", "?q=x&q=x"]
)
def test_tidy_address_is_answered_where_it_is(client, meetings, query):
    assert client.get(f"/meetings/{query}").status_code == 200


def test_tidying_a_tidy_query_changes_nothing():
    order = ["q", "body", "ordering"]
    for query in ("page=3&zz=&body=&body=b&q=c&ordering=&=", "body=b&body=c&page=1&page=1&aa=1&aa="):
        once = tidied(QueryDict(query), order)
        assert tidied(QueryDict(once.urlencode()), order) == once


def test_api_takes_its_parameters_in_any_order(client, meetings):
    answer = client.get(f"/api/v1/meetings/?{FORM}")
    assert (answer.status_code, answer.json()["count"]) == (200, 3)


def test_each_filter_in_use_is_removed_by_a_link_of_its_own(client, meetings):
    page = client.get("/meetings/?q=meeting&body=ammin&ordering=title&page=2&colour=blue", follow=True)
    assert links_of(page, "pills") == [
        ("Remove filter Words: meeting", "/meetings/?body=ammin&ordering=title&colour=blue", "nofollow"),
        ("Remove filter Body: Ministers (AMMin)", "/meetings/?q=meeting&ordering=title&colour=blue", "nofollow"),
        ("Clear all filters", "/meetings/?ordering=title", "nofollow"),
    ]


@pytest.mark.parametrize("query", ["", "?ordering=title", "?page=2", "?mode=by+post", "?colour=blue"])
def test_without_a_filter_in_use_nothing_can_be_removed(client, meetings, query):
    page = client.get(f"/meetings/{query}")
    assert (page.context["pills"], "Clear all filters" in page.text) == ([], False)


def test_repeated_filter_is_removed_as_a_whole(client, meetings):
    pills = client.get("/meetings/?mode=hybrid&mode=online").context["pills"]
    assert [(str(pill.value), pill.removed) for pill in pills] == [("online", "/meetings/")]


def test_pages_keep_filters_and_the_first_is_not_numbered(client, meetings):
    page = client.get("/meetings/?body=ammin&page=2")
    assert links_of(page, "pagination") == [
        ("Previous", "/meetings/?body=ammin", "prev nofollow"),
        ("Page 1", "/meetings/?body=ammin", "nofollow"),
    ]
    assert links_of(client.get("/meetings/"), "pagination") == [
        ("Page 2", "/meetings/?page=2", ""),
        ("Next", "/meetings/?page=2", "next"),
    ]


@pytest.mark.parametrize("query", ["page=99", "page=0", "page=-1", "page=abc", "page=1&page=99"])
def test_page_that_does_not_exist_is_not_found(client, meetings, query):
    assert client.get(f"/meetings/?{query}").status_code == 404


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, ["1", "2", "…", "40"]),
        (20, ["1", "…", "19", "20", "21", "…", "40"]),
        (40, ["1", "…", "39", "40"]),
    ],
)
def test_of_many_pages_the_first_the_last_and_those_nearby_are_shown(number, shown):
    template = Template("{% load publishing %}{% for number in page|numbers_nearby %}{{ number }} {% endfor %}")
    assert template.render(Context({"page": Paginator(range(1000), 25).page(number)})).split() == shown


@pytest.mark.parametrize(
    ("query", "canonical", "indexed"),
    [
        ("", "", True),
        ("?page=2", "?page=2", True),
        ("?page=last", "?page=2", True),
        ("?mode=online", "?mode=online", False),
        ("?mode=online&page=2", "?mode=online&amp;page=2", False),
        ("?ordering=title", "?ordering=title", False),
        ("?colour=blue", "", False),
    ],
)
def test_search_engines_keep_whole_lists_alone_and_follow_all(client, meetings, query, canonical, indexed):
    page = client.get(f"/meetings/{query}")
    assert CANONICAL.findall(page.text) == [f"/meetings/{canonical}"]
    assert re.findall(r'<meta name="robots" content="([^"]*)">', page.text) == ([] if indexed else ["noindex,follow"])


def test_list_without_anything_says_which_filter_to_remove(client, meetings):
    page = client.get("/meetings/?body=ammin&host=indonesia&mode=online")
    assert links_of(page, "ways-on") == [
        ("Without “Host: Indonesia”", "/meetings/?body=ammin&mode=online", "nofollow"),
    ]
    assert "Without “Host: Indonesia” 3 on record" in text_of(page)


@pytest.mark.parametrize(
    "query", [{"q": "x" * 10_000}, {"q": "a\x00b"}, {"x" * 10_000: "1"}, {"year": "9" * 400}, {"body": "../\r\n"}]
)
def test_odd_parameters_are_named_and_left_out(client, meetings, query):
    page = client.get("/meetings/", query)
    assert [problem.parameter for problem in page.context["problems"]] == list(query)
    assert (page.status_code, page.context["paginator"].count, page.context["pills"]) == (200, 4, [])


def test_number_that_no_database_can_hold_finds_nothing(client):
    KeyFigureFactory(year=2023)
    page = client.get("/figures/?year=99999999999")
    assert (page.status_code, list(page.context["object_list"])) == (200, [])
