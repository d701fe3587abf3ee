"""Each choice of a filter says how many records it would find, with all other filters in use but without its own."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from amin_portal.publishing import filters
from documents.filters import DocumentFilter, KeyFigureFilter
from meetings.filters import BodyFilter, MeetingFilter, OutcomeFilter, PartyFilter
from meetings.models import Meeting
from plans.filters import PlanFilter
from tests.factories.documents import DocumentFactory, KeyFigureFactory, MeetingDocumentFactory
from tests.factories.meetings import (
    BodyFactory,
    FormerNameFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db

OPTION = re.compile(r'<option value="([^"]+)"( selected)?>([^<]*)</option>')


def offered(client, address, name) -> list[str]:
    """The choices of a filter as people read them, the chosen one with a star."""
    select = re.search(rf'<select name="{name}".*?</select>', client.get(address).text, re.DOTALL)
    return [f"{label}{'*' if chosen else ''}" for _value, chosen, label in OPTION.findall(select[0])]


@pytest.fixture
def hosted():
    """Meetings by host and mode: three of Indonesia, one of them online, and one of Viet Nam."""
    hosts = {name: MemberStateFactory(name=name, slug=name.lower()) for name in ("Indonesia", "Vietnam")}
    for host, mode, start in [
        ("Indonesia", "online", "2021"),
        ("Indonesia", "in_person", "2023-05"),
        ("Indonesia", "in_person", None),
        ("Vietnam", "in_person", "2021-11-30"),
    ]:
        MeetingFactory(host=hosts[host], mode=mode, start=start, end=None)


@pytest.mark.parametrize(
    ("query", "hosts", "modes", "years"),
    [
        ("", ["Indonesia (3)", "Vietnam (1)"], ["in person (3)", "online (1)"], ["2023 (1)", "2021 (2)"]),
        (
            "?host=indonesia",
            ["Indonesia (3)*", "Vietnam (1)"],
            ["in person (2)", "online (1)"],
            ["2023 (1)", "2021 (1)"],
        ),
        ("?mode=online", ["Indonesia (1)"], ["in person (3)", "online (1)*"], ["2021 (1)"]),
        ("?host=vietnam&mode=online", ["Indonesia (1)", "Vietnam (0)*"], ["in person (1)", "online (0)*"], []),
        ("?year=1990", [], [], ["2023 (1)", "2021 (2)", "1990 (0)*"]),
        ("?host=vietnam&year=whenever", ["Indonesia (3)", "Vietnam (1)*"], ["in person (1)"], ["2021 (1)"]),
    ],
)
def test_choices_are_counted_with_the_other_filters_but_without_their_own(client, hosted, query, hosts, modes, years):
    wanted = {name: found for name, found in (("host", hosts), ("mode", modes), ("year", years)) if found}
    assert {name: offered(client, f"/meetings/{query}", name) for name in wanted} == wanted


def test_filter_that_could_find_nothing_is_left_out_of_the_form(client):
    OutcomeFactory(follow_up="")
    assert [field.name for field in client.get("/outcomes/").context["filter"].form] == [
        "q", "kind", "body", "meeting", "year", "ordering",
    ]  # fmt: skip


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"publish_from": "2999-01-01T00:00Z"}], ids=str)
def test_hidden_records_are_not_counted(client, hosted, hidden):
    MeetingFactory(host=MeetingFactory(host=MemberStateFactory(name="Brunei")).host, mode="online", **hidden)
    assert offered(client, "/meetings/", "host") == ["Brunei (1)", "Indonesia (3)", "Vietnam (1)"]


def test_year_of_a_list_is_each_in_which_a_record_lasted(client):
    MeetingFactory(start="2022-12-30", end="2023-01-02")
    MeetingFactory(start="2022", end=None)
    assert offered(client, "/meetings/", "year") == ["2023 (1)", "2022 (2)"]


def test_plan_without_an_end_is_in_force_up_to_the_last_year_in_sight(client):
    PlanFactory(start_year=2097, end_year=2099)
    PlanFactory(start_year=2096, end_year=None)
    PlanFactory(start_year=None, end_year=None)
    assert offered(client, "/plans/", "year") == ["2099 (2)", "2098 (2)", "2097 (2)", "2096 (1)"]


def test_language_is_offered_by_its_name(client):
    for code in ("vi", "en", "en"):
        DocumentFactory(language=code)
    assert offered(client, "/documents/?language=vi", "language") == ["English (2)", "Vietnamese (1)*"]


def test_filter_with_more_than_anybody_looks_through_is_left_to_addresses(client, monkeypatch):
    monkeypatch.setattr(filters, "MOST_OFFERED", 2)
    meetings = [MeetingFactory() for _ in range(3)]
    for meeting in meetings:
        MeetingDocumentFactory(meeting=meeting)
    assert 'name="meeting"' not in client.get("/documents/").text
    narrowed = client.get(f"/documents/?meeting={meetings[0].slug}")
    assert len(narrowed.context["object_list"]) == 1
    assert f'<input type="hidden" name="meeting" value="{meetings[0].slug}"' in narrowed.text
    monkeypatch.setattr(filters, "MOST_OFFERED", 3)
    assert len(offered(client, "/documents/?ordering=title", "meeting")) == 3


def test_record_is_counted_once_however_it_was_found(client):
    """Three former names match, two bodies and two publishers are named: still one body and one document."""
    body = BodyFactory(acronym="WG", kind="working_group")
    for name in ("Sample group", "Sample party", "Sample circle"):
        FormerNameFactory(body=body, name=name)
    assert offered(client, "/bodies/?q=sample", "kind") == ["working group (1)"]
    publishers = [PartyFactory(name="One"), PartyFactory(name="Two")]
    DocumentFactory(bodies=[body, BodyFactory()], publishers=publishers, kind="study")
    assert offered(client, "/documents/", "publisher") == ["One (1)", "Two (1)"]
    assert offered(client, "/documents/", "kind") == ["study (1)", "publication (1)"]


@pytest.fixture
def varied():
    """Records that differ in what they can be filtered by."""
    bodies = [BodyFactory(kind=kind) for kind in ("ministerial", "working_group", "working_group")]
    bodies.append(BodyFactory(kind="task_force", parent=bodies[0]))
    parties = [PartyFactory(bodies=bodies[:number]) for number in range(3)]
    for number, kind in enumerate(("study", "poster", "publication", "declaration", "declaration")):
        document = DocumentFactory(
            kind=kind, is_key_document=bool(number % 2), date=f"20{20 + number}", language="vi" if number else "en",
            bodies=bodies[number % 2 : 3], publishers=parties[: number % 3], partners=parties[number % 3 :],
        )  # fmt: skip
        meeting = MeetingFactory(
            body=bodies[number % 3], host=parties[number % 2], mode="online" if number % 2 else "hybrid",
            kind="workshop" if number > 2 else "meeting", start=f"202{number}-12-31", end=f"202{number + 1}-01-02",
        )  # fmt: skip
        for role in ("adopted", "noted"):
            MeetingDocumentFactory(document=document, meeting=meeting, role=role)
        OutcomeFactory(meeting=meeting, kind="adopted" if number % 2 else "tasked", follow_up="open" if number else "")
        PlanFactory(
            document=document, kind="strategy" if number else "vision", start_year=2020 + number,
            end_year=None if number == 1 else 2024, part_of=PlanFactory() if number else None,
        )  # fmt: skip
        KeyFigureFactory(year=2020 + number % 2, is_headline=bool(number % 2))


def said_and_found(filterset, query) -> tuple[dict, dict]:
    """How many records each choice of a list says that it finds, and how many it does find."""

    def asked(**instead: str):
        data = QueryDict(query, mutable=True)
        for name, value in instead.items():
            data[name] = value
        return filterset(data, queryset=filterset._meta.model.objects.public())

    listed = asked()
    said = {(name, choice.value): choice.count for name, found in listed.choices().items() for choice in found}
    return said, {(name, value): asked(**{name: value}).qs.distinct().count() for name, value in said}


def test_every_choice_finds_as_many_as_it_says(varied):
    lists = [
        (BodyFilter, ""), (PartyFilter, ""), (MeetingFilter, ""), (OutcomeFilter, ""), (PlanFilter, ""),
        (DocumentFilter, ""), (KeyFigureFilter, ""), (KeyFigureFilter, "year=2021"), (PlanFilter, "year=2022"),
        (MeetingFilter, "mode=online&start__gte=2021"), (OutcomeFilter, "kind=adopted&year=2022"),
        (DocumentFilter, "kind=publication"), (DocumentFilter, "language=vi&is_key_document=true&date__lte=2023"),
    ]  # fmt: skip
    for filterset, query in lists:
        said, found = said_and_found(filterset, query)
        assert (filterset, query, said) == (filterset, query, found)
        assert len(said) > 1


@pytest.mark.parametrize("count", [1, 3])
def test_filtered_list_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    body = BodyFactory(slug="ammin")
    for _ in range(count):
        MeetingFactory(body=body, host=MemberStateFactory(), start="2023")
    with django_assert_num_queries(13):  # as without filters, the asked body, and those for a calendar
        assert len(client.get("/meetings/?q=meeting&body=ammin&year=2023").context["object_list"]) == count


def test_what_no_form_offers_is_not_counted(hosted, django_assert_num_queries):
    listed = MeetingFilter(QueryDict("host__isnull=false"), queryset=Meeting.objects.public())
    with django_assert_num_queries(3):  # what a meeting has one of, bodies, hosts
        assert "host__isnull" not in listed.choices()


def test_api_counts_no_choices(client, hosted):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get("/api/v1/meetings/?host=vietnam&mode=online").json()["count"] == 0
    assert [query["sql"] for query in asked if "GROUP BY" in query["sql"]] == []


@pytest.mark.parametrize("order", ["title,,start", ",title", "title,", ","])
def test_order_with_a_comma_too_many_is_not_understood(client, order):
    MeetingFactory()
    page, answer = client.get("/meetings/", {"ordering": order}), client.get("/api/v1/meetings/", {"ordering": order})
    assert [problem.parameter for problem in page.context["problems"]] == ["ordering"]
    assert (answer.status_code, [problem["parameter"] for problem in answer.json()["errors"]]) == (400, ["ordering"])


def test_orders_are_offered_in_words(client):
    MeetingFactory()
    assert offered(client, "/meetings/?ordering=-start", "ordering") == [
        "Start: earliest first",
        "Start: latest first*",
        "Title: A to Z",
        "Ordinal: lowest first",
        "Ordinal: highest first",
        "Last changed: earliest first",
        "Last changed: latest first",
    ]
    assert offered(client, "/meetings/?ordering=-title", "ordering")[-1] == "Title: Z to A*"
    assert offered(client, "/meetings/?ordering=title,-start", "ordering")[-1] == "Title: A to Z, Start: latest first*"
    OutcomeFactory()
    assert offered(client, "/outcomes/", "ordering")[0] == "Date: earliest first"
