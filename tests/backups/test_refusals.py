"""What is no backup, or not a whole one, or not ours, changes nothing and is named in a sentence."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from amin_portal.backups.making import back_up
from meetings.models import Body, Meeting
from tests.factories.documents import UploadedFileFactory
from tests.factories.meetings import MeetingFactory

from .databases import everything, rewritten

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(storage, tmp_path) -> Path:
    MeetingFactory(title="Kept")
    UploadedFileFactory(document__slug="paper", version=1)
    return back_up(tmp_path / "kept.zip").path


def with_manifest(path: Path, change, members: dict[str, bytes] | None = None) -> Path:
    """A copy whose manifest was changed, and some members with it."""
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    change(manifest)
    members = {"manifest.json": json.dumps(manifest).encode()} | (members or {})
    return rewritten(path, path.with_name("changed.zip"), members)


def with_rows(path: Path, table: str, change) -> Path:
    """A copy in which the rows of a table, and their checksum, were changed."""
    member = f"tables/{table}.jsonl"
    rows = change(zipfile.ZipFile(path).read(member))

    def tell(manifest: dict) -> None:
        [entry] = [one for one in manifest["tables"] if one["name"] == table]
        entry["sha256"] = hashlib.sha256(rows).hexdigest()

    return with_manifest(path, tell, {member: rows})


def refusal(path: Path, **options) -> str:
    """Why it is refused; everything is as it was before."""
    before = everything()
    with pytest.raises(CommandError) as refused:
        call_command("restore", path, **{"replace": True} | options)
    assert everything() == before
    return str(refused.value)


def test_portal_with_a_record_is_replaced_only_when_told(kept):
    assert refusal(kept, replace=False) == (
        "Nothing was changed. There are bodies, meetings, documents here already. With --replace they are replaced."
    )


def test_no_archive_is_refused(tmp_path, kept):
    (tmp_path / "text.zip").write_text("text")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("a", "b")
    assert refusal(tmp_path / "none.zip") == f"Nothing was changed. There is no file {tmp_path}/none.zip."
    assert "text.zip is no archive, or not a whole one: File is not a zip file." in refusal(tmp_path / "text.zip")
    assert f"{tmp_path} is no archive, or not a whole one" in refusal(tmp_path)
    assert "other.zip is no backup of this portal: it has no manifest." in refusal(tmp_path / "other.zip")


def test_truncated_archive_is_refused(kept, tmp_path):
    content = kept.read_bytes()
    for length in (len(content) - 1, len(content) // 2, 0):
        (tmp_path / "cut.zip").write_bytes(content[:length])
        assert "cut.zip is no archive, or not a whole one" in refusal(tmp_path / "cut.zip")


def test_changed_bytes_are_refused(kept, tmp_path):
    content = bytearray(kept.read_bytes())
    with zipfile.ZipFile(kept) as archive:
        info = archive.getinfo("tables/meetings.meeting.jsonl")
    content[info.header_offset + 80] ^= 1
    (tmp_path / "flipped.zip").write_bytes(content)
    assert "tables/meetings.meeting.jsonl in" in refusal(tmp_path / "flipped.zip")
    for member in ("tables/meetings.meeting.jsonl", "files/documents/paper/v1-en.pdf"):
        other = rewritten(kept, tmp_path / "other.zip", {member: b"[]\n"})
        assert f"{member} in {other} is not what was written: its checksum differs." in refusal(other)
    with pytest.raises(CommandError, match="its checksum differs"):
        call_command("backup", other, check=True)
    call_command("backup", kept, check=True)


def test_member_too_many_or_missing_is_refused(kept, tmp_path):
    more = rewritten(kept, tmp_path / "more.zip", {"files/extra.pdf": b"x"})
    assert "more.zip does not hold what its manifest names: files/extra.pdf." in refusal(more)
    fewer = with_manifest(kept, lambda manifest: manifest["tables"].pop(0))
    assert "does not hold what its manifest names: tables/admin.logentry.jsonl." in refusal(fewer)


@pytest.mark.parametrize("name", ["../outside.pdf", "/etc/outside.pdf", "a/../../outside.pdf", "..\\outside.pdf", ""])
def test_file_whose_name_leads_elsewhere_is_refused(kept, storage, name):
    def tell(manifest: dict) -> None:
        sha256 = hashlib.sha256(b"x").hexdigest()
        manifest["files"].append({"name": name, "member": "files/x", "parts": 1, "bytes": 1, "sha256": sha256})

    changed = with_manifest(kept, tell, {"files/x": b"x"})
    before = set(storage.parent.rglob("*"))
    assert f"The archive holds a file with a name that leads elsewhere: {name!r}." in refusal(changed)
    assert set(storage.parent.rglob("*")) == before


def test_other_releases_are_named(kept):
    newer = with_manifest(kept, lambda manifest: manifest["migrations"].append("plans.9999_later"))
    told = refusal(newer)
    assert "was made by a newer release (" in told
    assert "which has plans.9999_later. Install that release first." in told
    older = with_manifest(kept, lambda manifest: manifest["migrations"].remove("plans.0002_history"))
    told = refusal(older)
    assert "was made by an older release (" in told
    assert "which does not have plans.0002_history. Install that release, restore, then upgrade it." in told
    other = with_manifest(kept, lambda manifest: manifest.update(format=2))
    assert "is of format 2, and this release reads format 1." in refusal(other)


def test_tables_that_are_not_made_yet_are_asked_for(kept):
    MigrationRecorder(connection).record_unapplied("desk", "0001_snooze")
    told = refusal(kept)
    assert told == "Nothing was changed. The tables of this release are not made yet. Run: manage.py migrate"


def test_row_that_the_database_refuses_is_named(kept):
    broken = with_rows(kept, "meetings.body", lambda rows: rows + rows)
    assert "Rows 1 to 2 of meetings.body cannot be kept: " in refusal(broken)
    broken = with_rows(kept, "meetings.body", lambda rows: b'["a"]\n')
    assert "Rows 1 to 1 of meetings.body cannot be kept: " in refusal(broken)
    if connection.vendor == "postgresql":
        broken = with_rows(kept, "meetings.meeting", lambda rows: rows.replace(b"Kept", b"K\\u0000pt"))
        assert "Rows 1 to 1 of meetings.meeting cannot be kept: " in refusal(broken)


def test_row_that_names_one_which_is_not_there_is_refused(kept):
    broken = with_rows(kept, "meetings.body", lambda rows: b"")
    assert "Nothing was changed. " in refusal(broken)
    assert (Body.objects.count(), Meeting.objects.get().title) == (1, "Kept")


def test_row_that_comes_back_otherwise_is_refused(kept):
    broken = with_rows(kept, "meetings.meeting", lambda rows: rows.replace(b"Kept", b"\\u004bept"))
    assert "The rows of meetings.meeting did not come back as they were kept." in refusal(broken)


def test_files_written_for_nothing_go_again(kept, storage):
    (storage / "documents/paper/v1-en.pdf").unlink()
    broken = with_rows(kept, "meetings.body", lambda rows: b"")
    refusal(broken)
    assert [path for path in storage.rglob("*") if path.is_file()] == []
