"""A document's page with its newest version first, and the page of each version."""

import pytest

from tests.factories.documents import DocumentFactory, DocumentFileFactory, UploadedFileFactory
from tests.pages import links, plain, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def vision():
    """Three versions: the second in three languages, the third a draft."""
    document = DocumentFactory(slug="vision", short_title="Vision", language="vi")
    UploadedFileFactory(document=document, version=1, language="en")
    for language, is_official in (("en", True), ("id", False), ("vi", True)):
        UploadedFileFactory(document=document, version=2, language=language, is_official=is_official)
    UploadedFileFactory(document=document, version=3, language="vi", state="draft")
    return document


def editions(page) -> list[str]:
    """Which editions are offered, in order, without those to keep."""
    return [link for link in links(page) if link.startswith("/documents/vision/v") and not link.endswith("=1")]


def test_newest_version_stands_first_in_the_language_of_the_original_first(client, vision):
    page = client.get("/documents/vision/")
    assert editions(page) == [
        "/documents/vision/v2/vi.pdf",
        "/documents/vision/v2/en.pdf",
        "/documents/vision/v2/id.pdf",
        "/documents/vision/v1/",
    ]
    said = text_of(page)
    for words in ("Vietnamese (PDF) original", "English (PDF) official translation", "Indonesian (PDF) unofficial"):
        assert words in said


def test_page_of_a_version_shows_its_editions_alone(client, vision):
    page = client.get("/documents/vision/v2/")
    assert editions(page) == [f"/documents/vision/v2/{language}.pdf" for language in ("vi", "en", "id")]
    assert "is the newest" not in text_of(page)
    assert 'content="noindex"' not in page.text


def test_page_of_an_older_version_leads_to_the_newest_that_is_public(client, vision):
    page = client.get("/documents/vision/v1/")
    assert editions(page) == ["/documents/vision/v2/", "/documents/vision/v1/en.pdf"]
    assert "Version 2 is the newest." in text_of(page)
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.parametrize(("address", "canonical"), [("", ""), ("v2/", ""), ("v1/", "v1/")])
def test_page_of_the_newest_version_stands_for_no_more_than_that_of_the_document(client, vision, address, canonical):
    page = plain(client.get(f"/documents/vision/{address}").text)
    assert page.count('rel="canonical"') == 1
    assert f'<link rel="canonical" href="http://testserver/documents/vision/{canonical}">' in page


def test_version_that_is_a_draft_is_shown_to_staff_alone(client, editor, vision):
    assert client.get("/documents/vision/v3/").status_code == 404
    page = editor.get("/documents/vision/v3/")
    assert (editions(page), page["Cache-Control"]) == (["/documents/vision/v3/vi.pdf"], "private, no-store")
    assert "Version 3 is the newest." in text_of(editor.get("/documents/vision/v2/?preview=1"))
    assert "Version 3" not in text_of(editor.get("/documents/vision/v2/"))


def test_superseding_document_is_named_on_every_version(client, vision):
    newer = DocumentFactory(title="Vision 2045", supersedes=vision)
    DocumentFactory(title="Secret vision", supersedes=vision, state="draft")
    for address in ("/documents/vision/", "/documents/vision/v2/", "/documents/vision/v1/"):
        page = client.get(address)
        assert newer.get_absolute_url() in links(page)
        assert "Secret vision" not in page.text


@pytest.mark.parametrize(("address", "languages"), [("", ["vi", "en", "id"]), ("v2/", ["vi", "en", "id"]), ("v1/", [])])
def test_head_names_the_languages_where_there_are_several(client, vision, address, languages):
    page = client.get(f"/documents/vision/{address}")
    alternates = [
        f'<link rel="alternate" hreflang="{language}" type="application/pdf"'
        f' href="http://testserver/documents/vision/v2/{language}.pdf">'
        for language in languages
    ]
    head = plain(page.text.partition("</head>")[0])
    assert head.count("hreflang=") == len(languages)
    assert [link for link in alternates if link not in head] == []


def test_page_says_what_is_known_of_a_file_and_shows_its_first_page(client):
    file = UploadedFileFactory(document=DocumentFactory(slug="vision"), version=1, pages=2)
    file.text_state, file.text_note, file.read_at = "partly", "Page 2 is a picture.", "2026-01-31T00:00Z"
    file.picture, file.picture_width, file.picture_height = "first.webp", 300, 424
    file.save()
    page = client.get("/documents/vision/")
    for words in ("application/pdf", "2 pages", "13 bytes", file.sha256, "read in part. Page 2 is a picture."):
        assert words in text_of(page).replace("\xa0", " ")
    picture = (
        '<img class="first-page" src="/documents/vision/v1/en/page-1.webp" alt="First page, in English"'
        ' width="300" height="424" loading="lazy">'
    )
    assert picture in plain(page.text)


@pytest.mark.parametrize("count", [1, 3])
def test_version_costs_the_same_for_any_number_of_editions(client, django_assert_num_queries, count):
    document = DocumentFactory()
    for language in ("en", "vi", "id")[:count]:
        DocumentFileFactory(document=document, version=1, language=language)
    with django_assert_num_queries(9):  # version, document, five relations, known gaps, acronyms
        assert client.get(f"{document.get_absolute_url()}v1/").status_code == 200
