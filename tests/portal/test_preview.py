"""Staff see a draft at the address that it will have; nobody may keep a copy."""

import pytest
from django.test import Client

from tests.factories.accounts import StaffFactory, UserFactory
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory
from tests.factories.kinds import EVERY_KIND, IN_LISTS, WITH_PAGE
from tests.factories.meetings import AgendaItemFactory, BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db

every_page = pytest.mark.parametrize("make", WITH_PAGE, ids=lambda make: make.__name__)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@every_page
@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"state": "in_review"}, {"publish_from": "2999-01-01T00:00Z"}])
def test_staff_see_what_is_not_public_yet_and_no_cache_keeps_it(client, editor, make, hidden):
    record = make(**hidden)
    address = record.get_absolute_url()
    page = editor.get(address)
    assert (page.status_code, "This record is not public." in page.text) == (200, True)
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert client.get(address).status_code == 404


@every_page
def test_staff_see_a_public_page_like_everybody(client, editor, make):
    address = make().get_absolute_url()
    for browser in (client, editor):
        page = browser.get(address)
        assert (page.status_code, "This record is not public." in page.text) == (200, False)
        assert ("no-store" in page.get("Cache-Control", ""), "X-Robots-Tag" in page) == (False, False)


@every_page
def test_staff_see_the_tombstone_of_what_was_withdrawn(editor, make):
    record = make()
    record.withdraw("By mistake")
    assert editor.get(record.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(
    ("make_user", "status"),
    [
        (UserFactory, 404),
        (StaffFactory, 404),
        (lambda: StaffFactory(permissions=["documents.view_document"]), 404),
        (lambda: StaffFactory(permissions=["meetings.change_meeting"]), 404),
        (lambda: StaffFactory(permissions=["meetings.view_meeting"]), 200),
    ],
    ids=["account", "staff without rights", "staff of documents", "staff who may only change", "staff of meetings"],
)
def test_only_staff_who_may_view_the_kind_of_record_see_its_drafts(make_user, status):
    meeting = MeetingFactory(state="draft")
    assert signed_in(make_user()).get(meeting.get_absolute_url()).status_code == status


@pytest.mark.parametrize(
    ("make", "parent", "permission"),
    [
        (OutcomeFactory, "meeting", "meetings.view_outcome"),
        (MeetingFactory, "body", "meetings.view_meeting"),
        (ActionFactory, "plan", "plans.view_action"),
        (ActivityFactory, "plan", "plans.view_activity"),
        (StrategicAreaFactory, "plan", "plans.view_strategicarea"),
    ],
)
@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_staff_see_no_part_of_a_whole_that_they_may_not_view(make, parent, permission, state):
    record = make(state="draft")
    whole = getattr(record, parent)
    type(whole).objects.filter(pk=whole.pk).update(
        state=state, withdrawn_on="2024-01-31", withdrawal_reason="Secret reason"
    )
    page = signed_in(StaffFactory(permissions=[permission])).get(record.get_absolute_url())
    assert (page.status_code, str(whole) in page.text, "Secret reason" in page.text) == (404, False, False)


def test_preview_shows_the_drafts_around_it(editor):
    plan = PlanFactory(state="draft")
    area = StrategicAreaFactory(plan=plan, state="draft", name="Data for all")
    report = ProgressReportFactory(
        action=ActionFactory(plan=plan, area=area, state="draft", title="Map the region"),
        state="draft",
        status="delayed",
    )
    page = editor.get(plan.get_absolute_url()).text
    assert [text for text in ("Data for all", "Map the region", "Delayed") if text not in page] == []
    assert report.narrative in editor.get(report.action.get_absolute_url()).text


def test_public_page_shows_staff_no_drafts_around_it(client, editor):
    meeting = MeetingFactory()
    paper = MeetingDocumentFactory(meeting=meeting, document__state="draft", document__title="Unfinished paper")
    outcome = OutcomeFactory(meeting=meeting, state="draft", text="Unfinished outcome")
    for browser in (client, editor):
        page = browser.get(meeting.get_absolute_url()).text
        assert (paper.document.title in page, outcome.text in page) == (False, False)


def meeting_with_drafts():
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting, state="draft", title="Quux item")
    OutcomeFactory(meeting=meeting, state="in_review", text="Quux decision")
    document = DocumentFactory(state="draft", title="Quux document")
    MeetingDocumentFactory(meeting=meeting, document=document, publish_from="2999-01-01T00:00Z")
    return meeting, ["Quux item", "Quux decision", "Quux document"]


def document_with_drafts():
    file = DocumentFileFactory(state="draft", url="https://example.org/quux.pdf")
    return file.document, [file.url]


def plan_with_drafts():
    plan = PlanFactory()
    area = StrategicAreaFactory(plan=plan, state="draft", name="Quux area")
    action = ActionFactory(plan=plan, area=area, state="draft", title="Quux action")
    ActivityFactory(plan=plan, action=action, state="draft", title="Quux activity")
    ProgressReportFactory(action=None, plan=plan, state="draft", narrative="Quux report")
    return plan, ["Quux area", "Quux action", "Quux activity", "Quux report"]


drafts_around = pytest.mark.parametrize("make", [meeting_with_drafts, document_with_drafts, plan_with_drafts])


@drafts_around
def test_staff_see_drafts_of_the_parts_of_a_public_record_if_they_ask(editor, make):
    record, drafts = make()
    page = editor.get(f"{record.get_absolute_url()}?preview=1")
    assert [draft for draft in drafts if draft not in page.text] == []
    assert (page.status_code, page["Cache-Control"], page["X-Robots-Tag"]) == (200, "private, no-store", "noindex")


@drafts_around
@pytest.mark.parametrize("make_user", [None, UserFactory, StaffFactory], ids=["nobody", "account", "without rights"])
def test_nobody_else_sees_drafts_by_asking(client, make, make_user):
    record, drafts = make()
    browser = signed_in(make_user()) if make_user else client
    page = browser.get(f"{record.get_absolute_url()}?preview=1")
    assert (page.status_code, [draft for draft in drafts if draft in page.text]) == (200, [])


def test_visitors_who_ask_for_a_preview_get_the_public_page(client):
    record, _drafts = meeting_with_drafts()
    page = client.get(f"{record.get_absolute_url()}?preview=1")
    assert ("no-store" in page.get("Cache-Control", ""), "X-Robots-Tag" in page) == (False, False)
    assert text_of(page) == text_of(client.get(record.get_absolute_url()))


def test_preview_of_a_public_record_does_not_say_that_it_is_not_public(editor):
    record, _drafts = meeting_with_drafts()
    assert "This record is not public." not in editor.get(f"{record.get_absolute_url()}?preview=1").text


@every_page
def test_preview_of_what_was_withdrawn_is_its_tombstone(editor, make):
    record = make()
    record.withdraw("By mistake")
    assert editor.get(record.get_preview_url()).status_code == 410


@pytest.mark.parametrize("make", [make for make in EVERY_KIND if make not in IN_LISTS], ids=lambda make: make.__name__)
def test_preview_of_every_draft_is_a_page_that_shows_it(editor, make):
    record = make(state="draft")
    page, _hash, anchor = record.get_preview_url().partition("#")
    answer = editor.get(page)
    assert (page[-10:], answer.status_code) == ("?preview=1", 200)
    assert f'id="{anchor}"' in answer.text if anchor else str(record).partition(",")[0] in text_of(answer)


@pytest.mark.parametrize("make", IN_LISTS)
def test_what_stands_only_in_lists_has_no_preview(make):
    assert make(state="draft").get_preview_url() is None


@pytest.mark.parametrize(
    "path", ["/", "/meetings/", "/search/?q=unfinished", "/sitemap.xml", "/api/v1/meetings/", "/bodies/b/latest/"]
)
@pytest.mark.parametrize("preview", [False, True])
def test_lists_show_staff_no_drafts(editor, path, preview):
    body = BodyFactory(slug="b", kind="ministerial")
    MeetingFactory(body=body, ordinal=1, slug="finished")
    MeetingFactory(body=body, ordinal=2, state="draft", title="Unfinished", slug="unfinished-2", start="2024")
    asked = f"{'&' if '?' in path else '?'}preview=1" if preview else ""
    page = editor.get(f"{path}{asked}")
    assert "unfinished-2" not in f"{page.text} {page.headers.get('Location')}"
