"""The papers of a meeting in one ZIP: what is in it, in which version, that it is whole, and that it stays the same."""

import csv
import hashlib
import io
import zipfile

import pytest

from documents.models import DocumentFile
from documents.packs import contents
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory, UploadedFileFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/meetings/ammin-9/pack.zip"
BYTES = {name: b"%PDF-1.7 " + name.encode() * 50 for name in ("plan v1", "plan v1 vi", "plan v2", "agenda", "draft")}


def paper(meeting, slug, role, *files, **values):
    """A paper with uploads: (version, language, name of its bytes)."""
    document = DocumentFactory(slug=slug, title=f"The {slug}", date=values.pop("date", "2023-11"))
    for version, language, name in files:
        UploadedFileFactory(document=document, version=version, language=language, file__data=BYTES[name])
    return MeetingDocumentFactory(meeting=meeting, document=document, role=role, **values)


@pytest.fixture
def meeting():
    meeting = MeetingFactory(slug="ammin-9", title="9th “AMMin”", start="2023-11-24", end="2023-11-24")
    plan = paper(meeting, "plan", "adopted", (1, "en", "plan v1"), (1, "vi", "plan v1 vi"), (2, "en", "plan v2"))
    type(plan).objects.filter(pk=plan.pk).update(version_tabled=1)
    paper(meeting, "agenda", "agenda", (1, "en", "agenda"), date=None)
    MeetingDocumentFactory(meeting=meeting, document=plan.document, role="noted")
    DocumentFileFactory(document=paper(meeting, "elsewhere", "tabled").document, version=1)
    paper(meeting, "unknown", "minutes")
    return meeting


def opened(client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_pack_holds_the_version_tabled_else_the_newest_each_file_once(client, meeting):
    pack = opened(client)
    assert pack.testzip() is None
    files = {name: pack.read(name) for name in pack.namelist() if name.startswith("papers/")}
    assert files == {
        "papers/agenda-v1-en.pdf": BYTES["agenda"],
        "papers/plan-v1-en.pdf": BYTES["plan v1"],
        "papers/plan-v1-vi.pdf": BYTES["plan v1 vi"],
        "papers/plan-v2-en.pdf": BYTES["plan v2"],
    }
    assert pack.namelist() == ["index.csv", "index.html", "SHA256SUMS", *files]
    assert [entry.date_time[:3] for entry in pack.infolist()[2:5]] == [(2023, 11, 24), (1980, 1, 1), (2023, 11, 1)]


def test_pack_has_an_index_and_checksums(client, meeting):
    pack = opened(client)
    rows = list(csv.DictReader(io.StringIO(pack.read("index.csv").decode("utf-8-sig"), newline="")))
    names = ("role", "title", "version", "language", "file", "source")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("adopted", "The plan", "1", "en", "papers/plan-v1-en.pdf", ""),
        ("adopted", "The plan", "1", "vi", "papers/plan-v1-vi.pdf", ""),
        ("agenda", "The agenda", "1", "en", "papers/agenda-v1-en.pdf", ""),
        ("minutes", "The unknown", "", "", "", ""),
        ("tabled", "The elsewhere", "1", "en", "", "https://asean.org/files/1"),
        ("noted", "The plan", "2", "en", "papers/plan-v2-en.pdf", ""),
    ]  # fmt: skip
    assert rows[0]["page"] == "http://testserver/documents/plan/"
    sums = dict(reversed(line.split("  ")) for line in pack.read("SHA256SUMS").decode().splitlines())
    assert sums == {
        name: hashlib.sha256(pack.read(name)).hexdigest() for name in pack.namelist() if name != "SHA256SUMS"
    }
    assert {row["sha256"] for row in rows if row["file"]} <= set(sums.values())
    page = pack.read("index.html").decode()
    assert "Papers of the 9th “AMMin”" in page
    assert 'href="papers/plan-v1-en.pdf"' in page
    assert 'href="https://asean.org/files/1"' in page


def test_pack_is_the_same_until_something_in_it_changes(client, meeting):
    first, again = client.get(ADDRESS), client.get(ADDRESS)
    assert first.getvalue() == again.getvalue()
    assert first["Content-Disposition"] == 'attachment; filename="ammin-9 papers.zip"'
    known = {"If-None-Match": first["ETag"]}
    assert client.get(ADDRESS, headers=known).status_code == 304
    piece = client.get(ADDRESS, headers={"Range": "bytes=0-3"})
    assert (piece.status_code, piece.getvalue()) == (206, b"PK\x03\x04")
    paper(meeting, "late", "tabled", (1, "en", "draft"))
    changed = client.get(ADDRESS, headers=known)
    assert (changed.status_code, b"The late" in changed.getvalue()) == (200, True)


def test_size_of_a_pack_is_told_without_making_it(client, meeting):
    whole = client.get(ADDRESS)
    told = client.head(ADDRESS, headers={"Range": "bytes=0-3"})
    assert (told.status_code, told.content, told["ETag"]) == (200, b"", whole["ETag"])
    assert int(told["Content-Length"]) == int(whole["Content-Length"]) == len(whole.getvalue())
    file = DocumentFile.objects.filter(document__slug="plan").exclude(file="").first().file
    file.storage.delete(file.name)
    assert (client.head(ADDRESS).status_code, client.get(ADDRESS).status_code) == (404, 404)


def test_pack_holds_nothing_that_is_not_public(client, editor, meeting):
    DocumentFile.objects.filter(document__slug="plan", version=2).update(state="draft")
    hidden = paper(meeting, "hidden", "tabled", (1, "en", "draft"))
    type(hidden.document).objects.filter(pk=hidden.document_id).update(state="draft")
    paper(meeting, "unready", "tabled", (1, "en", "draft"), state="draft")
    for browser in (client, editor):
        pack = opened(browser)
        told = b"".join(pack.read(name) for name in pack.namelist())
        assert (b"draft" in told, b"plan v2" in told, b"hidden" in told, b"unready" in told) == (False,) * 4
        assert browser.get(f"{ADDRESS}?preview=1").status_code == 400


def test_file_without_a_checksum_is_listed_only(client, meeting):
    DocumentFile.objects.filter(document__slug="agenda").update(sha256="")
    pack = opened(client)
    assert "papers/agenda-v1-en.pdf" not in pack.namelist()
    assert b"http://testserver/documents/agenda/v1/en.pdf" in pack.read("index.csv")


def test_pack_is_offered_with_number_and_size_where_there_is_something(client, meeting, monkeypatch):
    page = client.get("/meetings/ammin-9/").text
    assert f'<a href="{ADDRESS}"' in page
    assert "one ZIP with 4 files" in page
    empty = MeetingFactory(slug="empty")
    MeetingDocumentFactory(meeting=empty)
    monkeypatch.setattr(contents, "MOST_BYTES", 100)
    for slug in ("empty", "ammin-9"):
        assert "pack.zip" not in client.get(f"/meetings/{slug}/").text
        assert client.get(f"/meetings/{slug}/pack.zip").status_code == 404


def test_pack_follows_its_meeting(client, meeting):
    meeting.slug = "ninth"
    meeting.save()
    moved = client.get(ADDRESS)
    assert (moved.status_code, moved.url) == (301, "/meetings/ninth/pack.zip")
    meeting.withdraw("Held by mistake")
    assert client.get("/meetings/ninth/pack.zip").status_code == 410
    type(meeting).objects.filter(pk=meeting.pk).update(state="draft")
    assert client.get("/meetings/ninth/pack.zip").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pack_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    meeting = MeetingFactory(slug="ammin-9")
    for number in range(count):
        paper(meeting, f"paper-{number}", "tabled", (1, "en", "agenda"))
    with django_assert_num_queries(5):  # the meeting, its body, papers, documents, files
        assert len(opened(client).namelist()) == count + 3
