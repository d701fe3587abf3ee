"""The command that takes any number of rows."""

import pytest
from django.core.management import CommandError, call_command

from amin_portal.publishing.spreadsheets import desk
from documents.models import Document
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory

from .files import csv_of

pytestmark = pytest.mark.django_db
HEAD = ["title", "kind", "date"]


@pytest.fixture
def officer():
    return StaffFactory(username="officer", permissions=["documents.add_document", "documents.change_document"])


@pytest.fixture
def run(tmp_path, capsys):
    def run_command(*lines: list, kind: str = "documents", by: str = "officer", **options) -> list[str]:
        file = tmp_path / "list.csv"
        file.write_bytes(csv_of(*lines))
        call_command("import_spreadsheet", kind, str(file), by=by, **options)
        return capsys.readouterr().out.splitlines()

    return run_command


def test_command_says_what_it_would_do_and_does_it_when_told(run, officer, monkeypatch):
    monkeypatch.setattr(desk, "MOST_ROWS", 1)
    lines = [HEAD, ["a", "study", "2005"], ["b", "study", "2005"]]
    said = "2 added, 0 changed, 0 left as they are."
    assert run(*lines) == [f"{said} Nothing is written: add --write."]
    assert Document.objects.count() == 0
    assert run(*lines, write=True) == [said]
    assert {one.history_user for one in Document.history.all()} == {officer}
    assert run(*lines, write=True) == ["0 added, 0 changed, 2 left as they are."]


def test_command_names_all_that_is_wrong_and_writes_nothing(run, officer, capsys):
    with pytest.raises(CommandError, match="2 problems; nothing was written."):
        run(HEAD, ["a", "study", ""], ["b", "stody", "soon"], write=True)
    assert capsys.readouterr().err.splitlines() == [
        "B3 kind: “stody” is none of these: " + ", ".join(Document.Kind.values) + ". Nearest: study.",
        "C3 date: Write a year, a month or a day: 2005, 2005-12, Dec 2005 or 2005-12-04.",
    ]
    assert Document.objects.count() == 0


def test_command_shows_each_change_when_asked(run, officer):
    DocumentFactory(title="a", kind="study", date="2005", state="draft")
    assert run(HEAD, ["a", "study", "2006"], verbosity=2)[0] == "row 2 date: '2005' -> '2006'"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"by": "nobody"}, "nobody is no account that may add and change documents."),
        ({"by": "reader"}, "reader is no account that may add and change documents."),
        ({"kind": "bodies"}, "bodies is none of actions, activities, documents, links, meetings."),
    ],
)
def test_command_refuses(run, officer, options, sentence):
    StaffFactory(username="reader", permissions=["documents.view_document"])
    with pytest.raises(CommandError, match=sentence):
        run(HEAD, ["a", "study", ""], **options)


def test_command_names_a_file_that_is_not_there(officer):
    with pytest.raises(CommandError, match="nosuch.csv cannot be read: No such file or directory."):
        call_command("import_spreadsheet", "documents", "nosuch.csv", by="officer")


def test_command_refuses_what_is_no_spreadsheet(tmp_path, officer):
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="This Excel file is broken"):
        call_command("import_spreadsheet", "documents", str(tmp_path / "x.xlsx"), by="officer")
