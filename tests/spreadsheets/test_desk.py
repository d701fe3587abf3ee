"""The pages that take a spreadsheet: choose, look, confirm."""

import datetime
import os

import pytest
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from amin_portal.publishing.spreadsheets import desk, waiting
from meetings.models import Meeting
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory, RelatedLinkFactory
from tests.factories.meetings import BodyFactory, MeetingFactory

from .files import csv_of, lines_of, xlsx_of

PAGE = "/admin/meetings/meeting/import/"
CONFIRM = f"{PAGE}confirm/"
RIGHTS = ["meetings.view_meeting", "meetings.add_meeting", "meetings.change_meeting"]


@pytest.fixture
def ammin(db):
    return BodyFactory(acronym="AMMin")


@pytest.fixture(autouse=True)
def _no_files_left():
    yield
    for name in kept():
        default_storage.delete(f"{waiting.FOLDER}/{name}")


def kept() -> list[str]:
    try:
        return default_storage.listdir(waiting.FOLDER)[1]
    except FileNotFoundError:
        return []


def bring(client: Client, content: bytes, page: str = PAGE, name: str = "list.csv"):
    return client.post(page, {"file": SimpleUploadedFile(name, content), "encoding": "utf-8"})


def eleventh(city: str = "") -> bytes:
    return csv_of(["body", "ordinal", "title", "city"], ["AMMin", 11, "11th AMMin", city])


def confirm(client: Client, token: str) -> list[str]:
    """What is said afterwards."""
    return [str(message) for message in client.post(CONFIRM, {"token": token}, follow=True).context["messages"]]


def test_page_explains_every_column_with_an_example(editor):
    response = editor.get(PAGE)
    columns = {column["name"]: column for column in response.context["columns"]}
    assert [*columns] == [*lines_of(editor.get(f"{PAGE}empty/csv/").getvalue())[0]]
    assert (columns["start"]["example"], columns["body"]["is_needed"]) == ("2 October 2025", True)
    assert columns["status"]["help"].endswith(". One of: planned, confirmed, held, postponed, cancelled.")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_empty_file_has_a_row_of_columns(editor, kind):
    content = editor.get(f"{PAGE}empty/{kind}/").getvalue()
    assert [line[:3] for line in lines_of(content)] == [["slug", "body", "ordinal"]]
    response = bring(editor, content)
    assert response.context["form"].errors == {"file": ["The file has no row below the names of the columns."]}


def test_unknown_kind_of_empty_file_is_not_found(editor):
    assert editor.get(f"{PAGE}empty/ods/").status_code == 404


def test_file_is_looked_at_then_imported(editor, ammin):
    response = bring(editor, eleventh("Bali"))
    assert Meeting.objects.count() == 0
    assert ("Row by row" in response.text, "11th AMMin" in response.text) == (True, True)
    assert confirm(editor, response.context["token"]) == ["1 record was added, as a draft. 0 records were changed."]
    meeting = Meeting.objects.get()
    assert (meeting.slug, meeting.city, meeting.state) == ("ammin-11", "Bali", "draft")
    assert [*LogEntry.objects.values_list("object_id", "change_message")] == [(str(meeting.pk), "From a spreadsheet.")]
    version = meeting.history.get()
    assert (version.history_user_id, version.history_change_reason) == (
        int(editor.session["_auth_user_id"]), "imported from list.csv",
    )  # fmt: skip
    assert kept() == []


def test_nothing_to_do_offers_no_button(editor, ammin):
    MeetingFactory(body=ammin, ordinal=11, title="11th AMMin")
    response = bring(editor, eleventh())
    assert response.text.count("Nothing to do: the record says all that “list.csv” says, in its 1 row.") == 1
    assert (response.context["token"], kept()) == ("", [])


def test_problems_are_shown_by_row_and_column_without_a_button(editor, ammin):
    response = bring(editor, csv_of(["body", "title"], ["AMMin", "x"], ["AMMim", "y"]))
    assert "“list.csv” has 1 problem. Nothing was written." in response.text
    assert [tuple(problem) for problem in response.context["problems"]] == [
        (3, "A3", "body", "There is no body “AMMim”. Nearest: ammin.")
    ]
    assert (response.context["token"], "Import all of it" in response.text) == ("", False)


def test_markup_in_a_file_is_text(editor, ammin):
    response = bring(editor, csv_of(["body", "title"], ["AMMin", "<script>alert(1)</script>"]), name="<b>.csv")
    assert ("<script>alert" in response.text, "&lt;script&gt;alert" in response.text, "<b>" in response.text) == (
        False, True, False,
    )  # fmt: skip


def test_file_that_is_refused_is_named_at_the_field(editor):
    response = bring(editor, b"\x89PNG\r\n\x1a\n\x00", name="list.xlsx")
    assert response.context["form"].errors == {"file": ["This is neither an Excel file (.xlsx) nor a CSV."]}


def test_web_takes_a_limited_number_of_rows(editor, ammin, monkeypatch):
    monkeypatch.setattr(desk, "MOST_ROWS", 1)
    response = bring(editor, csv_of(["title"], ["x"], ["y"]))
    assert response.context["form"].errors["file"][0][:34] == "The file has more than 1 rows. Div"


@pytest.mark.django_db
@pytest.mark.parametrize("missing", RIGHTS[1:])
def test_import_needs_the_right_to_add_and_to_change(client, missing):
    client.force_login(StaffFactory(permissions=[name for name in RIGHTS if name != missing]))
    assert [client.get(PAGE).status_code, bring(client, eleventh()).status_code] == [403, 403]
    assert [client.post(CONFIRM).status_code, client.get(f"{PAGE}empty/csv/").status_code] == [403, 403]
    assert PAGE not in client.get("/admin/meetings/meeting/").text


def test_right_that_was_taken_away_in_between_stops_the_import(client, ammin):
    person = StaffFactory(permissions=RIGHTS)
    client.force_login(person)
    token = bring(client, eleventh()).context["token"]
    person.user_permissions.clear()
    assert client.post(CONFIRM, {"token": token}).status_code == 403
    assert Meeting.objects.count() == 0


def test_change_in_between_is_shown_and_nothing_written(editor, ammin):
    meeting = MeetingFactory(body=ammin, ordinal=11, title="11th AMMin", city="")
    token = bring(editor, eleventh("Bali")).context["token"]
    Meeting.objects.update(city="Hanoi")
    response = editor.post(CONFIRM, {"token": token})
    assert [str(message) for message in response.context["messages"]] == [
        "The record has changed since you looked, so nothing was written. This is what the file would do now."
    ]
    meeting.refresh_from_db()
    assert meeting.city == "Hanoi"
    assert confirm(editor, response.context["token"]) == ["0 records were added, as drafts. 1 record was changed."]


def test_import_is_made_once(editor, ammin):
    token = bring(editor, eleventh()).context["token"]
    confirm(editor, token)
    assert confirm(editor, token) == ["This import was made already, or given up. Choose the file again."]


@pytest.mark.parametrize("token", ["", "nonsense", "changed"])
def test_token_that_is_not_ours_does_nothing(editor, ammin, token):
    given = bring(editor, eleventh()).context["token"]
    assert confirm(editor, given[:-2] if token == "changed" else token) == [
        "This import is not known. Choose the file again."
    ]
    assert Meeting.objects.count() == 0


def test_token_of_another_person_or_list_does_nothing(editor, ammin):
    token = bring(editor, eleventh()).context["token"]
    other = Client()
    other.force_login(StaffFactory(permissions=RIGHTS))
    sentence = "This import was prepared by another person, or for another list. Choose the file again."
    assert confirm(other, token) == [sentence]
    response = editor.post("/admin/documents/document/import/confirm/", {"token": token}, follow=True)
    assert [str(message) for message in response.context["messages"]] == [sentence]
    assert Meeting.objects.count() == 0


def test_token_grows_old(editor, ammin, monkeypatch):
    token = bring(editor, eleventh()).context["token"]
    monkeypatch.setattr(waiting, "KEPT", datetime.timedelta(seconds=-1))
    assert confirm(editor, token) == ["Too much time has passed since you looked at it. Choose the file again."]


def test_file_that_was_changed_where_it_lies_is_not_imported(editor, ammin):
    token = bring(editor, eleventh()).context["token"]
    path = default_storage.path(f"{waiting.FOLDER}/{kept()[0]}")
    with open(path, "wb") as file:
        file.write(eleventh("Elsewhere"))
    assert confirm(editor, token) == ["This import is not known. Choose the file again."]


def test_file_that_nobody_came_back_for_is_swept_away(editor, ammin):
    bring(editor, eleventh())
    old = kept()
    before = (timezone.now() - waiting.SWEPT - datetime.timedelta(minutes=1)).timestamp()
    os.utime(default_storage.path(f"{waiting.FOLDER}/{old[0]}"), (before, before))
    bring(editor, eleventh())
    assert (len(kept()), set(kept()) & set(old)) == (1, set())


def test_address_of_the_word_alone_leads_to_the_page(editor):
    response = editor.get(CONFIRM)
    assert (response.status_code, response.url) == (302, PAGE)


def test_token_says_nothing_of_the_file_system(editor, ammin):
    token = bring(editor, eleventh()).context["token"]
    assert "/" not in signing.loads(token, salt=waiting.SALT)[0]


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("/admin/documents/document/import/", [["title", "kind"], ["Tin", "study"]]),
        ("/admin/documents/relatedlink/import/", [["title", "category"], ["Tin", "database"]]),
    ],
)
def test_xlsx_is_taken_as_well(editor, page, lines):
    response = bring(editor, xlsx_of(*lines), page, "list.xlsx")
    assert [str(effect.record) for effect in response.context["effects"]] == ["Tin"]


@pytest.mark.parametrize("page", ["documents/document", "documents/relatedlink", "plans/action", "plans/activity"])
def test_every_kind_has_its_page(editor, page):
    DocumentFactory(), RelatedLinkFactory()
    assert editor.get(f"/admin/{page}/import/").status_code == 200
    assert f"/admin/{page}/import/" in editor.get(f"/admin/{page}/").text
