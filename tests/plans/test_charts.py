"""What the drawings of plans show: progress as a bar, the years of a period, plans beside each other in time."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from plans.charts import Axis, Stretch, YearCell, parts_below_wholes, standing, timeline
from plans.models import Plan
from plans.progress import Item, StatusCount, roll_up
from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.plans import PlanFactory
from tests.pages import plain, text_of

THIS_YEAR = timezone.localdate().year


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2026, 2030, "Year 1 of 5"),
        (2022, 2026, "Year 5 of 5"),
        (2026, 2026, "Year 1 of 1"),
        (2021, 2025, "Its period ended in 2025"),
        (None, 2025, "Its period ended in 2025"),
        (2027, 2030, "Its period begins in 2027"),
        (2027, None, "Its period begins in 2027"),
        (2023, None, "Since 2023; no end is on record"),
        (None, 2026, "Until 2026; its beginning is not known"),
        (None, None, "Its period is not known"),
    ],
)
def test_standing_says_in_words_where_a_year_lies_in_a_period(start, end, words):
    assert standing(start, end, 2026).words == words


def test_standing_names_each_year_of_the_period_as_past_now_or_ahead():
    found = standing(2025, 2027, 2026)
    assert (found.years, found.goes_on) == (
        (YearCell(2025, "past"), YearCell(2026, "now"), YearCell(2027, "ahead")),
        False,
    )


def test_standing_of_a_period_without_an_end_shows_its_years_until_now_and_goes_on():
    assert [
        ([cell.year for cell in found.years], found.goes_on)
        for found in (standing(2025, None, 2026), standing(2028, None, 2026))
    ] == [([2025, 2026], True), ([2028], True)]


@pytest.mark.parametrize(
    ("start", "end", "cells"), [(2016, 2035, 20), (2016, 2036, 0), (None, 2030, 0), (1990, None, 0)]
)
def test_standing_shows_no_years_where_they_are_too_many_or_their_beginning_is_not_known(start, end, cells):
    found = standing(start, end, 2026)
    assert (len(found.years), found.goes_on) == (cells, False)


def test_axis_gives_each_year_the_same_width():
    axis = Axis(2021, 2030)
    assert (axis.middle(2021), axis.middle(2030)) == ("5%", "95%")
    assert axis.stretch(2026, 2031) == Stretch(x="50%", end="100%", width="50%")
    assert axis.stretch(2024, 2021) == Stretch(x="30%", end="0%", width="30%")


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (1995, 2030, [1995, 2000, 2005, 2010, 2015, 2020, 2026, 2030]),
        (2021, 2027, [2021, 2022, 2023, 2024, 2025, 2026, 2027]),
        (2020, 2035, [2020, 2022, 2024, 2026, 2028, 2030, 2032, 2034]),
        (1967, 2045, [1970, 1980, 1990, 2000, 2010, 2026, 2040]),
    ],
)
def test_axis_writes_round_years_and_this_one_clear_of_each_other(first, last, years):
    ticks = Axis(first, last).ticks(2026)
    assert [tick.year for tick in ticks] == years
    assert [tick.year for tick in ticks if tick.is_now] == [2026]


def drawn(plans, year=2026):
    """What the timeline draws for each plan: name, known years, possible years, adoption."""
    return [
        (
            row.plan.code,
            row.known and (row.known.x, row.known.end),
            row.possible and (row.possible.x, row.possible.end),
            row.adopted,
        )
        for row in timeline(plans, year).rows
    ]


def unsaved(code, start=None, end=None, **fields):
    return PlanFactory.build(code=code, start_year=start, end_year=end, **fields)


@pytest.mark.django_db
def test_timeline_draws_what_is_known_of_each_period():
    plans = [
        PlanFactory(code=code, start_year=start, end_year=end)
        for code, start, end in (
            ("both", 2021, 2025),
            ("open", 2025, None),
            ("open and to come", 2029, None),
            ("until", None, 2023),
            ("unknown", None, None),
            ("last", 2030, 2030),
        )
    ]
    assert drawn(plans) == [
        ("both", ("0%", "50%"), None, None),
        ("open", ("40%", "60%"), ("60%", "100%"), None),
        ("open and to come", ("80%", "90%"), ("90%", "100%"), None),
        ("until", ("20%", "30%"), ("20%", "0%"), None),
        ("unknown", None, None, None),
        ("last", ("90%", "100%"), None, None),
    ]


@pytest.mark.django_db
def test_timeline_marks_the_year_of_adoption_by_the_act_or_else_by_the_meeting():
    paper = MeetingDocumentFactory(role="endorsed", date="2021-11-23")
    plans = [
        PlanFactory(code="paper", start_year=2022, end_year=2030, document=paper.document),
        PlanFactory(code="meeting", start_year=2022, end_year=2030, adopted_at=MeetingFactory(start="2023")),
        PlanFactory(code="words", start_year=2022, end_year=2030, adoption_note="announced"),
        PlanFactory(code="no period", start_year=None, end_year=None, adopted_on="2030-05"),
    ]
    assert [(code, adopted) for code, _known, _possible, adopted in drawn(plans)] == [
        ("paper", "5%"),
        ("meeting", "25%"),
        ("words", None),
        ("no period", "95%"),
    ]


@pytest.mark.django_db
def test_timeline_knows_which_plans_are_in_force():
    periods = [(2021, 2025), (2026, 2026), (2023, None), (2027, None), (None, 2030), (None, None)]
    plans = [PlanFactory(start_year=start, end_year=end) for start, end in periods]
    found = [row.plan for row in timeline(plans, 2026).rows if row.in_force]
    assert (found, {*found}) == (plans[1:3], {*Plan.objects.in_force(2026)})


def test_timeline_of_plans_without_any_year_is_none():
    assert timeline([], 2026) is None
    assert timeline([unsaved("vision")], 2026) is None


@pytest.mark.django_db
def test_parts_stand_below_their_wholes():
    umbrella, other = PlanFactory(code="umbrella"), PlanFactory(code="other")
    second = PlanFactory(code="phase", part_of=umbrella)
    strategy = PlanFactory(code="strategy", part_of=second)
    elsewhere = PlanFactory(code="part of what is not listed", part_of=PlanFactory())
    listed = [strategy, umbrella, other, second, elsewhere]
    assert list(parts_below_wholes(listed)) == [
        (umbrella, False),
        (second, True),
        (strategy, True),
        (other, False),
        (elsewhere, False),
    ]


@pytest.mark.django_db
def test_plans_that_are_part_of_each_other_are_all_listed_once():
    one = PlanFactory(code="one")
    two = PlanFactory(code="two", part_of=one)
    one.part_of = two
    assert sorted(plan.code for plan, _part in parts_below_wholes([one, two])) == ["one", "two"]


@pytest.mark.django_db
def test_list_of_plans_shows_them_on_one_axis_with_links(client):
    known = PlanFactory(code="AMCAP-X", start_year=THIS_YEAR, end_year=THIS_YEAR + 4)
    vision = PlanFactory(code="AMDV", start_year=None, end_year=None)
    PlanFactory(code="hidden", state="draft", start_year=1970)
    page = client.get("/plans/")
    shown = page.context["timeline"]
    assert ([row.plan for row in shown.rows], shown.ticks[0].year) == ([known, vision], THIS_YEAR)
    figure = re.search(r"<figure class=\"timeline.*?</figure>", page.text, re.DOTALL)[0]
    assert re.findall(r'<a href="([^"]+)"', figure) == [known.get_absolute_url(), vision.get_absolute_url()]
    assert figure.count("period not known") == 1


@pytest.mark.django_db
def test_list_of_plans_without_any_year_shows_no_axis(client):
    PlanFactory(start_year=None, end_year=None)
    page = client.get("/plans/")
    assert (page.context["timeline"], "Plans over the years" in text_of(page)) == (None, False)


@pytest.mark.django_db
def test_axis_shows_nothing_of_an_adoption_that_is_not_public(client):
    PlanFactory(start_year=2021, end_year=2025, adopted_at=MeetingFactory(start="2001", state="draft"))
    shown = client.get("/plans/").context["timeline"]
    assert ([row.adopted for row in shown.rows], shown.rows[0].known.x) == ([None], "0%")


@pytest.mark.django_db
def test_page_of_a_plan_says_where_it_stands_in_its_period(client):
    plan = PlanFactory(start_year=THIS_YEAR - 1, end_year=THIS_YEAR + 1)
    assert client.get(plan.get_absolute_url()).context["standing"].words == "Year 2 of 3"


def test_period_is_shown_in_words_and_years():
    shown = render_to_string("components/charts/period.html", {"standing": standing(2025, 2027, 2026)})
    assert "Year 2 of 3" in shown
    assert re.findall(
        r"<li class=\"year-(\w+)\"( aria-current=\"date\")?>.*?</svg>\s*(\d+)</li>", shown, re.DOTALL
    ) == [
        ("past", "", "2025"),
        ("now", ' aria-current="date"', "2026"),
        ("ahead", "", "2027"),
    ]


@pytest.mark.parametrize(("end", "says"), [(None, 1), (2027, 0)])
def test_period_without_an_end_says_so(end, says):
    shown = render_to_string("components/charts/period.html", {"standing": standing(2025, end, 2026)})
    assert shown.count("end not known") == says


def test_status_count_knows_its_share():
    assert [StatusCount("ongoing", "under way", count, total=8).share for count in (1, 8)] == ["12.5%", "100%"]


def test_progress_is_shown_as_a_bar_and_the_same_in_figures():
    items = [Item(status="ongoing"), Item(), Item(status="completed"), Item()]
    shown = render_to_string("components/roll_up.html", {"roll_up": roll_up(items)})
    bar, figures = shown.split("<dl")
    mark = r'class="mark mark-(\w+)"\s+width="([\d.%]+)"'
    assert re.findall(mark, bar) == [("completed", "25%"), ("ongoing", "25%"), ("none", "50%")]
    assert re.findall(rf"{mark}.*?</svg>\s*([^<]+?)\s*</dt>\s*<dd>\s*(\d+)", figures, re.DOTALL) == [
        ("completed", "16", "Completed", "1"),
        ("ongoing", "16", "Under way", "1"),
        ("none", "16", "No report", "2"),
    ]
    assert "4 actions on record" in bar
    assert "1 completed of 2 that count: 50 per cent" in plain(figures)


def test_progress_of_nothing_says_so():
    shown = render_to_string("components/roll_up.html", {"roll_up": roll_up([])})
    assert (shown.count("No action of this plan is on record."), shown.count("<svg")) == (1, 0)
