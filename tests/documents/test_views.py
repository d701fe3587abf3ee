"""Pages of documents, publications, links and figures, and the files behind them."""

import pytest

from documents.models import Document
from tests.factories.documents import (
    DocumentFactory,
    DocumentFileFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
)
from tests.factories.meetings import MemberStateFactory
from tests.pages import headings, links, text_of

pytestmark = pytest.mark.django_db


def test_documents_are_listed_newest_first_and_undated_last(client):
    for title, date in [("old", "1995-12"), ("undated", None), ("new", "2025")]:
        DocumentFactory(title=title, date=date)
    assert [document.title for document in client.get("/documents/").context["object_list"]] == [
        "new",
        "old",
        "undated",
    ]


def test_publications_are_listed_apart(client):
    study = DocumentFactory(kind=Document.Kind.STUDY)
    DocumentFactory(kind=Document.Kind.DECLARATION)
    assert list(client.get("/publications/").context["object_list"]) == [study]


def test_documents_are_filtered_as_in_the_api(client):
    found = DocumentFactory(kind="study", date="2022-04", is_key_document=True)
    DocumentFactory(date="2023")
    for query in (
        "kind=study",
        "kind=publication",
        "year=2022",
        "is_key_document=true",
        "date__lte=2022-04",
        f"q={found.title.split()[1]}",
    ):
        page, answer = client.get(f"/documents/?{query}"), client.get(f"/api/v1/documents/?{query}").json()
        assert (query, list(page.context["object_list"])) == (query, [found])
        assert [record["uid"] for record in answer["results"]] == [str(found.uid)]


def test_document_shows_where_it_was_adopted(client):
    paper = MeetingDocumentFactory(date="2023-11-23", meeting__title="9th AMMin", meeting__ordinal=None)
    page = client.get(paper.document.get_absolute_url())
    assert paper.meeting.get_absolute_url() in links(page)
    assert [words for words in ("Adopted", "9th AMMin", "23 November 2023") if words not in text_of(page)] == []


def test_document_without_file_says_so(client):
    text = text_of(client.get(DocumentFactory().get_absolute_url()))
    assert "no file" in text.lower()


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"publish_from": "2999-01-01T00:00Z"}])
def test_document_shows_only_the_files_that_are_public(client, hidden):
    file = DocumentFileFactory(version=1)
    unseen = DocumentFileFactory(document=file.document, version=2, **hidden)
    found = links(client.get(file.document.get_absolute_url()))
    assert (
        file.get_absolute_url() in found or file.url in found,
        unseen.get_absolute_url() in found,
        unseen.url in found,
    ) == (True, False, False)


def test_links_lead_out_and_are_grouped(client):
    link = RelatedLinkFactory(
        title="AMDIS", url="https://amdis.example.org/", country=MemberStateFactory(name="Indonesia")
    )
    page = client.get("/links/")
    assert link.url in links(page)
    assert [words for words in ("AMDIS", "Indonesia", "Databases") if words not in text_of(page)] == []


def test_figures_are_shown_with_value_unit_year_and_source(client):
    KeyFigureFactory(
        label="Trade", value="250.500", unit="USD billion", year=2018, statement="A sentence.", is_approximate=True
    )
    text = text_of(client.get("/figures/"))
    assert [
        words
        for words in ("Trade", "250.5", "USD billion", "2018", "A sentence.", "Joint Press Statement")
        if words not in text
    ] == []


def test_figure_without_number_is_shown_too(client):
    KeyFigureFactory(label="Rank", value=None, statement="Second largest producer.")
    assert "Second largest producer." in text_of(client.get("/figures/"))


def test_pages_have_one_main_heading_each(client):
    addresses = ["/documents/", "/publications/", "/links/", "/figures/", DocumentFactory().get_absolute_url()]
    assert {address: len(headings(client.get(address))) for address in addresses} == dict.fromkeys(addresses, 1)
