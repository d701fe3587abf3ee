"""The real record as it was known at a meeting: AMCAP-III Phase 2 in November 2023."""

import datetime
import re

import pytest

from meetings.models import Outcome
from plans.models import Action, Activity, Plan
from tests.pages import Reader, plain, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
PLAN = "/plans/amcap-iii-phase-2/"
LATER = re.compile(r"\b20(?:2[4-9]|[3-9]\d)\b")
DECEMBER = re.compile(r"\bDecember 2023\b")


def main_part(page):
    """The words of the page beside its facts, sources and foot; without drawings."""
    text = page.text.partition('<div class="record-main">')[2].partition('<div class="record-side">')[0]
    return plain("".join(Reader(re.sub(r"<svg.*?</svg>", " ", text, flags=re.DOTALL)).texts))


def without(text, *told):
    for words in sorted(filter(None, map(str, told)), key=len, reverse=True):
        text = text.replace(plain(words), " ")
    return text


def titles_and_periods():
    """What is told of plans and items whenever it is asked: it does not belong to any state."""
    plans = Plan.objects.all()
    told = [words for plan in plans for words in (plan.title, plan.period, plan.summary, plan.vision)]
    told += [words for action in Action.objects.all() for words in (action.title, action.description)]
    told += [outcome.text for outcome in Outcome.objects.all()]
    told += [activity.title for activity in Activity.objects.all()]
    return told


def test_amcap_iii_phase_2_shows_what_was_known_at_the_9th_ammin_and_nothing_later(client):
    page = client.get(PLAN, {"as_of": "ammin-9"})
    text = main_part(page)
    assert "nearly half of the plan's actions had been accomplished" in text
    assert [report.as_of.isoformat() for report in page.context["reports"]] == ["2023-11-23", "2023-11"]
    assert [(entry.status, entry.count) for entry in page.context["roll_up"]] == [
        ("completed", 3), ("ongoing", 1), (None, 2),
    ]  # fmt: skip
    period_of_the_chart = "2021 2022 2023 2024 2025"
    rest = without(text, *titles_and_periods(), period_of_the_chart)
    assert (LATER.findall(rest), DECEMBER.findall(rest)) == ([], [])


def test_present_state_has_later_dates_which_the_test_above_would_find(client):
    rest = without(main_part(client.get(PLAN)), *titles_and_periods())
    assert {"2024", "2025"} <= {*LATER.findall(rest)}


@pytest.mark.parametrize("part", ["", "progress/", "area-1/", "area-2/", "preparation-of-amcap-iv/"])
def test_every_page_of_the_plan_has_a_past_state(client, part):
    page = client.get(f"{PLAN}{part}", {"as_of": "ammin-9"})
    assert "As known at the 9th AMMin, 21 to 24 November 2023" in text_of(page)
    steps = page.context["steps"]
    assert [steps.previous, steps.next.slug] == [None, "jwg-11"]
    assert page.context["until"] == datetime.date(2023, 11, 24)


def test_amcap_iv_was_not_adopted_yet(client):
    now, then = (text_of(client.get("/plans/amcap-iv/", query)) for query in ({}, {"as_of": "ammin-9"}))
    adopted = "Adopted at the 10th AMMin"
    assert (adopted in now, adopted in then) == (True, False)
