"""Lists in the order of a date are divided by its years."""

import re

import pytest
from django.http import QueryDict

from meetings.filters import MeetingFilter
from meetings.models import Meeting
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory

pytestmark = pytest.mark.django_db

YEAR_ROW = re.compile(r'<tr class="year-row">\s*<th scope="rowgroup" colspan="(\d+)">\s*([^<]*?)\s*</th>')
NEWEST_FIRST = [(2025, ["e"]), (2023, ["d", "c"]), (1996, ["b"]), (None, ["a"])]
OLDEST_FIRST = [(1996, ["b"]), (2023, ["c", "d"]), (2025, ["e"]), (None, ["a"])]
UNDIVIDED = [("", ["a", "b", "c", "d", "e"])]


@pytest.fixture
def meetings():
    body = BodyFactory(acronym="AMMin")
    for title, start in [("a", None), ("b", "1996"), ("c", "2023-05"), ("d", "2023-11-21"), ("e", "2025-10-02")]:
        MeetingFactory(body=body, title=title, start=start)


def years(page) -> list[tuple]:
    return [(year, [record.title for record in records]) for year, records in page.context["years"]]


@pytest.mark.parametrize(
    ("query", "divided"),
    [
        ("", NEWEST_FIRST),
        ("ordering=", NEWEST_FIRST),
        ("ordering=-start", NEWEST_FIRST),
        ("ordering=start", OLDEST_FIRST),
        ("ordering=title", UNDIVIDED),
        ("ordering=title,start", UNDIVIDED),
        ("boddy=ammin", NEWEST_FIRST),
        ("year=whenever", NEWEST_FIRST),
        ("year=whenever&ordering=start", OLDEST_FIRST),
        ("year=whenever&ordering=title", UNDIVIDED),
        ("ordering=nonsense", NEWEST_FIRST),
        ("year=2023", [(2023, ["d", "c"])]),
        ("year=1901", []),
    ],
)
def test_list_is_divided_by_years_while_it_stands_in_the_order_of_its_date(client, meetings, query, divided):
    assert years(client.get(f"/meetings/?{query}", follow=True)) == divided


@pytest.mark.parametrize(
    ("query", "order"),
    [
        (None, ""),
        ("", ""),
        ("ordering=title", "title"),
        ("ordering=-start,title", "-start,title"),
        ("ordering=nonsense", ""),
        ("year=whenever&ordering=title", "title"),
    ],
)
def test_filter_knows_the_order_that_was_asked_for(query, order):
    data = None if query is None else QueryDict(query)
    assert MeetingFilter(data, queryset=Meeting.objects.public()).order == order


def test_year_that_goes_on_is_named_on_each_page(client):
    MeetingFactory.create_batch(30, body=BodyFactory(), start="2023-05")
    pages = [client.get("/meetings/", {"page": number}, follow=True).context["years"] for number in (1, 2)]
    assert [[(year, len(records)) for year, records in page] for page in pages] == [[(2023, 25)], [(2023, 5)]]


def test_years_take_no_query_of_their_own(client, meetings, django_assert_num_queries):
    page = client.get("/meetings/")
    with django_assert_num_queries(0):
        assert years(page) == NEWEST_FIRST


def year_rows(page) -> list[tuple[str, str]]:
    return YEAR_ROW.findall(page.text)


def test_page_names_each_year_in_a_row_of_its_own_before_its_records(client, meetings):
    page = client.get("/meetings/")
    assert year_rows(page) == [("5", "2025"), ("5", "2023"), ("5", "1996"), ("5", "Date not known")]
    assert page.text.count("<tbody>") == 4
    order = re.findall(r'<th scope="rowgroup"[^>]*>\s*([^<]*?)\s*</th>|<th scope="row">\s*<a [^>]*>(\w)</a>', page.text)
    assert [year or title for year, title in order] == [
        "2025",
        "e",
        "2023",
        "d",
        "c",
        "1996",
        "b",
        "Date not known",
        "a",
    ]


def test_page_names_no_year_in_another_order(client, meetings):
    page = client.get("/meetings/?ordering=title")
    assert (year_rows(page), page.text.count("<tbody>"), len(re.findall(r'<th scope="row">', page.text))) == ([], 1, 5)


@pytest.mark.parametrize("address", ["/documents/", "/publications/"])
def test_documents_are_divided_by_the_year_of_their_date(client, address):
    for date in ("2022-04", None, "1995-12"):
        DocumentFactory(kind="study", date=date)
    assert [year for _columns, year in year_rows(client.get(address))] == ["2022", "1995", "Date not known"]
    assert [year for _columns, year in year_rows(client.get(f"{address}?ordering=date"))] == [
        "1995",
        "2022",
        "Date not known",
    ]
    assert year_rows(client.get(f"{address}?ordering=title")) == []


def test_outcomes_are_divided_by_the_year_of_their_meeting(client):
    for start in ("2022-04", None, "1995-12"):
        OutcomeFactory(meeting__start=start)
    years_of = {
        query: [year for _columns, year in year_rows(client.get(f"/outcomes/?{query}"))]
        for query in ("", "ordering=date", "ordering=-date", "ordering=kind")
    }
    assert years_of == {
        "": ["2022", "1995", "Date not known"],
        "ordering=date": ["1995", "2022", "Date not known"],
        "ordering=-date": ["2022", "1995", "Date not known"],
        "ordering=kind": [],
    }


def test_list_without_a_date_is_not_divided(client):
    BodyFactory.create_batch(2)
    page = client.get("/bodies/")
    assert ([year for year, _records in page.context["years"]], year_rows(page)) == ([""], [])


@pytest.mark.parametrize("address", ["/meetings/", "/outcomes/", "/documents/", "/publications/"])
def test_row_of_a_year_is_as_wide_as_its_table(client, address):
    OutcomeFactory()
    DocumentFactory(kind="study")
    page = client.get(address)
    head = re.search(r"<thead>.*?</thead>", page.text, re.DOTALL)[0]
    assert {int(wide) for wide, _year in year_rows(page)} == {head.count("<th ")}
