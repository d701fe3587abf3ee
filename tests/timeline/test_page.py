"""The timeline: what it shows and says, that nothing leaks, and what it costs."""

import pytest

from meetings.models import Meeting
from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory
from tests.pages import links, text_of

pytestmark = pytest.mark.django_db

PAGE = "/timeline/"


def test_empty_portal_has_a_timeline(client):
    assert "Nothing with a date is on record yet." in text_of(client.get(PAGE))


def test_page_shows_plans_bodies_and_what_was_adopted(client):
    plan = PlanFactory(code="AMCAP-I", start_year=2005, end_year=2010, adopted_on="2004-08", adoption_note="signed")
    body = BodyFactory(acronym="ASOMM")
    paper = MeetingDocumentFactory(role="endorsed", meeting=MeetingFactory(body=body, start="2005-08-04"), date=None)
    page = client.get(PAGE)
    text = text_of(page)
    assert [one for one in (plan, body, paper.document) if one.get_absolute_url() not in links(page)] == []
    said = ("AMCAP-I 2005–2010, signed 2004", "2005 ASOMM 1", f"{paper.document} endorsed", "from 2004 to")
    assert [words for words in said if words not in text] == []


def test_gaps_and_overlaps_are_said_in_words(client):
    PlanFactory(code="A", start_year=1996, end_year=1998)
    PlanFactory(code="B", start_year=2005, end_year=2010)
    PlanFactory(code="C", start_year=2009, end_year=2010)
    PlanFactory(code="D", start_year=1996, end_year=2010, state="draft")
    text = text_of(client.get(PAGE))
    assert "No plan on record covers 1999 to 2004. Several ran beside each other in 2009 to 2010." in text
    assert "1996–1998 A 1999–2004 none on record 2005–2008 B 2009–2010 B, C" in text


def test_plans_without_a_gap_and_without_a_period_are_told_apart(client):
    MeetingFactory()
    plan = PlanFactory(start_year=None, end_year=None)
    assert "The period of no plan is known." in text_of(client.get(PAGE))
    plan.start_year, plan.end_year = 2005, 2010
    plan.save()
    assert "Every year from the first plan on record to the last is covered by one." in text_of(client.get(PAGE))


def test_only_what_is_public_and_was_not_called_off_is_drawn(client):
    shown = BodyFactory()
    MeetingFactory(body=shown, joint_bodies=[BodyFactory(state="draft")], start="2005")
    for values in ({"state": "draft"}, {"status": "cancelled"}, {"status": "postponed"}):
        MeetingFactory(body=shown, start="1999", **values)
    MeetingFactory(body=BodyFactory(state="draft"), start="1998")
    MeetingDocumentFactory(meeting=MeetingFactory(state="draft"), role="adopted")
    MeetingDocumentFactory(meeting=Meeting.objects.get(start="2005-01-01"), role="adopted", document__state="draft")
    MeetingDocumentFactory(meeting=Meeting.objects.get(start="2005-01-01"), role="tabled")
    context = client.get(PAGE).context
    assert ([(lane.body, lane.total) for lane in context["lanes"]], context["adoptions"]) == ([(shown, 1)], [])


def test_plans_stand_beside_each_other_by_what_was_reported(client):
    plan = PlanFactory(code="AMCAP-II")
    for status in ("completed", "ongoing"):
        ProgressReportFactory(action=ActionFactory(plan=plan), status=status)
    ActionFactory(plan=plan)
    ActionFactory(plan=plan, state="draft")
    PlanFactory(code="Without actions")
    told = client.get(PAGE)
    assert told.context["progress"]["statuses"] == [
        ("completed", "completed"),
        ("ongoing", "under way"),
        ("none", "no report"),
    ]
    [(found, _roll_up, counts)] = told.context["progress"]["rows"]
    assert (found, [count for *_names, count in counts]) == (plan, [1, 1, 1])
    assert "Plan Completed Under way No report All AMCAP-II 1 1 1 3" in text_of(told)


def test_reader_who_has_the_page_is_told_so(client):
    MeetingFactory()
    tag = client.get(PAGE)["ETag"]
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    for _ in range(count):
        paper = MeetingDocumentFactory(role="adopted", meeting=MeetingFactory(joint_bodies=[BodyFactory()]))
        plan = PlanFactory(document=paper.document, part_of=PlanFactory(adopted_at=MeetingFactory()))
        ProgressReportFactory(action=ActionFactory(plan=plan))
    with django_assert_num_queries(21):
        assert len(client.get(PAGE).context["timeline"].rows) == 2 * count
