"""The first page of the admin: what waits for whom, what the record lacks, and the ways on."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from amin_portal.desk import counting
from amin_portal.desk.counting import Count
from amin_portal.desk.queue import SHOWN, gap_sections, waiting_sections
from amin_portal.desk.rules import RULES, action_without_lead, meeting_without_statement
from amin_portal.desk.waiting import my_drafts, waiting_for_review
from amin_portal.publishing.models import publishable_models
from meetings.models import Body
from tests.factories.accounts import StaffFactory, SuperuserFactory
from tests.factories.documents import DocumentFactory, DocumentFileFactory, MeetingDocumentFactory
from tests.factories.kinds import EVERY_KIND
from tests.factories.meetings import AgendaItemFactory, BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory
from tests.pages import links, text_of

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def changed_by(user, record):
    """The record, of which this person saved the latest version."""
    latest = record.history.first()
    latest.history_user = user
    latest.save()
    return record


def names(rows) -> list[str]:
    return [name for _kind, _key, name, _changed, _by in rows]


def ministerial(**values):
    return MeetingFactory(body=BodyFactory(kind=Body.Kind.MINISTERIAL), **values)


# What waits for a person


def test_my_drafts_are_those_that_i_was_the_last_to_change():
    me, colleague = SuperuserFactory(), SuperuserFactory()
    mine = changed_by(me, MeetingFactory(title="Mine", state="draft"))
    taken_over = changed_by(me, MeetingFactory(title="Taken over", state="draft"))
    taken_over._history_user = colleague
    taken_over.city = "Vientiane"
    taken_over.save()
    changed_by(me, MeetingFactory(title="Published"))
    changed_by(me, MeetingFactory(title="Handed in", state="in_review"))
    MeetingFactory(title="By the machine", state="draft")
    assert names(my_drafts(me)) == [mine.title]
    assert names(my_drafts(colleague)) == ["Taken over"]


def test_draft_saved_in_the_admin_is_mine(editor):
    user = SuperuserFactory()
    client, document = signed_in(user), DocumentFactory(state="draft", title="Declaration under way")
    form = client.get(reverse("admin:documents_document_change", args=[document.pk])).context["adminform"].form
    assert names(my_drafts(user)) == []
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in sent.items() if value not in (None, [], False)}
    sent |= {"title": "Declaration, reworded", "sources": "Record | | |", "_save": "1"}
    for part in ("files", "meeting_papers"):
        sent |= {f"{part}-TOTAL_FORMS": "0", f"{part}-INITIAL_FORMS": "0"}
    answer = client.post(reverse("admin:documents_document_change", args=[document.pk]), sent)
    assert answer.status_code == 302
    assert names(my_drafts(user)) == ["Declaration, reworded"]


def test_part_of_something_unfinished_waits_with_that():
    me = SuperuserFactory()
    draft, public = changed_by(me, MeetingFactory(state="draft", title="Draft")), MeetingFactory()
    changed_by(me, OutcomeFactory(meeting=draft, state="draft"))
    apart = changed_by(me, OutcomeFactory(meeting=public, state="draft"))
    assert sorted(names(my_drafts(me))) == sorted(["Draft", apart.text])


def test_review_waits_for_those_who_may_publish_that_kind():
    handed_in = MeetingFactory(title="Handed in", state="in_review")
    DocumentFactory(title="Also handed in", state="in_review")
    MeetingFactory(state="draft"), MeetingFactory()
    approver = StaffFactory(permissions=["meetings.publish_meeting"])
    editor = StaffFactory(permissions=["meetings.change_meeting", "meetings.view_meeting"])
    assert names(waiting_for_review(approver)) == [handed_in.title]
    assert names(waiting_for_review(editor)) == []
    assert len(waiting_for_review(SuperuserFactory())) == 2


def test_review_says_who_handed_it_in():
    colleague, approver = SuperuserFactory(username="siti"), SuperuserFactory(username="rahmat")
    changed_by(colleague, MeetingFactory(title="Handed in", state="in_review"))
    changed_by(approver, MeetingFactory(title="By myself", state="in_review"))
    text = text_of(signed_in(approver).get(INDEX))
    assert ("by siti" in text, "by rahmat" in text) == (True, False)


def test_lists_of_what_waits_are_there_for_those_whom_it_can_wait_for():
    def lists(*permissions):
        return [one.name for one in waiting_sections(StaffFactory(permissions=list(permissions)))]

    assert lists("meetings.view_meeting") == []
    assert lists("meetings.change_meeting") == ["my-drafts"]
    assert lists("meetings.change_meeting", "meetings.publish_meeting") == ["my-drafts", "waiting-for-review"]


@pytest.mark.parametrize("make", EVERY_KIND)
def test_every_kind_of_record_can_wait(make):
    record = make(state="in_review")
    ((kind, key, name, changed, _by),) = waiting_for_review(SuperuserFactory())
    assert (kind, key, changed) == (record._meta.label_lower, record.pk, record.updated_at)
    assert name


def test_report_of_each_subject_has_a_name():
    ProgressReportFactory(action=None, plan=PlanFactory(title="Plan of the minerals"), state="in_review")
    assert names(waiting_for_review(SuperuserFactory())) == ["Plan of the minerals"]


def test_latest_change_comes_first_whatever_its_kind():
    for factory in (MeetingFactory, PlanFactory, BodyFactory):
        factory(state="in_review")
    changes = [row[3] for row in waiting_for_review(SuperuserFactory())]
    assert changes == sorted(changes, reverse=True)


# What the record lacks


def test_entry_leads_to_the_record_and_straight_to_what_is_missing(editor):
    meeting, action = ministerial(), ActionFactory()
    there = links(editor.get(INDEX))
    assert reverse("admin:meetings_meeting_change", args=[meeting.pk]) in there
    (add,) = [link for link in there if link.startswith(reverse("admin:documents_meetingdocument_add") + "?")]
    assert parse_qs(urlsplit(add).query) == {"meeting": [str(meeting.pk)], "role": ["statement"]}
    assert f"{reverse('admin:plans_action_change', args=[action.pk])}#id_leads" in there


def test_every_way_to_what_is_missing_leads_to_a_form_that_has_the_place(editor):
    for rule in RULES:
        anchors = {rule.mend.anchor} if hasattr(rule.mend, "anchor") else {f"id_{rule.mend.names}"}
        model = rule.model if hasattr(rule.mend, "anchor") else rule.mend.model
        form = editor.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")).text
        assert [anchor for anchor in anchors if f'id="{anchor}"' not in form] == [], rule.name


def test_form_of_the_missing_part_is_filled_in(editor):
    meeting = ministerial()
    form = editor.get(meeting_without_statement.mend.address(meeting)).context["adminform"].form
    assert (form["role"].value(), form["meeting"].value()) == ("statement", str(meeting.pk))


def test_desk_says_why_it_matters_and_whether_visitors_are_told(editor):
    ministerial()
    text = text_of(editor.get(INDEX))
    assert f"{meeting_without_statement.why} Visitors are told." in text


def test_reader_sees_what_is_missing_and_cannot_act(client):
    ministerial()
    reader = signed_in(StaffFactory(permissions=["meetings.view_meeting"]))
    page = reader.get(INDEX)
    assert str(meeting_without_statement.title) in text_of(page)
    assert [link for link in links(page) if "/add/" in link or "not-now" in link] == []


def test_rules_on_records_that_one_may_not_see_are_not_there():
    ministerial(), ActionFactory()
    found = [section.rule for section in gap_sections(StaffFactory(permissions=["plans.change_action"]))]
    assert found == [action_without_lead]


def test_section_is_bounded_and_leads_to_all(editor):
    ActionFactory.create_batch(SHOWN + 2)
    page, address = editor.get(INDEX), reverse("admin:desk_section", args=[action_without_lead.name])
    (section,) = page.context["gaps"]
    assert (len(section.entries), str(section.count)) == (SHOWN, "7")
    assert address in links(page)
    assert "7 entries" in text_of(editor.get(address))


def test_section_without_more_leads_nowhere(editor):
    ActionFactory.create_batch(SHOWN)
    address = reverse("admin:desk_section", args=[action_without_lead.name])
    assert address not in links(editor.get(INDEX))


def test_section_has_pages(editor):
    ActionFactory.create_batch(51)
    address = reverse("admin:desk_section", args=[action_without_lead.name])
    first, last = editor.get(address), editor.get(address, {"page": 2})
    assert [len(page.context["section"].entries) for page in (first, last)] == [50, 1]
    assert f"{address}?page=2".endswith(links(first)[-1])


@pytest.mark.parametrize("name", ["my-drafts", "waiting-for-review"])
def test_what_waits_has_a_page_of_its_own(name):
    user = SuperuserFactory()
    changed_by(user, MeetingFactory(title="Draft of mine", state="draft"))
    MeetingFactory(title="Handed in", state="in_review")
    text = text_of(signed_in(user).get(reverse("admin:desk_section", args=[name])))
    assert ("Draft of mine" in text, "Handed in" in text) == (name == "my-drafts", name == "waiting-for-review")


def test_section_that_is_not_there_is_not_found(editor):
    assert editor.get(reverse("admin:desk_section", args=["no-such-rule"])).status_code == 404


def test_section_of_records_that_one_may_not_see_is_not_found():
    reader = signed_in(StaffFactory(permissions=["plans.view_plan"]))
    assert reader.get(reverse("admin:desk_section", args=[action_without_lead.name])).status_code == 404


def test_pages_of_the_desk_are_for_staff(client):
    for name in ("my-drafts", action_without_lead.name):
        assert client.get(reverse("admin:desk_section", args=[name])).status_code == 302


def test_counting_stops_early(monkeypatch):
    monkeypatch.setattr(counting, "MANY", 2)
    ActionFactory.create_batch(4)
    (section,) = [section for section in gap_sections(SuperuserFactory()) if section.count]
    assert section.count == Count(3)
    assert str(section.count) == "more than 2"


def test_count_is_said_in_full_up_to_a_thousand():
    assert [str(Count(number)) for number in (0, 1, 1000, 1001)] == ["0", "1", "1,000", "more than 1,000"]


# What it costs


def fill(user, count):
    """Something in every section that a factory can fill."""
    for _ in range(count):
        changed_by(user, MeetingFactory(state="draft"))
        for factory in EVERY_KIND:
            factory(state="in_review")
        ministerial()
        ActionFactory()
        MeetingDocumentFactory(role="adopted", document=PlanFactory(document=DocumentFactory()).document)
        OutcomeFactory(text="tbc")
        MeetingFactory(status="confirmed", start="2023", state="draft")
        DocumentFileFactory(), AgendaItemFactory()


@pytest.mark.parametrize("count", [1, 3])
def test_first_page_costs_the_same_for_any_number(django_assert_num_queries, count):
    user = SuperuserFactory()
    fill(user, count)
    client = signed_in(user)
    # session, account, what was put off, a query a rule, two for each list of what waits, the log
    with django_assert_num_queries(22):
        assert client.get(INDEX).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_costs_two_queries_a_list(django_assert_num_queries, count):
    user = SuperuserFactory()
    fill(user, count)
    with django_assert_num_queries(4):
        drafts, review = waiting_sections(user)
    assert (drafts.count.number, review.count.number >= len(EVERY_KIND)) == (count, True)


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_section_costs_the_same_for_any_number(editor, django_assert_num_queries, count):
    ActionFactory.create_batch(count)
    with django_assert_num_queries(4):  # session, account, how many, which
        editor.get(reverse("admin:desk_section", args=[action_without_lead.name]))


# The list of what is kept


def test_records_are_listed_by_what_staff_come_for(editor):
    groups = editor.get(INDEX).context["app_list"]
    listed = [str(group["name"]) for group in groups]
    assert listed == ["Meetings", "Documents", "Plans", "Texts and words", "Accounts", "What the portal writes"]
    assert [model["object_name"] for model in groups[0]["models"]][:3] == ["Meeting", "AgendaItem", "Outcome"]
    found = {model["object_name"] for group in groups[:4] for model in group["models"]}
    assert {model.__name__ for model in publishable_models()} - found == set()


def test_page_of_an_app_lists_that_app(editor):
    (app,) = editor.get(reverse("admin:app_list", args=["plans"])).context["app_list"]
    assert app["app_label"] == "plans"
