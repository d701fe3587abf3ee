"""What is possible and yet unlikely of a meeting is said, and saved."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from amin_portal.publishing.models import State
from meetings.models import Meeting
from meetings.oddities import oddities
from tests.desk.forms import save
from tests.factories.meetings import BodyFactory, MeetingFactory

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011
NEXT_YEAR, LONG_AHEAD = str(TODAY.year + 1), str(TODAY.year + 6)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, []),
        ({"start": "2023"}, []),
        ({"start": None, "end": None, "status": "planned"}, []),
        ({"start": None, "end": None}, ["It was held, but its start is empty."]),
        ({"start": NEXT_YEAR}, ["It was held, but begins only in the future."]),
        ({"start": TODAY.isoformat()}, []),
        ({"start": str(TODAY.year), "status": "planned"}, []),
        ({"start": NEXT_YEAR, "status": "planned"}, []),
        ({"start": "2023", "status": "planned"}, ["Its dates are over, but its status is “planned”."]),
        ({"start": LONG_AHEAD, "status": "planned"}, ["It begins more than 5 years from now."]),
        (
            {"start": "2023-11-20", "end": None},
            ["It was held and its first day is known, but its end is empty. The same day, if it lasted one."],
        ),
        ({"start": "2023-01-02", "end": "2023-03-02"}, ["It lasts more than a month."]),
        ({"start": "2023-01", "end": "2023-02"}, []),
        ({"mode": "online"}, ["It is online, but has a city or a venue."]),
        ({"mode": "online", "city": ""}, []),
        ({"city": ""}, ["It was held in person, but its city is empty."]),
        ({"mode": "hybrid", "city": ""}, []),
    ],
)
def test_odd_fact_is_said_in_a_sentence(facts, said):
    assert oddities(MeetingFactory(**facts)) == said


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2022", []),
        ("2021", []),
        ("2023", []),
        ("2020-12", ["It begins before “Ninth” (2021)."]),
        ("2024", ["It begins after “Eleventh” (2023)."]),
    ],
)
def test_meeting_out_of_the_order_of_its_series_is_odd(start, said):
    body = BodyFactory()
    MeetingFactory(body=body, ordinal=9, title="Ninth", start="2021")
    MeetingFactory(body=body, ordinal=11, title="Eleventh", start="2023")
    MeetingFactory(body=body, ordinal=None, start="2030", status="planned")
    assert oddities(MeetingFactory(body=body, ordinal=10, start=start, end=None)) == said


@pytest.mark.parametrize("facts", [{"status": "cancelled"}, {"state": State.WITHDRAWN}, {"start": None}])
def test_neighbour_that_does_not_count_makes_nothing_odd(facts):
    body = BodyFactory()
    withdrawn = {"withdrawn_on": "2024-01-01", "withdrawal_reason": "In error"} if "state" in facts else {}
    MeetingFactory(body=body, ordinal=9, **({"start": "2024", "end": None} | facts | withdrawn))
    assert oddities(MeetingFactory(body=body, ordinal=10, start="2023", end=None)) == []


def test_odd_meeting_is_saved_and_the_form_says_so(editor):
    meeting = MeetingFactory()
    answer = save(editor, reverse("admin:meetings_meeting_change", args=[meeting.pk]), mode="online")
    assert Meeting.objects.get().mode == "online"
    said = [(message.level_tag, str(message)) for message in get_messages(answer.wsgi_request)]
    assert said[:1] == [("warning", "It is online, but has a city or a venue.")]


def test_odd_day_before_yesterday_is_over():
    meeting = MeetingFactory(start=(TODAY - timedelta(days=2)).isoformat(), status="confirmed")
    assert oddities(meeting) == ["Its dates are over, but its status is “confirmed”."]
