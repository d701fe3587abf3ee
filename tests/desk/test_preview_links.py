"""Somebody without an account sees a draft by a link that ends, can be closed, and shows nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amin_portal.publishing.models import PreviewLink
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory, UploadedFileFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, PlanFactory

pytestmark = pytest.mark.django_db


def desk_of(record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_preview_links", args=[record.pk])


def make_link(editor: Client, record, days: int = 7) -> PreviewLink:
    assert editor.post(desk_of(record), {"reader": "Ministry in Vientiane", "days": days}).status_code == 302
    return PreviewLink.objects.first()


def statuses(client: Client, *records) -> list[int]:
    answers = [client.get(record.get_absolute_url()) for record in records]
    for answer in answers:
        answer.getvalue()  # which closes a file
    return [answer.status_code for answer in answers]


@pytest.fixture
def meeting():
    """A draft with an outcome, and a paper whose document and file are drafts."""
    meeting = MeetingFactory(state="draft")
    OutcomeFactory(meeting=meeting, state="draft", text="As drafted")
    file = UploadedFileFactory(document__state="draft", state="draft", document__title="Draft statement")
    MeetingDocumentFactory(meeting=meeting, document=file.document, state="draft")
    return meeting


def test_link_leads_to_the_page_as_it_will_look(client, editor, meeting):
    link = make_link(editor, meeting)
    assert (link.made_by.is_superuser, link.expires_at.date()) == (True, (timezone.now() + timedelta(days=7)).date())
    page = client.get(link.get_absolute_url(), follow=True)
    assert page.redirect_chain == [(f"{meeting.get_absolute_url()}?preview=1", 302)]
    assert ("As drafted" in page.text, "Draft statement" in page.text) == (True, True)
    assert "This record is not public." in page.text


def test_nothing_of_it_is_kept_by_caches_or_search_engines(client, editor, meeting):
    first = client.get(make_link(editor, meeting).get_absolute_url())
    for answer in (first, client.get(first["Location"])):
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert (first.cookies["preview"]["httponly"], first.cookies["preview"]["samesite"]) == (True, "Lax")


def test_guest_opens_parts_papers_and_files_and_nothing_else(client, editor, meeting):
    outcome, document = meeting.outcomes.get(), meeting.papers.get().document
    shown = [meeting, outcome, document, document.files.get()]
    others = [MeetingFactory(state="draft"), DocumentFactory(state="draft"), OutcomeFactory(meeting__state="draft")]
    assert statuses(client, *shown, *others) == [404] * 7
    client.get(make_link(editor, meeting).get_absolute_url())
    assert statuses(client, *shown, *others) == [200] * 4 + [404] * 3
    assert client.get("/api/v1/meetings/").json()["count"] == 0


def test_guest_of_a_part_sees_its_whole_without_the_other_parts(client, editor, meeting):
    other = OutcomeFactory(meeting=meeting, state="draft", text="Another draft")
    client.get(make_link(editor, meeting.outcomes.first()).get_absolute_url())
    assert statuses(client, meeting.outcomes.first(), meeting, other) == [200, 200, 404]
    assert "Another draft" not in client.get(meeting.get_absolute_url()).text


def test_guest_of_a_plan_sees_its_actions(client, editor):
    plan = PlanFactory(state="draft")
    action = ActionFactory(plan=plan, state="draft")
    client.get(make_link(editor, plan).get_absolute_url())
    assert statuses(client, plan, action) == [200, 200]


def test_what_was_withdrawn_is_shown_to_no_guest(client, editor):
    outcome = OutcomeFactory(state="draft")
    client.get(make_link(editor, outcome).get_absolute_url())
    assert statuses(client, outcome) == [200]
    outcome.meeting.withdraw("In error")
    assert statuses(client, outcome) == [404]


@pytest.mark.parametrize(
    ("end", "says"),
    [
        ({"expires_at": "2020-01-01T00:00Z"}, "This link was open until 1 January 2020"),
        ({"revoked_at": "2020-01-01T00:00Z"}, "The secretariat has closed this link."),
    ],
)
def test_link_that_is_over_says_so_and_shows_nothing_more(client, editor, meeting, end, says):
    link = make_link(editor, meeting)
    client.get(link.get_absolute_url())
    PreviewLink.objects.update(**end)
    assert statuses(client, meeting) == [404]
    answer = client.get(link.get_absolute_url())
    assert (answer.status_code, says in answer.text, answer["Cache-Control"]) == (410, True, "private, no-store")


def test_link_to_what_was_deleted_says_so(client, editor, meeting):
    link = make_link(editor, meeting)
    meeting.delete()
    answer = client.get(link.get_absolute_url())
    assert (answer.status_code, "not on record any more" in answer.text) == (410, True)


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "x" + token, lambda token: "nonsense"])
def test_token_that_was_changed_opens_nothing(client, editor, meeting, change):
    start, token = make_link(editor, meeting).get_absolute_url().rsplit("/", 1)
    answer = client.get(f"{start}/{change(token)}")
    assert (answer.status_code, "was changed on its way" in answer.text) == (404, True)
    client.cookies["preview"] = change(token)
    assert statuses(client, meeting) == [404]


def test_link_is_closed_at_the_desk(client, editor, meeting):
    link = make_link(editor, meeting)
    editor.post(desk_of(meeting), {"revoke": link.pk})
    assert client.get(link.get_absolute_url()).status_code == 410
    other = make_link(editor, BodyFactory(state="draft"))
    editor.post(desk_of(meeting), {"revoke": other.pk})
    assert PreviewLink.objects.open().get() == other


def test_link_to_what_is_public_by_now_leads_to_it(client, editor, meeting):
    link = make_link(editor, meeting)
    meeting.publish()
    assert client.get(link.get_absolute_url(), follow=True).status_code == 200


def test_desk_lists_links_with_address_person_and_use(client, editor, meeting):
    link = make_link(editor, meeting)
    page = editor.get(desk_of(meeting)).text
    assert (f"http://testserver{link.get_absolute_url()}" in page, "Nobody has opened it yet." in page) == (True, True)
    client.get(link.get_absolute_url())
    assert "Nobody has opened it yet." not in editor.get(desk_of(meeting)).text


@pytest.mark.parametrize(("role", "status"), [("Editor", 302), ("Approver", 302), ("Auditor", 403)])
def test_links_are_made_by_those_who_may_change_the_record(meeting, role, status):
    client, user = Client(), StaffFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    assert client.post(desk_of(meeting), {"reader": "A ministry", "days": "7"}).status_code == status
    assert PreviewLink.objects.exists() == (status == 302)


def test_link_needs_a_reader_and_one_of_the_terms(editor, meeting):
    answer = editor.post(desk_of(meeting), {"reader": "", "days": "999"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["reader", "days"])
    assert not PreviewLink.objects.exists()
