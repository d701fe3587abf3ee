"""Pages of documents, publications, links and figures, and the files behind them."""

import pytest
from django.core.files.base import ContentFile

from documents.models import Document, DocumentFile
from tests.factories.documents import (
    DocumentFactory,
    DocumentFileFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
    UploadedFileFactory,
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


def test_upload_is_sent_under_a_name_that_says_what_it_is(client):
    file = UploadedFileFactory(document=DocumentFactory(slug="vision-2040"), version=2, language="vi")
    answer = client.get("/documents/vision-2040/v2/vi.pdf")
    assert (answer.status_code, answer.getvalue()) == (200, b"%PDF-1.7 text")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="vision-2040-v2-vi.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert file.get_absolute_url() == "/documents/vision-2040/v2/vi.pdf"


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("x.ព", "bin"),
        ("évil.dôc", "bin"),
        ("scan", "bin"),
        ("scan.", "bin"),
        ("scan.p/d?f", "bin"),
        ("scan.a b", "bin"),
        (f"scan.{'x' * 40}", "bin"),
        ("scan.tar.GZ", "gz"),
        ("តារាង.xlsx", "xlsx"),
    ],
)
def test_upload_of_any_name_has_an_address_that_page_and_api_can_name(client, name, extension):
    document = DocumentFactory(slug="vision")
    file = UploadedFileFactory(document=document, version=1, file__filename=name, file__data=b"text")
    file.full_clean()
    address = f"/documents/vision/v1/en.{extension}"
    page, api = client.get(document.get_absolute_url()), client.get(f"/api/v1/files/{file.uid}/")
    assert (page.status_code, address in links(page)) == (200, True)
    assert (api.status_code, api.json()["web"]) == (200, f"http://testserver{address}")
    assert client.get("/api/v1/documents/vision/").status_code == 200
    assert client.get(address).getvalue() == b"text"


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "script.js"])
def test_upload_never_runs_in_the_page(client, name):
    file = UploadedFileFactory(file__filename=name, file__data=b"<script>alert(1)</script>")
    answer = client.get(file.get_absolute_url())
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"] != "") == ("nosniff", True)
    assert answer.getvalue() == b"<script>alert(1)</script>"


def test_file_elsewhere_is_led_to(client):
    file = DocumentFileFactory(document=DocumentFactory(slug="vision"), version=1, url="https://asean.org/vision.pdf")
    answer = client.get(file.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, "https://asean.org/vision.pdf")


@pytest.mark.parametrize(
    "path", ["v2/en.pdf", "v1/vi.pdf", "v1/en.docx", "v1/en.html", "v0/en.pdf", "v99999999999/en.pdf", "v1/en.PDF"]
)
def test_file_that_does_not_exist_is_not_found(client, path):
    UploadedFileFactory(document=DocumentFactory(slug="vision"), version=1)
    assert client.get(f"/documents/vision/{path}").status_code == 404


def test_storage_is_no_door(client):
    file = UploadedFileFactory()
    for path in (
        f"/media/{file.file.name}",
        f"/{file.file.name}",
        f"/static/{file.file.name}",
        f"/uploads/{file.file.name}",
    ):
        assert client.get(path).status_code == 404


def test_file_that_was_lost_is_not_found(client):
    file = UploadedFileFactory()
    file.file.storage.delete(file.file.name)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_second_upload_of_a_version_does_not_overwrite_the_first(uploads):
    first = UploadedFileFactory(version=1, language="en")
    DocumentFile.objects.filter(pk=first.pk).update(version=3)
    second = DocumentFileFactory.build(document=first.document, version=1, url="")
    second.file.save("other.pdf", ContentFile(b"other"))
    assert (uploads / first.file.name).read_bytes() == b"%PDF-1.7 text"
    assert second.get_absolute_url() == f"/documents/{first.document.slug}/v1/en.pdf"


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
