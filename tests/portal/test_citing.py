"""Citations of documents and outcomes: on their pages, beside them as files, and the short address that they name."""

import json

import pytest
import rispy
from pybtex.database import parse_string

from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    hidden = PartyFactory(name="Hidden party", state="draft")
    asean = PartyFactory(name="ASEAN")
    document = DocumentFactory(
        slug="plan", title="Plan", kind="action_plan", date="2025-10", publishers=[asean, hidden]
    )
    MeetingDocumentFactory(document=document, meeting=MeetingFactory(title="10th AMMin"), role="adopted")
    MeetingDocumentFactory(document=document, meeting=MeetingFactory(title="Hidden meeting", state="draft"))
    return document


@pytest.fixture
def outcome():
    meeting = MeetingFactory(slug="ammin-9", title="9th AMMin", body=BodyFactory(name="Ministers", acronym="AMMin"))
    return OutcomeFactory(meeting=meeting, number="12", slug="12", kind="adopted", text=f"A plan. {'More. ' * 60}")


def test_document_is_cited_on_its_page_and_in_files(client, document):
    page = text_of(client.get("/documents/plan/"))
    assert (
        "ASEAN. (2025, October). Plan [Action plan, adopted at the 10th AMMin]. ASEAN minerals cooperation: the public "
        "record. http://testserver/d/plan" in page
    )
    assert "Hidden" not in page
    (ris,) = rispy.loads(client.get("/documents/plan.ris").text)
    bib = parse_string(client.get("/documents/plan.bib").text, "bibtex").entries["plan"]
    (csl,) = json.loads(client.get("/documents/plan.csl.json").text)
    assert ris["authors"] == [author["literal"] for author in csl["author"]] == ["ASEAN"]
    assert ris["urls"] == [csl["URL"]] == [bib.fields["url"]] == ["http://testserver/d/plan"]
    assert (csl["type"], csl["issued"]["date-parts"], bib.type) == ("report", [[2025, 10]], "techreport")


def test_outcome_is_cited_as_a_numbered_part_of_its_meeting(client, outcome):
    page = text_of(client.get(outcome.get_absolute_url()))
    assert "Ministers. (2023, November 24). Adopted: A plan." in page
    assert "In 9th AMMin (Outcome 12). ASEAN minerals cooperation" in page
    base = outcome.get_absolute_url().removesuffix("/")
    (csl,) = json.loads(client.get(f"{base}.csl.json").text)
    assert (csl["container-title"], csl["number"], csl["URL"]) == (
        "9th AMMin", "Outcome 12", "http://testserver/o/ammin-9/12",
    )  # fmt: skip
    assert len(csl["title"]) == 200
    answer = client.get(f"{base}.bib")
    assert (answer["Content-Disposition"], answer["X-Robots-Tag"]) == (
        'attachment; filename="ammin-9-outcome-12.bib"', "noindex",
    )  # fmt: skip
    assert client.get(f"{base}.bib", headers={"If-None-Match": answer["ETag"]}).status_code == 304


FILES = ("ris", "bib", "csl.json")


def test_short_address_and_files_follow_a_renamed_document(client, document):
    assert (client.get("/d/plan").status_code, client.get("/d/plan").url) == (302, "/documents/plan/")
    document.slug = "amcap-iv"
    document.save()
    assert client.get("/d/plan", follow=True).redirect_chain == [("/d/amcap-iv", 301), ("/documents/amcap-iv/", 302)]
    for file in FILES:
        assert client.get(f"/documents/plan.{file}").url == f"/documents/amcap-iv.{file}"


def test_short_address_and_files_follow_a_renamed_outcome(client, outcome):
    assert client.get("/o/ammin-9/12").url == "/meetings/ammin-9/outcomes/12/"
    outcome.meeting.slug, outcome.slug = "ninth", "twelve"
    outcome.meeting.save()
    outcome.save()
    assert client.get("/o/ammin-9/12", follow=True).redirect_chain[-1] == ("/meetings/ninth/outcomes/twelve/", 301)
    for file in FILES:
        answer = client.get(f"/meetings/ammin-9/outcomes/12.{file}", follow=True)
        assert answer.status_code == 200


def test_what_is_no_more_or_not_yet_public_is_not_cited(client, editor, document, outcome):
    document.withdraw("Published by mistake.")
    outcome.withdraw("Published by mistake.")
    addresses = ["/d/plan", "/o/ammin-9/12"]
    addresses += [f"{page}.{file}" for page in ("/documents/plan", "/meetings/ammin-9/outcomes/12") for file in FILES]
    assert {client.get(address).status_code for address in addresses} == {410}
    for record in (document, outcome):
        type(record).objects.filter(pk=record.pk).update(state="draft", was_published=False)
    for browser in (client, editor):
        assert {browser.get(address).status_code for address in addresses} == {404}
        asked = {address: browser.get(f"{address}?preview=1").status_code for address in addresses}
        assert asked == dict.fromkeys(addresses[:2], 404) | dict.fromkeys(addresses[2:], 400)


def test_file_takes_no_parameters_and_short_address_leaves_them_behind(client, document):
    for file in FILES:
        answer = client.get(f"/documents/plan.{file}?style=apa")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert [one["parameter"] for one in answer.json()["errors"]] == ["style"]
    answer = client.get("/d/plan?utm_source=letter")
    assert (answer.status_code, answer.url) == (302, "/documents/plan/")


@pytest.mark.parametrize("count", [1, 3])
def test_citation_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    document = DocumentFactory(slug="plan", publishers=PartyFactory.create_batch(count))
    MeetingDocumentFactory.create_batch(count, document=document)
    outcome = OutcomeFactory()
    with django_assert_num_queries(5):  # the version of the record, document, publishers, papers, meetings
        assert client.get("/documents/plan.ris").status_code == 200
    with django_assert_num_queries(4):  # the version of the record, outcome, meeting, body
        assert client.get(f"{outcome.get_absolute_url().removesuffix('/')}.ris").status_code == 200
