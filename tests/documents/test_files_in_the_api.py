"""What the API says of files."""

import pytest

from tests.factories.documents import DocumentFactory, DocumentFileFactory, UploadedFileFactory

pytestmark = pytest.mark.django_db
HERE = "http://testserver/documents/vision/v1"


@pytest.fixture
def file():
    file = UploadedFileFactory(document=DocumentFactory(slug="vision"), version=1, language="vi", is_official=False)
    file.pages, file.text_state, file.text_note = 2, "partly", "Page 2 is a picture."
    file.picture, file.picture_width, file.picture_height = "first.webp", 300, 424
    file.save()
    return file


def test_file_says_what_it_is_and_where_it_can_be_had(client, file):
    said = client.get(f"/api/v1/files/{file.uid}/").json()
    assert {name: said[name] for name in list(said)[5:-3]} == {
        "version": 1,
        "language": "vi",
        "is_official": False,
        "media_type": "application/pdf",
        "size": 13,
        "sha256": file.sha256,
        "pages": 2,
        "external_url": "",
        "view_url": f"{HERE}/vi.pdf",
        "download_url": f"{HERE}/vi.pdf?download=1",
        "text_state": "partly",
        "text_note": "Page 2 is a picture.",
        "picture": {"url": f"{HERE}/vi/page-1.webp", "width": 300, "height": 424},
    }


def test_file_elsewhere_is_not_offered_to_be_saved(client):
    file = DocumentFileFactory(document=DocumentFactory(slug="vision"), version=1)
    said = client.get(f"/api/v1/files/{file.uid}/").json()
    assert (said["view_url"], said["download_url"], said["picture"]) == (f"{HERE}/en.html", None, None)


def test_documents_carry_their_public_files_by_version_and_language(client, file):
    UploadedFileFactory(document=file.document, version=2, state="draft")
    [document] = client.get("/api/v1/documents/").json()["results"]
    assert document["files"] == [
        {
            "uid": str(file.uid),
            "slug": "v1-vi",
            "url": f"http://testserver/api/v1/files/{file.uid}/",
            "web": f"{HERE}/vi.pdf",
            "title": str(file),
            "view_url": f"{HERE}/vi.pdf",
            "download_url": f"{HERE}/vi.pdf?download=1",
            "version": 1,
            "language": "vi",
            "is_official": False,
            "media_type": "application/pdf",
            "size": 13,
            "pages": 2,
        }
    ]


def test_name_that_an_upload_came_with_is_nobodys_business(client, file):
    assert file.original_name == "scan.PDF"
    for address in (f"/api/v1/files/{file.uid}/", "/api/v1/documents/vision/", "/documents/vision/"):
        assert "scan.PDF" not in client.get(address).text


def test_file_is_found_by_its_bytes_and_by_its_kind(client, file):
    UploadedFileFactory(file__data=b"year,value", file__filename="a.csv")
    for query in (f"sha256={file.sha256}", "media_type=application/pdf"):
        [found] = client.get("/api/v1/files/", dict([query.split("=")])).json()["results"]
        assert (query, found["uid"]) == (query, str(file.uid))
