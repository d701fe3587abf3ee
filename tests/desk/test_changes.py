"""Every change anywhere, narrowed down, in pages, as CSV."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from documents.models import Document
from meetings.models import Meeting
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory

from .forms import save

PAGE = "/admin/changes/"
DOCUMENT = [("=Final", "-"), ("=Final", "~"), ("=Statement", "+")]
BODY = ("Ministers (AMMin)", "+")


def told(response) -> list[tuple[str, str]]:
    return [(change.record, change.version.history_type) for change in response.context["changes"]]


def signed_in(name: str, role: str) -> Client:
    user = StaffFactory(username=name)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def changed(db) -> Client:
    """A record that sari has edited, in her browser: two documents, one body, one meeting."""
    sari = signed_in("sari", "Approver")
    meeting = MeetingFactory(title="The ninth", body=BodyFactory(acronym="AMMin", name="Ministers"))
    document = DocumentFactory(title="=Statement", state="draft")
    save(sari, reverse("admin:meetings_meeting_change", args=[meeting.pk]), title="The 9th")
    save(sari, reverse("admin:documents_document_change", args=[document.pk]), title="=Final")
    Document.objects.get().delete()
    return sari


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [*DOCUMENT[:2], ("The 9th", "~"), DOCUMENT[2], ("The 9th", "+"), BODY]),
        ({"kind": "documents.document"}, DOCUMENT),
        ({"change": "-"}, [("=Final", "-")]),
        ({"kind": "meetings.meeting", "change": "~"}, [("The 9th", "~")]),
        ({"person": "0", "change": "-"}, [("=Final", "-")]),
        ({"since": "2999-01-01"}, []),
        ({"until": "2000-01-01"}, []),
        ({"since": "2000-01-01", "kind": "meetings.body"}, [BODY]),
    ],
)
def test_changes_are_narrowed_down(changed, asked, expected):
    assert told(changed.get(PAGE, asked)) == expected


def test_changes_of_one_person(changed):
    key = str(Document.history.filter(history_user__isnull=False).values_list("history_user", flat=True).get())
    assert told(changed.get(PAGE, {"person": key})) == [("=Final", "~"), ("The 9th", "~")]


def test_wrong_choice_is_named_and_left_out(changed):
    answer = changed.get(PAGE, {"kind": "nonsense", "since": "yesterday", "change": "-"})
    assert list(answer.context["form"].errors) == ["kind", "since"]
    assert told(answer) == [("=Final", "-")]


def test_csv_has_a_line_for_each_field_and_no_formula(changed):
    answer = changed.get(PAGE, {"kind": "documents.document", "change": "~", "format": "csv"})
    lines = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    told = [(line["person"], line["record"], line["field"], line["before"], line["after"]) for line in lines]
    assert told == [("sari", "'=Final", "title", "'=Statement", "'=Final")]
    assert answer["Content-Disposition"].startswith('attachment; filename="changes-')


def test_auditor_sees_all_changes_and_others_only_what_they_may_see(changed):
    assert len(told(signed_in("audit", "Auditor").get(PAGE))) == 6
    client = Client()
    client.force_login(StaffFactory(permissions=["meetings.view_body"]))
    assert told(client.get(PAGE)) == [("Ministers (AMMin)", "+")]
    client.force_login(StaffFactory())
    assert client.get(PAGE).status_code == 403


def test_visitors_are_sent_to_log_in(client, db):
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number(editor, count, django_assert_num_queries):
    body = BodyFactory()
    Meeting.objects.all().delete()
    MeetingFactory.create_batch(count, body=body)
    with django_assert_num_queries(QUERIES):
        answer = editor.get(PAGE, {"kind": "meetings.meeting"})
    assert len(told(answer)) == count


# session, person, the people to choose from; count and page; versions, relations (2), names of bodies, meetings
QUERIES = 10
