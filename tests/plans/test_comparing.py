"""Two plans beside each other: what is on record of both, and nothing that is not."""

import pytest

from plans.comparing.areas import reasons
from plans.comparing.comparison import Comparison, Part
from plans.comparing.told import told
from plans.continuation.titles import telling_words
from plans.models import Action, Plan
from tests.factories.meetings import BodyFactory
from tests.factories.plans import ActionFactory, ProgressReportFactory, StrategicAreaFactory
from tests.pages import links, text_of

from .comparisons import PAGE, compared, numbers, page_of, parts

pytestmark = pytest.mark.django_db


# What became of the actions


def test_each_action_falls_into_one_part(three):
    first, middle, last = three
    gone_on, done, dropped, late, silent = (
        ActionFactory(plan=first, title=title) for title in ("Gone on", "Done", "Dropped", "Late", "Silent")
    )
    for action, status in ((gone_on, "completed"), (done, "completed"), (dropped, "cancelled"), (late, "delayed")):
        ProgressReportFactory(action=action, status=status)
    ProgressReportFactory(action=silent, status="", percent=20)
    ActionFactory(plan=last, title="Again", continues=gone_on)
    ActionFactory(plan=last, title="Fresh")
    ActionFactory(plan=last, title="From the middle", continues=ActionFactory(plan=middle))
    comparison = compared(first, last)
    assert parts(comparison) == {
        "carried-over": ["Gone on"],
        "closed": ["Done", "Dropped"],
        "open": ["Late"],
        "not-reported": ["Silent"],
        "new": ["Fresh"],
        "from-other-plans": ["From the middle"],
    }
    assert numbers(comparison) == [1, 2, 1, 1, 1, 1]


def test_latest_report_that_names_a_status_counts(three):
    first, _middle, last = three
    action = ActionFactory(plan=first)
    ActionFactory(plan=last)
    ProgressReportFactory(action=action, status="completed", as_of="2013")
    ProgressReportFactory(action=action, status="delayed", as_of="2014")
    ProgressReportFactory(action=action, status="", percent=90, as_of="2015")
    assert [*parts(compared(first, last))] == ["open", "new"]


def test_action_goes_on_by_way_of_plans_between(three):
    first, middle, last = three
    start = ActionFactory(plan=first)
    between = ActionFactory(plan=middle, continues=start)
    end = ActionFactory(plan=last, continues=between)
    comparison = compared(first, last)
    (row,) = comparison.rows(comparison.parts[Part.CARRIED_OVER]).values()
    assert (row.action, [(other.action, other.through) for other in row.others]) == (start, [(end, [between])])
    assert numbers(comparison) == [1, 0, 0, 0, 0, 0]


def test_action_that_goes_on_within_its_plan_is_carried_over_with_the_other(three):
    first, _middle, last = three
    start = ActionFactory(plan=first, title="Start")
    ActionFactory(plan=last, continues=ActionFactory(plan=first, title="Renamed", continues=start))
    assert parts(compared(first, last)) == {"carried-over": ["Start", "Renamed"]}


def test_action_that_goes_on_in_many_names_the_first_and_counts_the_rest(three):
    first, _middle, last = three
    start = ActionFactory(plan=first)
    ActionFactory.create_batch(7, plan=last, continues=start)
    comparison = compared(first, last)
    (row,) = comparison.rows([start.pk]).values()
    assert (len(row.others), row.more) == (5, 2)


def test_way_behind_the_door_is_no_way(three):
    """A draft of a plan between leads nowhere, and is told of nowhere."""
    first, middle, last = three
    draft = ActionFactory(
        plan=middle, title="Secret", continues=ActionFactory(plan=first, title="Start"), state="draft"
    )
    ActionFactory(plan=last, title="End", continues=draft)
    assert parts(compared(first, last)) == {"not-reported": ["Start"], "new": ["End"]}


def test_circle_that_is_there_already_is_walked_once(three):
    first, middle, last = three
    one, two = ActionFactory(plan=middle), ActionFactory(plan=middle, title="Nearest")
    Action.objects.filter(pk=one.pk).update(continues=two)
    Action.objects.filter(pk=two.pk).update(continues=one)
    ActionFactory(plan=last, title="Lost", continues=two)
    ActionFactory(plan=first)
    assert parts(compared(first, last))[Part.FROM_OTHERS] == ["Lost"]


def test_action_that_is_taken_off_a_moment_later_is_left_out(three):
    first, _middle, last = three
    start = ActionFactory(plan=first)
    end = ActionFactory(plan=last, continues=start)
    comparison = compared(first, last)
    assert numbers(comparison) == [1, 0, 0, 0, 0, 0]
    Action.objects.filter(pk=end.pk).update(state="draft")
    assert [row.others for row in comparison.rows([start.pk]).values()] == [[]]
    Action.objects.update(state="draft")
    assert [part.rows for part in told(comparison, 3)] == [[]] * 6


# What is not known


def test_plan_without_actions_on_record_carries_over_nobody_knows_what(three, client):
    first, _middle, last = three
    ProgressReportFactory(action=ActionFactory(plan=first))
    assert numbers(compared(first, last)) == [None, 1, 0, 0, None, None]
    said = text_of(page_of(client, first, last))
    assert (
        "No action of Last is on record: what it carries over from First, and what is new in it, is not known. "
        "That does not mean that nothing is."
    ) in said
    assert "Carried over into Last not known Completed or cancelled 1: which" in said
    assert "New in Last not known" in said


def test_what_became_of_actions_that_are_not_on_record_is_not_known(three, client):
    first, _middle, last = three
    ActionFactory(plan=last)
    assert numbers(compared(first, last)) == [None, None, None, None, 1, 0]
    said = text_of(page_of(client, first, last))
    assert "No action of First is on record: what became of them in Last is not known." in said
    assert "In Last; whether they are new is not known 1: which" in said


def test_actions_that_only_a_source_counts_are_named_as_missing(three, client):
    first, _middle, last = three
    Plan.objects.filter(pk=first.pk).update(reported_actions=19)
    ActionFactory(plan=first)
    ActionFactory(plan=last, basis=Action.Basis.REPORTED)
    said = text_of(page_of(client, first, last))
    assert "A source counts 19 actions of First; 1 is on record. The others are in no number." in said
    assert "The lines of Last itself are not on record." in said
    assert "The lines of First itself" not in said


def test_plan_that_is_divided_leads_to_its_parts(three, client):
    first, middle, last = three
    Plan.objects.filter(pk=middle.pk).update(part_of=first)
    page = page_of(client, first, last)
    assert f"{PAGE}?a=middle&b=last" in links(page)
    ActionFactory(plan=first)
    assert f"{PAGE}?a=middle&b=last" not in links(page_of(client, first, last))


# Areas


def rows_of(comparison: Comparison) -> list:
    return [
        (row.area and row.area.name, [(one.area.name, one.reasons) for one in row.beside])
        for row in comparison.area_rows
    ]


def test_areas_stand_beside_each_other_by_body_words_and_actions_never_by_number(three):
    first, _middle, last = three
    body = BodyFactory(acronym="WGX")
    trade = StrategicAreaFactory(plan=first, number=1, name="Trade and Investment in Minerals", lead_body=body)
    StrategicAreaFactory(plan=first, number=2, name="Databases")
    StrategicAreaFactory(plan=first, number=3, name="Capacity")
    mining = StrategicAreaFactory(plan=last, number=1, name="Safe mining")
    StrategicAreaFactory(plan=last, number=2, name="Investments in the mineral trade")
    StrategicAreaFactory(plan=last, number=3, name="Markets", lead_body=body)
    StrategicAreaFactory(plan=last, number=4, name="The database")
    for _more in range(2):
        ActionFactory(plan=last, area=mining, continues=ActionFactory(plan=first, area=trade))
    assert rows_of(compared(first, last)) == [
        (
            "Trade and Investment in Minerals",
            [
                ("Safe mining", ["2 actions go on"]),
                ("Investments in the mineral trade", ["the same words in the name"]),
                ("Markets", ["both led by WGX"]),
            ],
        ),
        ("Databases", [("The database", ["the same words in the name"])]),
        ("Capacity", []),
    ]


def test_of_many_areas_beside_one_those_are_named_for_which_most_speaks(three):
    first, _middle, last = three
    body = BodyFactory()
    area = StrategicAreaFactory(plan=first, name="Mining", lead_body=body)
    others = [StrategicAreaFactory(plan=last, name=f"Other {number}") for number in range(6)]
    others.append(StrategicAreaFactory(plan=last, name="The mining", lead_body=body))
    for number, other in enumerate(others[:6]):
        for _more in range(1 + number % 3):
            ActionFactory(plan=last, area=other, continues=ActionFactory(plan=first, area=area))
    (row,) = compared(first, last).area_rows
    assert ([one.area.name for one in row.beside], row.more) == (["Other 2", "Other 5", "The mining"], 4)


def test_area_of_the_later_plan_alone_stands_in_a_row_of_its_own(three):
    first, _middle, last = three
    StrategicAreaFactory(plan=last, name="Recycling")
    assert rows_of(compared(first, last)) == [(None, [("Recycling", [])])]


def test_areas_without_lead_bodies_are_not_led_by_the_same():
    area, other = StrategicAreaFactory(name="One"), StrategicAreaFactory(name="Another")
    assert reasons(area, other, {}) == []


def test_words_are_compared_without_small_ones_case_accents_and_plural():
    assert telling_words("The Investments, and Tradé") == telling_words("trade & investment") == {"investment", "trade"}
    assert telling_words("Trade") != telling_words("Trade policy")
