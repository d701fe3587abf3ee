"""The page on which a whole plan is reported on: what stands on it, and what becomes of what is typed."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.urls import reverse

from amin_portal.publishing.models import State
from amin_portal.roles.roles import APPROVER, AUDITOR, EDITOR
from plans.models import Action, Plan, ProgressReport
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)
from tests.pages import headings

from .forms import Fields, shown_values
from .sheets import browser_of, confirm, enter, list_of, look, made, mistakes, page_of, plan_of_three_actions, row


@pytest.fixture
def plan(db) -> Plan:
    return plan_of_three_actions()


@pytest.fixture
def action(plan) -> Action:
    return plan.actions.get(title="Action 1")


# What stands on it


def test_sheet_has_a_row_for_the_plan_and_each_of_its_items(editor, plan):
    ActivityFactory(plan=plan, title="Workshop")
    ActionFactory(plan=plan, title="Withdrawn action").withdraw("Never agreed")
    ActionFactory(title="Action of another plan")
    page = editor.get(page_of(plan))
    assert [(str(group.title), [row.title for row in group.rows]) for group in page.context["sheet"].groups] == [
        ("The plan as a whole", ["AMCAP-III"]),
        ("1. Area 1", ["Action 1"]),
        ("2. Area 2", ["Action 2"]),
        ("Actions that are not placed in one area", ["Action beside them"]),
        ("Activities", ["Workshop"]),
    ]
    assert headings(page) == ["Reports on “AMCAP-III”"]


def test_last_report_stands_beside_its_item(editor, plan, action):
    meeting = MeetingFactory(ordinal=9, body__acronym="AMMin")
    ProgressReportFactory(action=action, as_of="2023-11", status="ongoing", meeting=meeting)
    ProgressReportFactory(action=action, as_of="2021", status="delayed")
    ProgressReportFactory(action=action, as_of="2024", status="")
    ProgressReportFactory(action=action, as_of="2025").withdraw("A slip")
    ProgressReportFactory(action=None, plan=plan, as_of=None, status="on_track", state=State.DRAFT)
    page = editor.get(page_of(plan)).text
    beside = [" ".join(one.partition("</p>")[0].split()) for one in page.split('<p class="sheet-last">')[1:]]
    assert beside == [
        "Last report: <strong>on track</strong>, date not known <em>draft</em>",
        "Last report: <strong>under way</strong>, as of November 2023 (to the 9th AMMin)",
        "No report yet that names a status.",
        "No report yet that names a status.",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_sheet_costs_the_same_for_any_number(editor, django_assert_num_queries, count):
    plan = PlanFactory()
    for number in range(count):
        action = ActionFactory(plan=plan, area=StrategicAreaFactory(plan=plan, number=number + 1))
        activity = ActivityFactory(plan=plan)
        for subject in ({"action": action}, {"activity": activity}, {"plan": plan}):
            ProgressReportFactory(**{"action": None} | subject, meeting=MeetingFactory())
    # session, user, plan, a savepoint and its end; reports on the plan with meetings and bodies; actions and the same,
    # activities and the same; meetings and documents to choose from
    with django_assert_num_queries(18):
        assert editor.get(page_of(plan)).status_code == 200


def test_sheet_of_a_large_plan_says_how_much_is_left_out(editor, plan, monkeypatch):
    monkeypatch.setattr("plans.report_sheet.sheet.MOST_ITEMS", 2)
    ActivityFactory.create_batch(2, plan=plan)
    page = editor.get(page_of(plan))
    assert [row.title for row in page.context["sheet"].rows] == ["AMCAP-III", "Action 1", "Action 2"]
    assert "3 items more are not shown" in page.text


@pytest.mark.parametrize(("role", "status"), [(EDITOR, 200), (APPROVER, 200), (AUDITOR, 403), (None, 403)])
def test_who_may_add_reports_may_fill_in_the_sheet(plan, action, role, status):
    client = browser_of(role)
    assert client.get(page_of(plan)).status_code == status
    assert client.post(page_of(plan), row(action, status="ongoing") | {"as_of": "2025"}).status_code == status
    if role:
        form = client.get(reverse("admin:plans_plan_change", args=[plan.pk])).text
        assert (page_of(plan) in form) == (status == 200)


def test_there_is_no_sheet_of_a_plan_that_is_withdrawn_or_not_there(editor, plan):
    plan.withdraw("Never adopted")
    assert editor.get(page_of(plan)).status_code == 404
    assert editor.get(page_of(plan).replace(f"/{plan.pk}/", "/999999/")).status_code == 404


def test_visitor_is_asked_to_log_in(client, plan):
    assert client.get(page_of(plan))["Location"].startswith("/admin/login/")


# What becomes of it


def test_looking_writes_nothing_and_shows_what_would_be_made(editor, plan, action):
    page = look(editor, plan, **row(action, status="completed", percent="100 %", narrative="Done."))
    assert "1 report would be made. Nothing is written yet." in page.text
    assert "Neither: a status cannot be published so." in page.text
    assert not ProgressReport.objects.exists()


def test_each_filled_row_becomes_a_draft(editor, plan, action):
    meeting, document = MeetingFactory(), DocumentFactory(title="Report, on minerals")
    common = {"meeting": meeting.pk, "sources": "Press release | ASEAN"}
    answer = enter(
        editor,
        plan,
        **common,
        **row(plan, narrative="Nearly half of it is done.", completed="9", total="10", reason="Reported orally."),
        **row(action, status="completed", percent="100%", narrative=" One\r\ntwo ", evidence="Report, on minerals"),
    )
    assert answer["Location"] == list_of(plan, "draft")
    of_plan, of_action = made()
    assert (of_plan.plan, of_plan.status, of_plan.percent, of_plan.completed, of_plan.total) == (plan, "", None, 9, 10)
    assert (of_plan.narrative, of_plan.reason_without_evidence) == ("Nearly half of it is done.", "Reported orally.")
    assert (of_action.action, of_action.status, of_action.percent) == (action, "completed", 100)
    assert (of_action.narrative, [*of_action.evidence.all()]) == ("One\ntwo", [document])
    source = {"title": "Press release", "publisher": "ASEAN", "url": "", "date": ""}
    for report in (of_plan, of_action):
        assert (report.state, str(report.as_of), report.meeting) == (State.DRAFT, "2 October 2025", meeting)
        assert report.sources == [source]
    assert of_action.slug == f"amcap-iii-{action.slug}-2025-10-02"


def test_history_and_log_say_where_a_report_comes_from(plan, action):
    enter(browser_of(EDITOR), plan, evidence=DocumentFactory().slug, **row(action, status="completed"))
    (version,) = ProgressReport.objects.get().history.all()
    assert (version.history_user.username, version.history_change_reason) == ("dewi", "entered on the sheet of reports")
    assert version.evidence.count() == 1
    assert [str(entry) for entry in LogEntry.objects.all()] == [f"Added “{ProgressReport.objects.get()}”."]


def test_reports_can_be_handed_in_at_once(editor, plan, action):
    answer = enter(editor, plan, state="in_review", **row(action, status="completed"))
    assert answer["Location"] == list_of(plan, "in_review")
    assert ProgressReport.objects.get().state == State.IN_REVIEW


def test_nobody_publishes_by_the_sheet(editor, plan, action):
    page = look(editor, plan, state="published", **row(action, status="completed"))
    assert [*mistakes(page)] == ["State"]


def test_evidence_and_reason_for_all_serve_rows_without_their_own(editor, plan):
    first, second, third = plan.actions.all()
    ours, own = DocumentFactory(), DocumentFactory(slug="own-document")
    said = {
        **row(first, status="completed"),
        **row(second, status="completed", evidence="https://example.org/documents/own-document/"),
        **row(third, status="completed", reason="Its author is ill."),
    }
    enter(editor, plan, evidence=ours.title, reason="Reported orally.", **said)
    assert [([*report.evidence.all()], report.reason_without_evidence) for report in made()] == [
        ([ours], ""),
        ([own], ""),
        ([], "Its author is ill."),
    ]


def test_reason_for_all_serves_where_there_is_no_evidence(editor, plan, action):
    enter(editor, plan, reason="Reported orally.", **row(action, status="completed"))
    assert ProgressReport.objects.get().reason_without_evidence == "Reported orally."


def test_activities_are_reported_on_too(editor, plan):
    workshop = ActivityFactory(plan=plan)
    enter(editor, plan, **row(workshop, status="completed"))
    assert ProgressReport.objects.get().activity == workshop


def test_back_to_the_sheet_keeps_what_was_typed(editor, plan, action):
    looked_through = look(editor, plan, **row(action, status="completed", narrative="Done."))
    page = editor.post(page_of(plan), Fields.of(looked_through.text) | {"change": ""})
    shown = Fields.of(page.text)
    assert shown["as_of"] == "2025-10-02"
    assert {name: shown[name] for name in row(action, status="", narrative="")} == row(
        action, status=["completed"], narrative="Done."
    )
    assert mistakes(page) == {}
    assert not ProgressReport.objects.exists()


def test_drafts_wait_on_the_desk_like_others(plan, action):
    client = browser_of(EDITOR)
    enter(client, plan, **row(action, status="completed"))
    (drafts,) = [one for one in client.get("/admin/").context["waiting"] if one.name == "my-drafts"]
    assert [entry.name for entry in drafts.entries] == ["Action 1"]


def test_thousand_fields_are_taken(editor, plan):
    actions = ActionFactory.create_batch(205, plan=plan)
    page = look(editor, plan, **row(actions[-1], status="completed"))
    assert len(shown_values(editor, page_of(plan))) > 1000
    assert "1 report would be made." in page.text


# All or nothing, and once


def test_one_wrong_row_keeps_all_from_being_made(editor, plan):
    first, second, _third = plan.actions.all()
    page = enter(editor, plan, **row(first, status="completed"), **row(second, status="completed", percent="101"))
    assert mistakes(page) == {"Action 2": ["Percent: The percentage is over 100."]}
    assert not ProgressReport.objects.exists()


def test_report_that_cannot_be_saved_takes_the_others_back(editor, plan):
    first, second, _third = plan.actions.all()

    def refuse(instance: Any, **kwargs: Any) -> None:
        if instance.action == second:
            raise ValidationError("Not today.")

    pre_save.connect(refuse, sender=ProgressReport)
    try:
        page = enter(editor, plan, **row(first, status="completed"), **row(second, status="completed"))
    finally:
        pre_save.disconnect(refuse, sender=ProgressReport)
    assert mistakes(page) == {"Action 2": ["Not today."]}
    assert not ProgressReport.objects.exists()


def test_sending_it_twice_makes_no_two_reports(editor, plan, action):
    looked_through = look(editor, plan, **row(action, status="completed"))
    confirm(editor, plan, looked_through)
    again = confirm(editor, plan, looked_through)
    assert again["Location"] == list_of(plan)
    assert [str(message) for message in editor.get(again["Location"]).context["messages"]] == [
        "1 draft report was made.",
        "All of this is on record already; nothing was added.",
    ]
    assert ProgressReport.objects.count() == 1


def test_one_occasion_has_one_report_on_an_item(editor, plan, action):
    enter(editor, plan, **row(action, status="ongoing"))
    page = look(editor, plan, **row(action, status="completed"))
    assert mistakes(page) == {
        "Action 1": ["A report as of that date, to that meeting, is on record already: change that one."]
    }
    for other in ({"as_of": "2025-10"}, {"meeting": MeetingFactory().pk}):
        enter(editor, plan, **row(action, status="completed"), **other)
    assert ProgressReport.objects.count() == 3


def test_withdrawn_report_is_in_nobodys_way(editor, plan, action):
    ProgressReportFactory(action=action, as_of="2025-10-02").withdraw("A slip")
    enter(editor, plan, **row(action, status="completed"))
    assert ProgressReport.objects.filter(state=State.DRAFT).count() == 1


def test_report_by_somebody_else_meanwhile_is_looked_at_first(editor, plan, action):
    looked_through = look(editor, plan, **row(action, status="completed"))
    ProgressReportFactory(action=action, as_of="2025-11", status="delayed")
    page = confirm(editor, plan, looked_through)
    assert page.context["sheet"].problems == [
        "Somebody reported on one of these meanwhile. Nothing was made: look once more."
    ]
    assert "<strong>delayed</strong>" in page.text
    assert ProgressReport.objects.count() == 1
    confirm(editor, plan, page)
    assert ProgressReport.objects.count() == 2


def test_report_on_another_item_meanwhile_is_in_nobodys_way(editor, plan, action):
    looked_through = look(editor, plan, **row(action, status="completed"))
    ProgressReportFactory(action=plan.actions.get(title="Action 2"))
    confirm(editor, plan, looked_through)
    assert ProgressReport.objects.filter(action=action).count() == 1
