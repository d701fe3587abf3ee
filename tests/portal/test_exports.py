"""Public lists as files: what is filtered on the page, in its order, for readers, and nothing that is not public."""

import csv
import io

import pytest
from openpyxl import load_workbook

from amin_portal.publishing.spreadsheets import writing
from documents.models import Document
from meetings.models import Party
from meetings.views import PartnerList
from tests.factories.documents import (
    DocumentFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.factories.plans import PlanFactory

from .doors import LISTS

pytestmark = pytest.mark.django_db

BOM = "\ufeff"


def rows_of_csv(content: bytes) -> list[dict]:
    text = content.decode("utf-8")
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def rows_of_xlsx(content: bytes) -> list[dict]:
    headings, *rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


READ = {"csv": rows_of_csv, "xlsx": rows_of_xlsx}


def taken(client, address: str) -> list[dict]:
    response = client.get(address)
    assert response.status_code == 200, response.getvalue()
    return READ[address.partition("?")[0].rpartition(".")[2]](response.getvalue())


def fill(count):
    """`count` rows in every list, each with something in every relation that is a column."""
    for _ in range(count):
        country = MemberStateFactory()
        body = BodyFactory(parent=BodyFactory(), successor=BodyFactory())
        PartyFactory(bodies=[body])
        meeting = MeetingFactory(body=body, host=country, joint_bodies=[body], participants=[country])
        item = AgendaItemFactory(meeting=meeting)
        outcome = OutcomeFactory(meeting=meeting, agenda_item=item, tasked_bodies=[body], follows=OutcomeFactory())
        document = DocumentFactory(
            kind=Document.Kind.STUDY, supersedes=DocumentFactory(), part_of=DocumentFactory(),
            publishers=[country], partners=[country], bodies=[body],
        )  # fmt: skip
        MeetingDocumentFactory(meeting=meeting, document=document, outcome=outcome)
        PlanFactory(
            document=document, part_of=PlanFactory(), predecessor=PlanFactory(adopted_at=meeting),
            supports=[PlanFactory()], drafting_lead=country,
        )  # fmt: skip
        RelatedLinkFactory(country=country)
        KeyFigureFactory()


@pytest.mark.parametrize("count", [1, 3])
def test_files_cost_the_same_for_any_number(client, django_assert_num_queries, count):
    fill(count)
    costs = {
        "bodies": 4, "meetings": 6, "outcomes": 8, "plans": 12, "documents": 7, "publications": 7, "partners": 3,
        "countries": 3, "links": 3, "figures": 2,
    }  # fmt: skip
    assert set(costs) == set(LISTS)
    for name, queries in costs.items():
        with django_assert_num_queries(queries, info=name):
            assert len(taken(client, f"/{name}/list.csv")) >= count
        with django_assert_num_queries(queries + 1, info=name):  # Excel has an end: the rows are counted first
            assert len(taken(client, f"/{name}/list.xlsx")) >= count


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_has_codes_labels_and_the_address_of_the_page(client, kind):
    host, body = MemberStateFactory(name="Lao PDR", slug="lao-pdr"), BodyFactory(acronym="AMMin", name="Ministers")
    hidden = BodyFactory(name="Hidden body", state="draft")
    meeting = MeetingFactory(
        body=body, ordinal=10, title="Tenth, \u201cof ministers\u201d", host=host, start="2025-10", end="2025-10",
        joint_bodies=[body, hidden], participants=[PartyFactory(slug="b", name="B"), PartyFactory(slug="a", name="A")],
    )  # fmt: skip
    (row,) = taken(client, f"/meetings/list.{kind}")
    wanted = {
        "uid": str(meeting.uid), "slug": "ammin-10", "page": "http://testserver/meetings/ammin-10/",
        "title": "Tenth, \u201cof ministers\u201d", "kind": "meeting", "kind_label": "meeting", "body": "ammin",
        "body_label": "Ministers (AMMin)", "joint_bodies": "ammin", "joint_bodies_label": "Ministers (AMMin)",
        "ordinal": 10 if kind == "xlsx" else "10", "start": "2025-10", "host": "lao-pdr", "host_label": "Lao PDR",
        "participants": "a; b", "participants_label": "A; B", "mode": "in_person", "mode_label": "in person",
        "sources": "Joint Press Statement | ASEAN Secretariat | https://asean.org/statement | 2023-11-24",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert not {"state", "id", "publish_from", "withdrawal_reason", "created_at"} & row.keys()


def test_file_tells_a_plan_s_adoption_and_a_number_as_a_number(client):
    meeting = MeetingFactory(title="Tenth", slug="tenth", start="2025-10-02", end="2025-10-02")
    PlanFactory(document=MeetingDocumentFactory(meeting=meeting, role="adopted").document)
    (row,) = taken(client, "/plans/list.csv")
    assert {name: row[name] for name in row if name.startswith("adoption")} == {
        "adoption_act": "adopted", "adoption_on": "2025-10-02", "adoption_meeting": "tenth",
        "adoption_meeting_title": "Tenth",
    }  # fmt: skip
    KeyFigureFactory(value="250.500", is_approximate=True)
    (figure,) = taken(client, "/figures/list.xlsx")
    assert (figure["value"], figure["is_approximate"]) == (250.5, "yes")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_holds_all_pages_of_what_is_filtered_in_its_order(client, kind):
    body = BodyFactory(slug="wg")
    MeetingFactory.create_batch(30, body=body, city="Bali")
    MeetingFactory(body=body, city="Hanoi")
    MeetingFactory(body=body, city="Bali", state="draft")
    MeetingFactory(city="Bali")
    rows = taken(client, f"/meetings/list.{kind}?q=bali&body=wg&ordering=-ordinal")
    ordinals = [int(row["ordinal"]) for row in rows]
    assert (len(ordinals), ordinals) == (30, sorted(ordinals, reverse=True))
    response = client.get(f"/meetings/list.{kind}?q=bali")
    assert response["Content-Disposition"] == f'attachment; filename="meetings-filtered.{kind}"'
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "public, no-cache")


def test_file_is_refused_where_a_parameter_is_not_understood(client):
    MeetingFactory()
    wrong = ["page=2", "boddy=x", "year=whenever", "kind=meeting&kind=launch", "body=nosuch", "q=%00", "page_size=5"]
    for query in wrong:
        for kind in READ:
            response = client.get(f"/meetings/list.{kind}?{query}")
            assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json"), query
            assert [error["parameter"] for error in response.json()["errors"]] == [query.partition("=")[0]]
    assert client.post("/meetings/list.csv").status_code == 405


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_a_formula(client, kind):
    attacks = ['=HYPERLINK("http://evil")', "+1", "-2+3", "@SUM(1)", "\t=1", "'=1"]
    PartyFactory.create_batch(1, name=attacks[0], acronym=attacks[1], ministry=attacks[2], capital=attacks[3],
                              note=attacks[4], aliases=[attacks[5], "=2"])  # fmt: skip
    (row,) = taken(client, f"/partners/list.{kind}")
    cells = [row[name] for name in ("name", "acronym", "ministry", "capital", "note")]
    assert cells == [f"'{attack}" for attack in attacks[:5]]
    assert row["aliases"] == "''=1\n=2"


def test_same_file_is_not_sent_twice_and_is_another_after_a_change(client):
    meeting = MeetingFactory()
    first = client.get("/meetings/list.csv")
    assert client.get("/meetings/list.csv", headers={"If-None-Match": first["ETag"]}).status_code == 304
    meeting.city = "Vientiane"
    meeting.save()
    again = client.get("/meetings/list.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, b"Vientiane" in again.getvalue()) == (200, True)


def test_page_offers_what_it_shows_with_the_number(client):
    body = BodyFactory(slug="wg")
    MeetingFactory.create_batch(2, body=body)
    MeetingFactory()
    offered = client.get("/meetings/?body=wg&colour=red").context["exports"]
    query, ways = "?body=wg", {str(way.label): (way.address, way.count) for way in offered}
    assert {name: ways[name] for name in ("CSV", "Excel", "JSON")} == {
        "CSV": (f"/meetings/list.csv{query}", 2),
        "Excel": (f"/meetings/list.xlsx{query}", 2),
        "JSON": (f"/api/v1/meetings/{query}", 2),
    }
    page = client.get("/meetings/?body=wg").text
    assert '<a href="/meetings/list.csv?body=wg" rel="nofollow">CSV (2)</a>' in page
    for way in offered:
        assert client.get(way.address).status_code == 200
    assert 'class="exports"' not in client.get("/meetings/?q=nothing").text


def test_every_list_offers_files_and_the_same_records_in_the_api(client):
    fill(1)
    BodyFactory(name="Not public", state="draft")
    for name in LISTS:
        page = client.get(f"/{name}/")
        shown = {str(record.uid) for record in page.context["object_list"]}
        ways = {str(way.label): way for way in page.context["exports"]}
        for label in ("CSV", "Excel"):
            assert {row["uid"] for row in taken(client, ways[label].address)} == shown, name
        assert {row["uid"] for row in client.get(ways["JSON"].address).json()["results"]} == shown, name


def test_list_too_long_for_excel_offers_none(client, rf, monkeypatch):
    PartyFactory.create_batch(2, kind=Party.Kind.FUND)
    monkeypatch.setitem(writing.FORMATS, "xlsx", writing.Format("xlsx", "x", most_rows=1))
    assert [str(way.label) for way in client.get("/partners/").context["exports"] if way.count] == ["CSV", "JSON"]
    answer = PartnerList.as_view(format=writing.FORMATS["xlsx"])(rf.get("/partners/list.xlsx"))
    assert answer.status_code == 413
