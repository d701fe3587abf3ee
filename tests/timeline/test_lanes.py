"""Where meetings and adoptions stand on the axis of years."""

import pytest

from amin_portal.publishing.partial_dates import PartialDate
from amin_portal.timeline.lanes import Mark, adoptions, lanes, place
from amin_portal.timeline.years import years
from documents.models import MeetingDocument
from meetings.models import Body, Meeting
from plans.charts import Axis
from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory

pytestmark = pytest.mark.django_db

AXIS = Axis(2001, 2010)  # a year is a tenth


def drawn() -> list:
    return lanes(Body.objects.public(), Meeting.objects.public().linked("joint_bodies"), AXIS)


@pytest.mark.parametrize(
    ("date", "x"),
    [
        ("2001-01-01", "0%"),
        ("2001-07-02", "5%"),
        ("2001", "5%"),
        ("2001-01", "0.4%"),
        ("2010-12-31", "100%"),
        ("2004-12-31", "40%"),
    ],
)
def test_date_stands_in_the_middle_of_what_is_known_of_it(date, x):
    assert place(PartialDate.parse(date), AXIS) == x


def test_meeting_stands_in_the_lane_of_each_body_that_held_it():
    alone, one, two, _without = (BodyFactory(position=number) for number in range(4))
    MeetingFactory(body=one, joint_bodies=[two, one], start="2001-07-02")
    MeetingFactory(body=alone, start="2003")
    assert [(lane.body, lane.marks, dict(lane.years)) for lane in drawn()] == [
        (alone, [Mark("25%", "vague")], {2003: 1}),
        (one, [Mark("5%", "known")], {2001: 1}),
        (two, [Mark("5%", "known")], {2001: 1}),
    ]


def test_what_is_announced_looks_different_and_what_has_no_date_is_counted():
    body = BodyFactory()
    MeetingFactory(body=body, start="2009", status="planned")
    MeetingFactory(body=body, start="2009-07-02", status="confirmed")
    MeetingFactory.create_batch(2, body=body, start=None)
    [lane] = drawn()
    assert (lane.marks, lane.total, lane.undated) == ([Mark("85%", "ahead")], 4, 2)


def test_marks_in_one_place_are_one_and_none_is_left_out_of_the_count():
    body = BodyFactory()
    MeetingFactory.create_batch(5, body=body, start="2009-07-02")
    [lane] = drawn()
    assert (len(lane.marks), lane.total) == (1, 5)


def test_adoptions_stand_in_order_by_their_own_date_or_that_of_the_meeting():
    at = MeetingFactory(start="2003-07-02")
    later, own = MeetingDocumentFactory(meeting=at, date=None), MeetingDocumentFactory(meeting=at, date="2002")
    undated = MeetingDocumentFactory(meeting=MeetingFactory(start=None), date=None)
    found = adoptions(MeetingDocument.objects.public().linked("document", "meeting"), AXIS)
    assert [(one.document, str(one.date), one.x) for one in found] == [
        (own.document, "2002", "15%"),
        (later.document, "2 July 2003", "25%"),
        (undated.document, "None", None),
    ]


def test_table_holds_every_year_in_which_anything_happened():
    body = BodyFactory(acronym="ASOMM")
    MeetingFactory.create_batch(2, body=body, start="2003-07-02")
    paper = MeetingDocumentFactory(meeting=MeetingFactory(body=body, start="2005"), date="2006")
    adopted = adoptions(MeetingDocument.objects.public().linked("document", "meeting"), AXIS)
    found = years(drawn(), adopted)
    told = [
        (one.year, [(lane.body, number) for lane, number in one.meetings], [each.document for each in one.adopted])
        for one in found
    ]
    assert told == [(2006, [], [paper.document]), (2005, [(body, 1)], []), (2003, [(body, 2)], [])]
