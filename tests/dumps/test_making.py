"""What is in a dump: what the API says, all of it, nothing else."""

import hashlib
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amin_portal.api import COLLECTIONS
from amin_portal.dumps.asking import Collection, RequestOfTheSite, as_of_one_moment
from amin_portal.publishing.changes.keeping import catch_up
from amin_portal.publishing.models import RecordVersion, State
from amin_portal.publishing.release import release
from documents.models import Document
from documents.viewsets import DocumentViewSet
from tests.factories.documents import DocumentFactory, UploadedFileFactory
from tests.factories.meetings import MeetingFactory, OutcomeFactory
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db
NAMES = [viewset.model.collection for viewset in COLLECTIONS]


def unpacked(folder: Path) -> dict[str, str]:
    with ZipFile(folder / "latest.zip") as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def records(files: dict[str, str], name: str) -> dict[str, dict]:
    return {record["uid"]: record for record in map(json.loads, files[f"{name}.jsonl"].splitlines())}


def test_dump_holds_what_the_api_says_and_nothing_else(client, export, folder):
    world = build_world()
    drafts = [MeetingFactory(state=State.DRAFT), DocumentFactory(state=State.IN_REVIEW)]
    withdrawn = DocumentFactory(title="Published by mistake")
    withdrawn.withdraw("By mistake")
    world.document.bodies.add(type(world.body).objects.create(name="Hidden body", acronym="HID", kind="working_group"))
    export()
    files = unpacked(folder)
    for name in NAMES:
        told = client.get(f"/api/v1/{name}/", {"page_size": 100}).json()
        assert records(files, name) == {record["uid"]: record for record in told["results"]}
        assert len(records(files, name)) == told["count"] > 0
    text = "".join(files.values())
    assert [one for one in [*(str(draft.uid) for draft in drafts), "Published by mistake", "HID"] if one in text] == []


def test_table_is_that_of_the_api(client, export, folder):
    OutcomeFactory(meeting=MeetingFactory(title="=1+1, “quoted”\nand broken", host=None))
    export()
    files = unpacked(folder)
    for name in ("meetings", "outcomes", "bodies"):
        told = client.get(f"/api/v1/{name}/", {"format": "csv"}).getvalue().decode()
        assert len(records(files, name)) == 1
        assert files[f"{name}.csv"] == told


def test_dump_counts_itself_and_says_how_to_tell_that_it_is_whole(export, folder):
    DocumentFactory.create_batch(2)
    export()
    files = unpacked(folder)
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].splitlines())
    assert sums == {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in files.items() if name != "SHA256SUMS"
    }
    manifest, [path] = json.loads(files["manifest.json"]), folder.glob("*.json")
    assert {one["name"]: one["records"] for one in manifest["collections"]} == dict.fromkeys(NAMES, 0) | {
        "documents": 2
    }
    schemas = json.loads(files["schema.json"])["components"]["schemas"]
    for one in manifest["collections"]:
        assert one["schema"].rpartition("/")[2] in schemas
        assert [sums[file["name"]] for file in one["files"]] == [file["sha256"] for file in one["files"]]
    beside = json.loads(path.read_text())
    assert beside.pop("file")["sha256"] == hashlib.sha256((folder / "latest.zip").read_bytes()).hexdigest()
    assert beside == manifest
    assert "| documents | 2 | Documents:" in files["README.md"]


def test_two_dumps_of_one_record_are_the_same_and_leave_nothing_behind(export, folder):
    UploadedFileFactory()
    export()
    first = (folder / "latest.zip").read_bytes()
    export()
    assert (folder / "latest.zip").read_bytes() == first
    [name] = [path.stem for path in folder.glob("*.json")]
    assert {path.name for path in folder.iterdir()} == {f"{name}.zip", f"{name}.json", "latest.zip"}


def test_oldest_dumps_go_and_one_that_fails_takes_nothing_with_it(export, folder, monkeypatch):
    export()
    [newest] = folder.glob("*.json")
    for day in ("2020-01-01", "2020-01-02"):
        for extension in ("json", "zip"):
            (folder / f"asean-minerals-{day}.{extension}").write_bytes(newest.with_suffix(f".{extension}").read_bytes())
    (folder / "notes.json").write_text("{}")
    export("--keep", "2")
    kept = {newest.name, "asean-minerals-2020-01-02.json", "notes.json"}
    assert {path.name for path in folder.glob("*.json")} == kept
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr("amin_portal.dumps.making.pack", lambda *_arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_dump_goes_where_it_is_told_to_and_needs_the_address_of_the_site(tmp_path, folder, settings):
    call_command("export_dump", folder=tmp_path / "elsewhere")
    assert (tmp_path / "elsewhere/latest.zip").exists()
    assert not folder.exists()
    settings.SITE_ADDRESS = ""
    with pytest.raises(CommandError, match="SITE_ADDRESS"):
        call_command("export_dump")


def test_dump_of_what_was_told_last_is_that_of_the_same_told_anew(export, folder, django_assert_num_queries):
    build_world()
    MeetingFactory(title="Line\u2028paragraph\u2029<é>")
    export()
    anew = unpacked(folder)
    catch_up()
    RecordVersion.objects.update(told_by=release().digest)
    export()
    assert unpacked(folder) == anew
    collection = Collection(DocumentViewSet, RequestOfTheSite("http://testserver"))
    with django_assert_num_queries(4):  # the version, whether all was told, the records, and none behind them
        assert len([*collection.records()]) == 1


def test_record_that_was_changed_since_it_was_told_is_told_anew(export, folder):
    meeting = MeetingFactory(title="Before")
    catch_up()
    RecordVersion.objects.update(told_by=release().digest)
    meeting.title = "After"
    meeting.save()
    export()
    [told] = records(unpacked(folder), "meetings").values()
    assert told["title"] == "After"


@pytest.mark.parametrize("count", [1, 3])
def test_collection_costs_the_same_for_any_number(django_assert_num_queries, count):
    for document in DocumentFactory.create_batch(count, bodies=[MeetingFactory().body]):
        UploadedFileFactory(document=document)
    collection = Collection(DocumentViewSet, RequestOfTheSite("http://testserver"))
    with django_assert_num_queries(9):  # whether it can be taken as it was told last, and eight to tell it anew
        assert list(map(len, collection.records())) == [count]


def test_large_collection_is_read_in_parts_without_a_gap(monkeypatch):
    monkeypatch.setattr("amin_portal.dumps.asking.AT_ONCE", 2)
    made = {str(document.uid) for document in DocumentFactory.create_batch(5)}
    parts = list(Collection(DocumentViewSet, RequestOfTheSite("http://x")).records())
    assert list(map(len, parts)) == [2, 2, 1]
    assert {record.content["uid"] for part in parts for record in part} == made


@pytest.mark.django_db(transaction=True)
def test_all_of_a_dump_is_of_one_moment_and_locks_nobody_out():
    DocumentFactory()
    with CaptureQueriesContext(connection) as queries, as_of_one_moment():
        Document.objects.count()
    begun = " ".join(query["sql"] for query in queries).upper()
    assert "REPEATABLE READ, READ ONLY" in begun if connection.vendor == "postgresql" else "BEGIN DEFERRED" in begun
    DocumentFactory()  # afterwards all is as it was
