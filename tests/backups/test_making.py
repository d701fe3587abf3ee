"""How a backup is made: as of one moment, for its owner alone, in its place only when it is whole."""

import json
import resource
import threading
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from amin_portal.backups.making import back_up
from amin_portal.backups.tables import MADE_ANEW, own_tables, tables
from amin_portal.publishing.release import release
from documents.models import Document, DocumentFile
from meetings.models import Body
from tests.factories.documents import DocumentFactory, UploadedFileFactory
from tests.factories.meetings import BodyFactory

from .databases import make_tables, using_file


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def contents(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.django_db
def test_archive_counts_itself_and_only_its_owner_reads_it(folder, storage):
    DocumentFactory.create_batch(2)
    call_command("backup", folder)
    [path] = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    manifest = json.loads(contents(path)["manifest.json"])
    counts = {entry["name"]: entry["parts"] for entry in manifest["tables"]}
    assert counts == {table.name: table.model._base_manager.count() for table in tables()}
    assert counts["documents.document"] == 2
    assert {model._meta.label_lower for model in own_tables()} - counts.keys() == set(MADE_ANEW)
    assert manifest["database"] == connection.vendor
    assert "publishing.0003_record_version" in manifest["migrations"]


@pytest.mark.django_db
def test_code_that_made_it_is_named_so_that_it_can_be_had_again(folder, storage, settings, tmp_path, capsys):
    release()  # of this code, before another folder is looked at
    settings.BASE_DIR = tmp_path
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("7c4a8d09ca3762af61e59520943dc26494f8941b\n")
    call_command("backup", folder / "one.zip")
    capsys.readouterr()
    call_command("backup", folder / "one.zip", check=True)
    told = f"by release {release().digest}, commit 7c4a8d09ca3762af61e59520943dc26494f8941b: "
    assert told in capsys.readouterr().out


@pytest.mark.django_db
def test_files_that_no_row_names_stay_out_and_those_that_are_missing_are_told(folder, storage, capsys):
    lost, kept = UploadedFileFactory(), UploadedFileFactory()
    default_storage.delete(lost.file.name)
    (storage / "left-over.pdf").write_bytes(b"of a save that failed")
    other = UploadedFileFactory()
    (storage / other.file.name).write_bytes(b"%PDF-1.7 other bytes")
    call_command("backup", folder / "one.zip")
    files = {name: content for name, content in contents(folder / "one.zip").items() if name.startswith("files/")}
    assert files == {
        f"files/{kept.file.name}": b"%PDF-1.7 text",
        f"files/{other.file.name}": b"%PDF-1.7 other bytes",
    }
    told = capsys.readouterr().err
    assert told == (
        f"{lost.file.name} is not in the storage, though a record names it.\n"
        f"{other.file.name} is not the file that the record describes: its checksum differs.\n"
    )


@pytest.mark.django_db
def test_nothing_needs_a_folder_of_uploads(folder, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}  # has no path(), as a bucket has none
    settings.STORAGES = settings.STORAGES | {"default": in_memory}
    file = UploadedFileFactory()
    call_command("backup", folder / "one.zip")
    default_storage.delete(file.file.name)
    call_command("restore", folder / "one.zip", replace=True)
    with DocumentFile.objects.get().file.open() as restored:
        assert restored.read() == b"%PDF-1.7 text"


def test_every_file_lies_in_the_one_storage():
    fields = [field for table in tables() for field in table.fields if isinstance(field, models.FileField)]
    assert {field.storage for field in fields} == {default_storage}
    assert len(fields) > 1


@pytest.mark.django_db
def test_older_backups_go_when_told_and_other_files_stay(folder):
    for name in ("portal-20200101T000000Z.zip", "portal-20200102T000000Z.zip", "notes.zip"):
        (folder / name).write_bytes(b"")
    call_command("backup", folder, keep=2)
    [newest] = [path.name for path in folder.glob("portal-20[!2]*")] or [max(path.name for path in folder.glob("p*"))]
    assert {path.name for path in folder.iterdir()} == {newest, "portal-20200102T000000Z.zip", "notes.zip"}


@pytest.fixture
def small_disk():
    """No file can grow over 4,000 bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.django_db
def test_backup_without_room_on_the_disk_leaves_everything_as_it_was(folder, small_disk):
    (folder / "portal-20200101T000000Z.zip").write_bytes(b"old")
    with pytest.raises(CommandError, match="No backup was made. .*File too large"):
        call_command("backup", folder, keep=1)
    assert [path.name for path in folder.iterdir()] == ["portal-20200101T000000Z.zip"]


@pytest.mark.django_db
def test_backup_takes_no_place_of_another_file_and_counts_only_in_folders(folder):
    (folder / "taken.zip").write_bytes(b"mine")
    with pytest.raises(CommandError, match="is there already. Name another file, or a folder."):
        call_command("backup", folder / "taken.zip")
    with pytest.raises(CommandError, match="is no folder: only in one can older backups be told from other files."):
        call_command("backup", folder / "new.zip", keep=3)
    assert [path.name for path in folder.iterdir()] == ["taken.zip"]


def save_in_step(done: threading.Event, saved: list[int]) -> None:
    """Two tables that differ at no moment."""
    while not done.is_set():
        number = len(saved) + 1
        with transaction.atomic():
            Body.objects.update(name=f"State {number}")
            Document.objects.update(title=f"State {number}")
        saved.append(number)


@pytest.mark.django_db(transaction=True)
def test_backup_is_of_one_moment_while_others_save(folder, tmp_path):
    path, done, saved = tmp_path / "other.sqlite3", threading.Event(), []

    def work() -> None:
        if connection.vendor == "postgresql":
            save_in_step(done, saved)
            connection.close()
        else:
            with using_file(path):
                save_in_step(done, saved)

    def check() -> None:
        BodyFactory(name="State 0"), DocumentFactory(title="State 0")
        writer = threading.Thread(target=work)
        writer.start()
        try:
            while len(saved) < 3:
                done.wait(0.01)
            before = len(saved)
            made = back_up(folder / "one.zip").path
            assert len(saved) - before > 3  # nobody had to wait
        finally:
            done.set()
            writer.join()
        kept = contents(made)
        states = [kept[f"tables/{name}.jsonl"].decode().split("State ")[1].split('"')[0]
                  for name in ("meetings.body", "documents.document")]  # fmt: skip
        assert states[0] == states[1] != "0"

    if connection.vendor == "postgresql":
        check()
    else:  # the database of the tests lies in memory, where readers and writers lock each other out
        with using_file(path):
            make_tables()
            check()
