"""The page of the dumps, the files behind it, and the catalogue that describes them."""

import hashlib
import io
from zipfile import ZipFile

import pytest

from amin_portal.api import COLLECTIONS
from tests.factories.documents import DocumentFactory
from tests.pages import links, text_of

pytestmark = pytest.mark.django_db
NAMES = [viewset.model.collection for viewset in COLLECTIONS]


def test_without_a_dump_the_page_says_so_and_nothing_is_there_to_fetch(client, folder, django_assert_num_queries):
    with django_assert_num_queries(1):  # acronyms
        page = client.get("/data/")
    assert "There is no dump yet Until there is one, the API has the same records." in text_of(page)
    missing = ["latest.zip", "latest.json", "asean-minerals-2026-01-01.zip", "..%2Fsettings.zip", "notes.json"]
    assert {client.get(f"/data/{name}").status_code for name in missing} == {404}
    described = client.get("/data/catalogue.jsonld").json()
    assert {one["@type"] for one in described["dcat:dataset"]} == {"dcat:Dataset"}
    assert "downloadURL" not in str(described)


def test_page_offers_the_newest_dump_and_says_what_is_in_it(client, export, folder, django_assert_num_queries):
    DocumentFactory()
    export()
    [path] = folder.glob("*.json")
    (folder / "asean-minerals-2020-01-01.json").write_text(path.read_text().replace(path.stem[-10:], "2020-01-01"))
    (folder / "asean-minerals-2020-01-01.zip").write_bytes(b"PK")
    (folder / "asean-minerals-2020-01-02.json").write_text("its file is not there (yet)")
    with django_assert_num_queries(1):
        page = client.get("/data/")
    assert hashlib.sha256((folder / "latest.zip").read_bytes()).hexdigest() in text_of(page)
    assert "Documents: works, whatever their versions and languages. 1 documents.jsonl" in text_of(page)
    assert f"<loc>http://testserver/data/</loc><lastmod>{path.stem[-10:]}</lastmod>" in client.get("/sitemap.xml").text
    offered = [link for link in links(page) if link.startswith("/data/") and link.endswith(".zip")]
    assert offered == [f"/data/{path.stem}.zip", "/data/asean-minerals-2020-01-01.zip"]


def test_file_is_sent_whole_in_part_or_not_at_all_to_whom_has_it(client, export, folder):
    export()
    data, [name] = (folder / "latest.zip").read_bytes(), [path.stem for path in folder.glob("*.json")]
    for address in ("/data/latest.zip", f"/data/{name}.zip"):
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.getvalue() == data
        assert answer["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"'
        assert answer["Content-Disposition"] == f'attachment; filename="{name}.zip"'
    part = client.get("/data/latest.zip", headers={"Range": "bytes=2-5", "If-Range": answer["ETag"]})
    assert (part.status_code, part.getvalue()) == (206, data[2:6])
    assert client.get("/data/latest.zip", headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert ZipFile(io.BytesIO(data)).testzip() is None
    assert client.get("/data/latest.json").json()["file"]["sha256"] in answer["ETag"]
    assert client.post("/data/latest.zip").status_code == 405


def test_catalogue_describes_each_collection_in_each_form(client, export, folder, settings):
    export()
    answer = client.get("/data/catalogue.jsonld")
    described, [name] = answer.json(), [path.stem for path in folder.glob("*.json")]
    assert answer["Content-Type"] == "application/ld+json"
    whole, *collections = described["dcat:dataset"]
    assert [one["dct:identifier"] for one in collections] == NAMES
    assert [one["@id"] for one in whole["dct:hasPart"]] == [f"http://testserver/data/#{name}" for name in NAMES]
    [file] = whole["dcat:distribution"]
    assert file["dcat:downloadURL"] == {"@id": f"http://testserver/data/{name}.zip"}
    assert file["spdx:checksum"]["spdx:checksumValue"]["@value"] in client.get("/data/").text
    iana = "https://www.iana.org/assignments/media-types/"
    for one in collections:
        forms = [form["dcat:mediaType"]["@id"].removeprefix(iana) for form in one["dcat:distribution"]]
        assert forms == ["application/json", "application/jsonl", "text/csv"]
        api = one["dcat:distribution"][0]["dcat:accessURL"]["@id"]
        assert client.get(api.removeprefix("http://testserver")).status_code == 200
    assert [key for key in str(described).split("'") if "license" in key or "licence" in key] == []
    assert "No licence of the record as a whole is stated." in text_of(client.get("/data/"))
    settings.RECORD_LICENCE = "https://licences.example.org/open/"
    assert "The licence of the record: https://licences.example.org/open/." in text_of(client.get("/data/"))
    whole = client.get("/data/catalogue.jsonld").json()["dcat:dataset"][0]
    assert whole["dct:license"] == {"@id": "https://licences.example.org/open/"}
