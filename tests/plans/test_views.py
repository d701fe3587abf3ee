"""Pages of plans and of their areas, actions and activities."""

import pytest

from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)
from tests.pages import headings, links, text_of

pytestmark = pytest.mark.django_db


def tree(client, plan):
    """What stands under what on the plan's page."""
    return [
        (
            branch.area and branch.area.name,
            [(action.title, [activity.title for activity in action.shown_activities]) for action in branch.actions],
            [activity.title for activity in branch.activities],
        )
        for branch in client.get(plan.get_absolute_url()).context["branches"]
    ]


def test_plan_is_shown_as_a_tree(client):
    plan = PlanFactory()
    data, trade = (
        StrategicAreaFactory(plan=plan, number=number, name=name) for number, name in ((2, "Data"), (1, "Trade"))
    )
    mapping = ActionFactory(plan=plan, area=data, title="Map", position=2)
    ActionFactory(plan=plan, area=data, title="Survey", position=1)
    awards = ActionFactory(plan=plan, title="Awards")
    ActivityFactory(plan=plan, area=data, action=mapping, title="Training in mapping")
    ActivityFactory(plan=plan, area=trade, title="Fair")
    ActivityFactory(plan=plan, action=awards, title="Jury")
    ActivityFactory(plan=plan, title="Dinner")
    assert tree(client, plan) == [
        ("Trade", [], ["Fair"]),
        ("Data", [("Survey", []), ("Map", ["Training in mapping"])], []),
        (None, [("Awards", ["Jury"])], ["Dinner"]),
    ]


def test_tree_leaves_out_what_is_not_public(client):
    plan = PlanFactory()
    hidden = StrategicAreaFactory(plan=plan, state="draft")
    ActionFactory(plan=plan, area=hidden)
    ActionFactory(plan=plan, state="draft")
    action = ActionFactory(plan=plan, title="Seen")
    ActivityFactory(plan=plan, action=action, state="draft")
    ActivityFactory(plan=plan, action=ActionFactory(plan=plan, state="draft"))
    assert tree(client, plan) == [(None, [("Seen", [])], [])]


def test_tree_of_a_plan_of_which_nothing_is_known_is_empty_and_says_so(client):
    plan = PlanFactory()
    assert tree(client, plan) == []
    assert "No area, action or activity of this plan is on record." in text_of(client.get(plan.get_absolute_url()))


@pytest.mark.parametrize(
    ("actions", "says"),
    [
        ([], "The numbered action lines of this plan are not known."),
        (
            ["reported"],
            "The numbered action lines of this plan are not known; "
            "the actions below are deliverables that sources report.",
        ),
        (["reported", "official"], None),
    ],
)
def test_plan_says_whether_its_numbered_lines_are_known(client, actions, says):
    plan = PlanFactory()
    for basis in actions:
        ActionFactory(plan=plan, basis=basis)
    text = text_of(client.get(plan.get_absolute_url()))
    assert ("numbered action lines" in text, says is None or says in text) == (says is not None, True)


def test_plan_counts_its_actions_by_their_latest_public_report(client):
    plan = PlanFactory()
    done, silent = ActionFactory(plan=plan), ActionFactory(plan=plan)
    ActionFactory(plan=plan, state="draft")
    ProgressReportFactory(action=done, status="completed", as_of="2023")
    ProgressReportFactory(action=done, status="delayed", as_of="2024", state="draft")
    ProgressReportFactory(action=silent, status="completed", publish_from="2999-01-01T00:00Z")
    counts = client.get(plan.get_absolute_url()).context["roll_up"]
    assert [(entry.status, entry.count) for entry in counts] == [("completed", 1), (None, 1)]


def test_plan_shows_how_it_came_into_force(client):
    paper = MeetingDocumentFactory(
        role="endorsed", date="2023-11-23", meeting__title="9th AMMin", meeting__ordinal=None
    )
    plan = PlanFactory(document=paper.document)
    page = client.get(plan.get_absolute_url())
    assert paper.meeting.get_absolute_url() in links(page)
    assert "Endorsed at the 9th AMMin on 23 November 2023" in text_of(page)


def test_plan_whose_adoption_is_not_public_does_not_show_it(client):
    paper = MeetingDocumentFactory(
        role="endorsed", meeting__state="draft", meeting__title="Secret meeting", meeting__ordinal=None
    )
    plan = PlanFactory(document=paper.document)
    for address in (
        plan.get_absolute_url(),
        "/plans/",
        paper.document.get_absolute_url(),
        "/",
        f"/api/v1/plans/{plan.slug}/",
    ):
        assert "Secret meeting" not in client.get(address).text
    assert "When and where it was adopted is not known." in text_of(client.get(plan.get_absolute_url()))


def test_phases_are_shown_under_their_umbrella(client):
    umbrella = PlanFactory(code="AMCAP-III")
    phase = PlanFactory(code="AMCAP-III Phase 2", part_of=umbrella, phase=2)
    assert phase.get_absolute_url() in links(client.get(umbrella.get_absolute_url()))
    assert umbrella.get_absolute_url() in links(client.get(phase.get_absolute_url()))


@pytest.mark.parametrize("make", [StrategicAreaFactory, ActionFactory, ActivityFactory])
def test_item_has_its_page_below_its_plan(client, make):
    item = make(plan=PlanFactory(slug="amcap"), slug="item")
    page = client.get("/plans/amcap/item/")
    assert (page.status_code, page.context["object"]) == (200, item)
    assert item.plan.get_absolute_url() in links(page)


def test_action_shows_what_mandated_it_and_what_it_continues(client):
    action = ActionFactory(
        mandate=OutcomeFactory(), continues=ActionFactory(), leads=[PartyFactory()], body=BodyFactory()
    )
    found = links(client.get(action.get_absolute_url()))
    around = (action.mandate, action.continues, action.leads.get(), action.body)
    assert [record for record in around if record.get_absolute_url() not in found] == []
    assert action.get_absolute_url() in links(client.get(action.continues.get_absolute_url()))


def test_report_shows_status_count_meeting_and_evidence_or_why_there_is_none(client):
    action = ActionFactory()
    evidence, meeting = DocumentFactory(), MeetingFactory()
    ProgressReportFactory(
        action=action,
        status="on_track",
        percent=40,
        completed=9,
        total=10,
        narrative="Nine of ten.",
        meeting=meeting,
        evidence=[evidence],
    )
    ProgressReportFactory(action=action, as_of="2020", status="", reason_without_evidence="Told by word of mouth.")
    page = client.get(action.get_absolute_url())
    text = text_of(page)
    wanted = (
        "On track",
        "40 per cent",
        "9 of 10 completed",
        "Nine of ten.",
        "Told by word of mouth.",
        "As of 23 November 2023",
    )
    assert [words for words in wanted if words not in text] == []
    assert [record for record in (evidence, meeting) if record.get_absolute_url() not in links(page)] == []


def test_plans_are_listed_by_their_years(client):
    for title, start, end in [
        ("Phase", 2016, 2020),
        ("Umbrella", 2016, 2025),
        ("Undated", None, None),
        ("First", 1996, 1998),
    ]:
        PlanFactory(title=title, start_year=start, end_year=end)
    assert [plan.title for plan in client.get("/plans/").context["object_list"]] == [
        "First",
        "Umbrella",
        "Phase",
        "Undated",
    ]


def test_pages_have_one_main_heading_each(client):
    items = (PlanFactory(), StrategicAreaFactory(), ActionFactory(), ActivityFactory())
    addresses = ["/plans/", *(item.get_absolute_url() for item in items)]
    assert {address: len(headings(client.get(address))) for address in addresses} == dict.fromkeys(addresses, 1)


def test_share_of_actions_has_what_was_reported_on_the_whole_beside_it(client):
    plan = PlanFactory()
    assert "#progress-heading" not in links(client.get(plan.get_absolute_url()))
    ProgressReportFactory(plan=plan, action=None, narrative="Nearly half is done.")
    assert "#progress-heading" in links(client.get(plan.get_absolute_url()))
