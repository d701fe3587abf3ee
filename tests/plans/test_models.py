"""What plans, their items and the reports on them refuse, and how a plan came into force."""

import pytest
from django.core.exceptions import ValidationError

from plans.models import Adoption, Plan, ProgressReport
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [PlanFactory, ActionFactory])
@pytest.mark.parametrize("years", [{"start_year": 20266, "end_year": None}, {"start_year": None, "end_year": 26}])
def test_year_is_one_of_cooperation(make, years):
    whole = {"plan": PlanFactory()} if make is ActionFactory else {}
    with pytest.raises(ValidationError, match="cannot be meant: write a year from 1960 to 2100"):
        make.build(**years, **whole).full_clean()


@pytest.mark.parametrize("make", [PlanFactory, ActionFactory])
def test_years_are_in_order(make):
    assert_refused(make(), "The last year is before the first.", start_year=2025, end_year=2024)


def test_activity_refuses_an_end_before_its_start():
    assert_refused(ActivityFactory(), "The end is before the start.", start="2022-05-03", end="2022-05-02")


def test_plan_has_one_area_of_each_number():
    area = StrategicAreaFactory(number=101)
    message = "The plan already has an area with that number."
    assert_refused(StrategicAreaFactory(plan=area.plan, number=102), message, number=101)


def test_plan_has_one_action_of_each_code():
    action = ActionFactory(code="1.1")
    message = "Constraint “plans_action_code” is violated."
    assert_refused(ActionFactory(plan=action.plan), message, code="1.1")


def test_plan_has_any_number_of_actions_without_code():
    plan = PlanFactory()
    for _ in range(2):
        ActionFactory(plan=plan, code="").full_clean()
    assert plan.actions.count() == 2


def test_plan_refuses_more_completed_actions_than_there_are():
    message = "More actions are completed than there are."
    assert_refused(PlanFactory(), message, reported_actions=14, reported_actions_completed=15)


@pytest.mark.parametrize(
    ("make", "relation", "stranger"),
    [
        (ActionFactory, "area", StrategicAreaFactory),
        (ActivityFactory, "area", StrategicAreaFactory),
        (ActivityFactory, "action", ActionFactory),
    ],
)
def test_item_refuses_area_and_action_of_another_plan(make, relation, stranger):
    item = make()
    setattr(item, relation, stranger())
    for refuse in (item.full_clean, item.save):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert refused.value.message_dict == {relation: ["This belongs to another plan."]}


@pytest.mark.parametrize("make", [ActionFactory, ActivityFactory])
def test_area_in_use_cannot_move_to_another_plan(make):
    area = StrategicAreaFactory()
    item = make(plan=area.plan, area=area)
    area.plan = PlanFactory()
    with pytest.raises(ValidationError):
        area.full_clean()
    with pytest.raises(ValidationError):
        area.save()
    item.refresh_from_db()
    assert item.area.plan == item.plan


@pytest.mark.parametrize("make", [StrategicAreaFactory, ActionFactory, ActivityFactory])
def test_item_without_plan_is_refused_with_a_sentence(make):
    with pytest.raises(ValidationError) as refused:
        make.build(plan=None).full_clean()
    assert refused.value.message_dict["plan"] == ["This field cannot be null."]


def test_action_goes_on_from_one_of_the_same_plan_or_an_earlier_one():
    earlier, plan, later = (PlanFactory(start_year=year, end_year=None) for year in (2016, 2021, 2026))
    action = ActionFactory(plan=plan)
    for allowed in (earlier, plan, PlanFactory(start_year=None, end_year=None)):
        action.continues = ActionFactory(plan=allowed)
        action.full_clean()
    action.continues = ActionFactory(plan=later)
    with pytest.raises(ValidationError) as refused:
        action.full_clean()
    message = "An action goes on from one of the same plan or an earlier one; that plan begins in 2026."
    assert refused.value.message_dict == {"continues": [message]}


def test_activity_goes_on_from_an_earlier_one_whatever_their_plans():
    activity = ActivityFactory(start="2022")
    for start in ("2021-12-31", "2022-12", None):
        activity.continues = ActivityFactory(plan__start_year=2024, start=start)
        activity.full_clean()
    activity.continues = ActivityFactory(start="2023")
    with pytest.raises(ValidationError) as refused:
        activity.full_clean()
    message = "An activity goes on from an earlier one; that one begins later."
    assert refused.value.message_dict == {"continues": [message]}


def subjects(*names):
    made = {"plan": PlanFactory, "action": ActionFactory, "activity": ActivityFactory}
    return {name: made[name]() if name in names else None for name in made}


@pytest.mark.parametrize("names", [(), ("plan", "action"), ("action", "activity"), ("plan", "action", "activity")])
def test_report_is_about_exactly_one_subject(names):
    assert_refused(
        ProgressReportFactory(), "A report is about exactly one plan, action or activity.", **subjects(*names)
    )


def test_new_report_without_subject_is_refused_with_a_sentence():
    with pytest.raises(ValidationError) as refused:
        ProgressReport(as_of="2023").full_clean()
    assert refused.value.messages == ["A report is about exactly one plan, action or activity."]


@pytest.mark.parametrize("name", ["plan", "action", "activity"])
def test_report_may_be_about_a_plan_or_an_action_or_an_activity(name):
    report = ProgressReportFactory(**subjects(name))
    report.full_clean()
    assert report.subject == getattr(report, name)


def test_report_refuses_more_than_a_hundred_per_cent():
    report = ProgressReportFactory(percent=100)
    report.full_clean()
    assert_refused(report, "Ensure this value is less than or equal to 100.", percent=101)


@pytest.mark.parametrize(("completed", "total"), [(3, 2), (3, None), (None, 3)])
def test_report_refuses_counts_that_do_not_add_up(completed, total):
    message = "Give both counts or none; no more can be completed than there are."
    assert_refused(ProgressReportFactory(), message, completed=completed, total=total)


def test_report_takes_counts_that_add_up():
    report = ProgressReportFactory(completed=2, total=2)
    report.full_clean()
    assert (report.completed, report.total) == (2, 2)


def test_report_is_called_after_plan_subject_and_date():
    plan = PlanFactory(slug="amcap-iv")
    action = ActionFactory(plan=plan, slug="awards")
    assert ProgressReportFactory(action=action, as_of="2023-11").slug == "amcap-iv-awards-2023-11"
    assert ProgressReportFactory(action=None, plan=plan, as_of=None).slug == "amcap-iv-undated"


def test_plans_in_force_are_those_whose_period_covers_the_year():
    PlanFactory(code="before", start_year=2016, end_year=2024)
    PlanFactory(code="after", start_year=2026, end_year=2030)
    PlanFactory(code="open, after", start_year=2026, end_year=None)
    PlanFactory(code="undated", start_year=None, end_year=None)
    current = [PlanFactory(start_year=start, end_year=end) for start, end in [(2021, 2025), (2025, 2030), (2016, None)]]
    assert set(Plan.objects.in_force(2025)) == set(current)


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [(2021, 2025, "2021–2025"), (2021, None, "from 2021"), (None, None, ""), (None, 2025, "until 2025")],
)
def test_plan_says_its_period_as_far_as_known(start, end, period):
    assert Plan(start_year=start, end_year=end).period == period


def test_adoption_is_what_the_meeting_did_with_the_text():
    document = DocumentFactory()
    MeetingDocumentFactory(document=document, role="tabled", date="2023-11-21")
    paper = MeetingDocumentFactory(document=document, role="endorsed", date="2023-11-23")
    assert PlanFactory(document=document).adoption == Adoption("endorsed", paper.meeting, paper.date)


def test_adoption_is_what_the_plan_says_where_no_meeting_decided():
    meeting = MeetingFactory()
    plan = PlanFactory(document=DocumentFactory(), adopted_at=meeting, adopted_on="2011-12")
    assert plan.adoption == Adoption("adopted", meeting, plan.adopted_on)
    assert PlanFactory(adoption_note="adopted by the ASEAN Summit").adoption == Adoption("adopted by the ASEAN Summit")


def test_adoption_is_unknown_where_nothing_says_it():
    assert PlanFactory(document=DocumentFactory()).adoption is None


def test_adoption_is_said_in_one_place_only():
    paper = MeetingDocumentFactory(role="adopted")
    plan = PlanFactory(document=paper.document, adopted_at=paper.meeting)
    with pytest.raises(ValidationError) as refused:
        plan.full_clean()
    assert refused.value.message_dict == {
        "adopted_at": ["The papers of a meeting already say where this plan’s text was adopted."]
    }


def test_items_name_themselves():
    assert str(StrategicAreaFactory(number=2, name="Data")) == "2. Data"
    assert str(ActionFactory(code="2.1", title="Map")) == "2.1 Map"
    assert str(ActionFactory(code="", title="Map")) == "Map"
    assert str(PlanFactory(code="", title="Vision")) == "Vision"


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        ("2022-05", None, "May 2022"),
        (None, "2022-05", "until May 2022"),
        (None, None, ""),
        ("2022", "2024", "2022 to 2024"),
    ],
)
def test_activity_says_its_dates_as_far_as_known(start, end, dates):
    assert ActivityFactory(start=start, end=end).dates == dates
