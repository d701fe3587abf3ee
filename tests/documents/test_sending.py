"""What is answered at the address of a file: its bytes, some of them, or none, and to whom."""

import pytest
from django.core.files.base import ContentFile

from amin_portal.headers import PUBLIC
from documents.models import DocumentFile
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory, DocumentFileFactory, UploadedFileFactory

from .archives import office

pytestmark = pytest.mark.django_db
OF_EACH_REQUEST = ("Vary", "X-Request-ID")
BYTES = b"%PDF-1.7 " + bytes(range(256)) * 300  # more than a piece, and nothing that compresses away


@pytest.fixture
def file() -> DocumentFile:
    document = DocumentFactory(slug="vision-2040", short_title="Vision 2040")
    return UploadedFileFactory(document=document, version=2, language="vi", file__data=BYTES)


def fetch(client, address, **headers):
    """The answer, read to its end, as `body`."""
    answer = client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer.body = answer.getvalue()
    return answer


def get(client, file, **headers):
    return fetch(client, file.get_absolute_url(), **headers)


def test_pdf_opens_where_it_is_under_a_name_that_says_what_it_is(client, file):
    answer = fetch(client, "/documents/vision-2040/v2/vi.pdf")
    assert (answer.status_code, answer.body, answer.streaming) == (200, BYTES, True)
    assert {name: answer.headers[name] for name in answer.headers if name not in OF_EACH_REQUEST} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(BYTES)),
        "Content-Disposition": 'inline; filename="Vision 2040 v2 vi.pdf"',
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "ETag": f'"{file.sha256}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, no-cache, no-transform",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PUBLIC["Permissions-Policy"],
    }
    assert "Cookie" not in answer.get("Vary", "")


def test_file_is_kept_where_that_is_asked_for(client, file):
    answer = fetch(client, f"{file.get_absolute_url()}?download=1")
    assert answer["Content-Disposition"] == 'attachment; filename="Vision 2040 v2 vi.pdf"'


@pytest.mark.parametrize(
    ("content", "name", "disposition", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.html", "inline", "image/png"),
        (office("docx"), "a.docx", "attachment", None),
        (b"year,value", "a.csv", "attachment", "text/csv; charset=utf-8"),
        ("Hà Nội <b>".encode(), "a.html", "attachment", "text/plain; charset=utf-8"),
    ],
)
def test_only_what_cannot_run_opens_where_it_is(client, content, name, disposition, media_type):
    file = UploadedFileFactory(file__filename=name, file__data=content)
    answer = get(client, file)
    assert answer.body == content
    assert answer["Content-Disposition"].split(";")[0] == disposition
    assert answer["Content-Type"] == (media_type or file.media_type)
    assert answer["Content-Security-Policy"].endswith("; sandbox")


def test_kind_that_nothing_is_known_of_is_not_opened(client, file):
    DocumentFile.objects.update(media_type="text/html", file=file.file.name)
    answer = get(client, file)
    assert answer["Content-Disposition"].startswith("attachment")
    DocumentFile.objects.update(media_type="")
    assert get(client, file)["Content-Type"] == "application/octet-stream"


def test_name_in_another_script_is_sent_twice(client):
    document = DocumentFactory(slug="tuyen-bo", short_title='Tuyên bố "Hà Nội"/2011\n')
    answer = get(client, UploadedFileFactory(document=document, version=1, language="vi"))
    assert answer["Content-Disposition"] == (
        'inline; filename="tuyen-bo v1 vi.pdf"; '
        "filename*=utf-8''Tuy%C3%AAn%20b%E1%BB%91%20-H%C3%A0%20N%E1%BB%99i-2011%20v1%20vi.pdf"
    )


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=5-70000", 5, 70_000),
        ("Bytes=70000-", 70_000, len(BYTES) - 1),
        ("bytes=-10", len(BYTES) - 10, len(BYTES) - 1),
        ("bytes=-999999", 0, len(BYTES) - 1),
        ("bytes=10-999999", 10, len(BYTES) - 1),
    ],
)
def test_range_is_answered_with_those_bytes_alone(client, file, asked, first, last):
    answer = get(client, file, range=asked)
    assert (answer.status_code, answer.body) == (206, BYTES[first : last + 1])
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(BYTES)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer["ETag"] == f'"{file.sha256}"'


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "bytes=5-1", "bytes=-", "bytes=a-b", "pages=1-2", "bytes=١-٢", f"bytes={'9' * 19}-"]
)
def test_range_that_is_none_or_several_is_answered_with_the_whole(client, file, asked):
    answer = get(client, file, range=asked)
    assert (answer.status_code, answer.body) == (200, BYTES)


@pytest.mark.parametrize("asked", [f"bytes={len(BYTES)}-", "bytes=999999-", "bytes=-0"])
def test_range_beyond_the_end_is_refused_and_the_size_told(client, file, asked):
    answer = get(client, file, range=asked)
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer["Content-Range"] == f"bytes */{len(BYTES)}"


def test_rest_of_a_file_comes_only_to_what_it_began_as(client, file):
    rest = {"range": "bytes=5-"}
    assert get(client, file, **rest, if_range=f'"{file.sha256}"').status_code == 206
    for other in ('"another"', f'W/"{file.sha256}"', "Tue, 24 Nov 2026 12:00:00 GMT"):
        assert get(client, file, **rest, if_range=other).body == BYTES


@pytest.mark.parametrize("known", ['"{}"', 'W/"{}"', '"other", "{}"', "*"])
def test_file_that_the_asker_has_is_not_sent_again(client, file, known):
    answer = get(client, file, if_none_match=known.format(file.sha256), range="bytes=0-1")
    assert (answer.status_code, answer.body, answer["ETag"]) == (304, b"", f'"{file.sha256}"')
    assert answer["Cache-Control"] == "public, no-cache, no-transform"
    assert get(client, file, if_none_match='"other"').status_code == 200


def test_head_says_what_get_would_and_sends_nothing(client, file):
    answer, whole = client.head(file.get_absolute_url(), headers={"Range": "bytes=0-1"}), get(client, file)
    assert (answer.status_code, answer.content) == (200, b"")
    told, wanted = ({**one.headers, "X-Request-ID": ""} for one in (answer, whole))
    assert told == wanted


def test_file_is_not_packed_on_its_way(client):
    text = b"the same words " * 1000
    file = UploadedFileFactory(file__filename="a.txt", file__data=text)
    answer = get(client, file, accept_encoding="gzip")
    assert answer.body == text
    assert (answer.get("Content-Encoding"), answer["Content-Length"], answer["ETag"]) == (
        None, str(len(text)), f'"{file.sha256}"',
    )  # fmt: skip
    assert client.get("/documents/", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_file_costs_one_query_for_itself_and_one_for_its_document(client, file, django_assert_num_queries):
    with django_assert_num_queries(2):
        get(client, file)


@pytest.mark.parametrize(
    "hidden",
    [{"state": "draft"}, {"state": "in_review"}, {"publish_from": "2999-01-01T00:00Z"}, {"document__state": "draft"}],
)
def test_nothing_of_a_draft_is_reached_by_guessing(client, editor, hidden):
    file = UploadedFileFactory(version=1, **hidden)
    file.picture.save("first.webp", ContentFile(b"picture"))
    addresses = [file.get_absolute_url(), file.get_picture_url(), file.get_version_url()]
    client.force_login(StaffFactory())  # signed in, and no permission to see documents
    for address in addresses:
        for asked in (address, f"{address}?download=1", f"{address}?preview=1"):
            assert client.get(asked).status_code == 404
            assert client.head(asked).status_code == 404
            assert client.get(asked, headers={"If-None-Match": "*"}).status_code == 404
    for address in addresses:
        answer = fetch(editor, address)
        assert answer.status_code == 200
        assert answer["Cache-Control"].startswith("private, no-store")
        assert answer["X-Robots-Tag"] == "noindex"
    assert fetch(editor, addresses[0], accept_encoding="gzip")["ETag"] == f'"{file.sha256}"'


def test_withdrawn_file_leaves_its_tombstone_at_every_address(client, file):
    file.picture.save("first.webp", ContentFile(b"picture"))
    file.withdraw("Wrong text")
    for address in (file.get_absolute_url(), file.get_picture_url(), file.get_version_url()):
        answer = client.get(address)
        assert (answer.status_code, "Wrong text" in answer.text) == (410, True)


def test_picture_of_the_first_page_has_an_address_of_its_own(client, file):
    assert client.get(file.get_picture_url()).status_code == 404
    file.picture.save("first.webp", ContentFile(b"picture"))
    answer = fetch(client, "/documents/vision-2040/v2/vi/page-1.webp")
    assert (answer.body, answer["Content-Type"]) == (b"picture", "image/webp")
    assert answer["Content-Disposition"] == 'inline; filename="Vision 2040 v2 vi page 1.webp"'
    assert get(client, file)["ETag"] != answer["ETag"]
    assert client.get(file.get_picture_url(), headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_file_elsewhere_is_led_to(client):
    file = DocumentFileFactory(document=DocumentFactory(slug="vision"), version=1, url="https://asean.org/vision.pdf")
    answer = client.get(file.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, "https://asean.org/vision.pdf")


@pytest.mark.parametrize(
    "path", ["v2/en.pdf", "v1/vi.pdf", "v1/en.docx", "v1/en.html", "v0/en.pdf", "v99999999999/en.pdf", "v1/en.PDF",
             "v1/vi/page-1.webp", "v2/", "v0/", "v99999999999/"]
)  # fmt: skip
def test_file_that_does_not_exist_is_not_found(client, path):
    UploadedFileFactory(document=DocumentFactory(slug="vision"), version=1)
    assert client.get(f"/documents/vision/{path}").status_code == 404


def test_former_slug_leads_to_the_same_file(client, file):
    file.document.slug = "vision"
    file.document.save()
    for path in ("v2/", "v2/vi.pdf", "v2/vi/page-1.webp"):
        answer = client.get(f"/documents/vision-2040/{path}?download=1")
        assert (answer.status_code, answer["Location"]) == (301, f"/documents/vision/{path}?download=1")


def test_storage_is_no_door(client, file):
    for path in (f"/media/{file.file.name}", f"/{file.file.name}", f"/static/{file.file.name}"):
        assert client.get(path).status_code == 404


def test_file_that_was_lost_is_not_found(client, file):
    file.file.storage.delete(file.file.name)
    assert get(client, file).status_code == 404
