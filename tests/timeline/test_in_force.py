"""Years without a plan and with several, from the periods of plans."""

from itertools import count

import pytest

from amin_portal.timeline.in_force import runs, spans
from plans.charts import Axis
from plans.models import Plan

AXIS = Axis(1990, 2039)
THIS_YEAR = 2026
KEYS = count(1)


def plan(code: str, start: int | None, end: int | None, part_of: Plan | None = None) -> Plan:
    return Plan(pk=next(KEYS), code=code, start_year=start, end_year=end, part_of_id=part_of and part_of.pk)


def told(*plans: Plan) -> list[tuple]:
    found = runs(plans, AXIS, THIS_YEAR)
    return [(run.years, run.kind, [one.code for one in run.plans], [one.code for one in run.possible]) for run in found]


def test_years_between_plans_are_a_gap():
    assert told(plan("A", 1996, 1998), plan("B", 2005, 2005)) == [
        ("1996–1998", "one", ["A"], []),
        ("1999–2004", "none", [], []),
        ("2005", "one", ["B"], []),
    ]


def test_plans_in_the_same_years_overlap():
    assert told(plan("A", 2005, 2010), plan("B", 2009, 2011), plan("C", 2011, 2012)) == [
        ("2005–2008", "one", ["A"], []),
        ("2009–2010", "several", ["A", "B"], []),
        ("2011", "several", ["B", "C"], []),
        ("2012", "one", ["C"], []),
    ]


def test_part_of_a_plan_is_no_overlap_and_stands_for_itself_where_the_whole_does_not_reach():
    whole = plan("III", 2016, 2025)
    parts = plan("III-1", 2016, 2020, whole), plan("III-2", 2021, 2027, whole)
    assert told(whole, *parts) == [("2016–2025", "one", ["III"], []), ("2026–2027", "one", ["III-2"], [])]
    assert told(*parts) == [("2016–2020", "one", ["III-1"], []), ("2021–2027", "one", ["III-2"], [])]


def test_open_end_reaches_this_year_for_certain_and_no_further():
    strategy = plan("S", 2023, None)
    assert told(strategy) == [("2023–2026", "one", ["S"], [])]
    assert told(strategy, plan("IV", 2026, 2030))[1:] == [
        ("2026", "several", ["S", "IV"], []),
        ("2027–2030", "one", ["IV"], ["S"]),
    ]
    assert told(strategy, plan("V", 2028, 2028)) == [
        ("2023–2026", "one", ["S"], []),
        ("2027", "open", [], ["S"]),
        ("2028", "one", ["V"], ["S"]),
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (None, None, []),
        (None, 2010, []),  # nobody knows in which years it was
        (2030, None, ["2030"]),
        (2026, 2026, ["2026"]),
        (2027, 2030, ["2027–2030"]),
    ],
)
def test_what_is_not_known_of_a_period_is_not_made_up(start, end, found):
    assert [years for years, *_rest in told(plan("A", start, end))] == found


def test_runs_follow_each_other_and_stand_where_their_years_are():
    found = runs([plan("A", 1996, 1998), plan("B", 2005, 2010), plan("C", 2009, 2030)], AXIS, THIS_YEAR)
    assert [one.last + 1 for one in found[:-1]] == [one.first for one in found[1:]]
    assert [(one.place.x, one.place.width) for one in found[:2]] == [("12%", "6%"), ("18%", "12%")]


def test_a_period_of_thousands_of_years_costs_no_more_than_a_short_one():
    assert len(runs([plan("A", 1, 32000), plan("B", 2005, 2010)], AXIS, THIS_YEAR)) == 3


def test_spans_join_years_that_follow_on_each_other():
    found = runs(
        [plan("A", 2005, 2010), plan("B", 2009, 2011), plan("C", 2011, 2015), plan("D", 2015, 2020)], AXIS, THIS_YEAR
    )
    assert (spans("several", found), spans("none", found)) == ("2009 to 2011, 2015", "")
