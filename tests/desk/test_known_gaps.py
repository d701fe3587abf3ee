"""What visitors are told that a record lacks: on the page concerned, once, and nothing of what is hidden."""

from datetime import timedelta

import pytest
from django.utils import timezone

from amin_portal.desk.gaps import known_gaps
from amin_portal.desk.rules import (
    RULES,
    activity_with_old_report,
    file_without_text,
    meeting_without_statement,
    outcome_without_text,
    plan_without_file,
)
from documents.models import DocumentFile
from meetings.models import Body
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory, UploadedFileFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import ActivityFactory, PlanFactory, ProgressReportFactory
from tests.pages import links, text_of

pytestmark = pytest.mark.django_db
HEADING = "What is not known"


def ministerial():
    return MeetingFactory(body=BodyFactory(kind=Body.Kind.MINISTERIAL))


def adopted_plan():
    return PlanFactory(document=MeetingDocumentFactory(role="adopted").document)


def activity_reported_long_ago():
    running = ActivityFactory(plan=PlanFactory(end_year=timezone.localdate().year))
    ProgressReportFactory(action=None, activity=running, status="ongoing", as_of="2023-01")
    return running


def scanned_document():
    file = UploadedFileFactory()
    DocumentFile.objects.filter(pk=file.pk).update(text_state=DocumentFile.TextState.NO_TEXT)
    return file.document


GAPS = [
    (ministerial, meeting_without_statement),
    (lambda: OutcomeFactory(text="To be confirmed"), outcome_without_text),
    (adopted_plan, plan_without_file),
    (activity_reported_long_ago, activity_with_old_report),
    (scanned_document, file_without_text),
]
on_each_page = pytest.mark.parametrize(("make", "rule"), GAPS, ids=[rule.name for _make, rule in GAPS])


@on_each_page
def test_page_says_what_the_record_lacks_and_what_not_known_means(client, make, rule):
    page = client.get(make().get_absolute_url())
    text = text_of(page)
    assert (text.count(HEADING), text.count(str(rule.said))) == (1, 1)
    assert "/glossary/#not-known" in links(page)


@on_each_page
def test_gaps_of_a_page_cost_one_query(make, rule, django_assert_num_queries):
    record = make()
    with django_assert_num_queries(1):
        assert known_gaps(record) == [rule]


@pytest.mark.parametrize("make", [MeetingFactory, OutcomeFactory, PlanFactory, DocumentFactory, BodyFactory])
def test_page_of_a_record_that_lacks_nothing_has_no_such_section(client, make):
    assert HEADING not in text_of(client.get(make().get_absolute_url()))


def test_no_query_is_spent_on_records_without_rules(django_assert_num_queries):
    body = BodyFactory()
    with django_assert_num_queries(0):
        assert known_gaps(body) == []


def fill(make, **values):
    """The gap of a record, filled by something in this state."""
    record = make()
    if make is ministerial:
        MeetingDocumentFactory(meeting=record, role="statement", **values)
    elif make is adopted_plan:
        DocumentFileFactory(document=record.document, **values)
    else:
        today = timezone.localdate().isoformat()
        ProgressReportFactory(action=None, activity=record, status="ongoing", as_of=today, **values)
    return record


FILLED = pytest.mark.parametrize("make", [ministerial, adopted_plan, activity_reported_long_ago])


@FILLED
def test_what_is_published_fills_the_gap(client, make):
    assert HEADING not in text_of(client.get(fill(make).get_absolute_url()))


@FILLED
@pytest.mark.parametrize("hidden", ["draft", "in_review", "tomorrow"])
def test_what_waits_behind_the_door_is_not_betrayed_by_its_gap(client, make, hidden):
    values = {"publish_from": timezone.now() + timedelta(days=1)} if hidden == "tomorrow" else {"state": hidden}
    with_draft, without = fill(make, **values), make()
    assert known_gaps(with_draft) == known_gaps(without) != []
    assert text_of(client.get(with_draft.get_absolute_url())).count(HEADING) == 1


def test_statement_whose_document_is_a_draft_is_none_to_visitors():
    meeting = ministerial()
    MeetingDocumentFactory(meeting=meeting, role="statement", document__state="draft")
    assert known_gaps(meeting) == [meeting_without_statement]


@FILLED
def test_preview_says_what_will_be_said_once_its_drafts_are_published(editor, make):
    page = editor.get(f"{fill(make, state='draft').get_absolute_url()}?preview=1")
    assert (page.status_code, HEADING in text_of(page)) == (200, False)


def test_preview_tells_nobody_of_drafts_that_they_may_not_see(client):
    """Who may see meetings and no documents is not told that a draft of the statement is there."""
    meeting = fill(ministerial, state="draft")
    client.force_login(StaffFactory(permissions=["meetings.view_meeting"]))
    page = client.get(f"{meeting.get_absolute_url()}?preview=1")
    assert (page.status_code, page.context["preview"], HEADING in text_of(page)) == (200, True, True)


def test_scan_that_is_a_draft_is_not_spoken_of():
    file = UploadedFileFactory(state="draft")
    DocumentFile.objects.filter(pk=file.pk).update(text_state=DocumentFile.TextState.NO_TEXT)
    assert known_gaps(file.document) == []


def test_gap_is_told_from_the_day_on_which_it_begins(monkeypatch):
    today = timezone.localdate()
    meeting = MeetingFactory(body__kind="ministerial", start=str(today - timedelta(days=59)), end=None)
    assert known_gaps(meeting) == []
    monkeypatch.setattr(timezone, "localdate", lambda *args: today + timedelta(days=1))
    assert known_gaps(meeting) == [meeting_without_statement]


def test_nothing_is_said_twice():
    """What a page says at its place is not said beside it."""
    assert {rule.name for rule in RULES if rule.said_in_place and rule.is_told_beside} == set()
    meeting = MeetingFactory(body__kind="ministerial", start="2020")
    assert [rule.name for rule in known_gaps(meeting)] == ["meeting-without-statement"]
