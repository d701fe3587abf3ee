"""When the next meeting is to be expected: only the year, only while nothing is announced, and in no calendar."""

import datetime

import pytest
from django.utils import timezone

from meetings.expected import expected_next
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.pages import text_of

from .test_calendars import events

pytestmark = pytest.mark.django_db

EVERY_TWO_YEARS = "The body meets every 24 months; the last on record was the 10th AMMin, 2 October 2025."


@pytest.fixture
def ministers():
    body = BodyFactory(slug="ammin", acronym="AMMin", kind="ministerial", periodicity_months=24)
    MeetingFactory(body=body, ordinal=9, start="2023-11-21")
    MeetingFactory(body=body, ordinal=10, start="2025-10-02")
    return body


@pytest.fixture
def visited_in(monkeypatch):
    """Sets the year in which the portal is visited."""
    return lambda year: monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(year, 6, 1))


def expected_year(body) -> int | None:
    found = expected_next(body, body.meetings.public())
    return found and found.year


@pytest.mark.parametrize(
    ("start", "months", "year"),
    [
        ("2025-10-02", 24, 2027),
        ("2025-10-02", 12, 2026),
        ("2025-01-31", 11, 2025),
        ("2025-01-31", 12, 2026),
        ("2025-12-31", 1, 2026),
        ("2025-12-31", 12, 2026),
        ("2025-12-31", 13, 2027),
        ("2025-07", 6, 2026),
        ("2025-06", 6, 2025),
        ("2025", 24, 2027),
        (None, 24, None),
        ("2025-10-02", None, None),
    ],
)
def test_next_meeting_is_expected_in_the_year_that_the_rhythm_gives(start, months, year):
    assert expected_year(MeetingFactory(body=BodyFactory(periodicity_months=months), start=start).body) == year


@pytest.mark.parametrize(
    ("values", "year"),
    [
        ({"ordinal": 11, "status": "planned", "start": "2027-11"}, None),
        ({"ordinal": 11, "status": "confirmed", "start": None}, None),
        ({"ordinal": 11, "status": "postponed", "start": "2026-03-01"}, None),
        ({"ordinal": 11, "status": "cancelled", "start": "2027-11"}, 2027),
        ({"ordinal": 11, "status": "held", "start": "2026-12"}, 2028),
        ({"ordinal": 11, "status": "held", "start": None}, None),  # it was held, and nobody knows when
        ({"ordinal": 11, "status": "planned", "state": "draft"}, 2027),
        ({"ordinal": 11, "status": "planned", "publish_from": "2999-01-01T00:00Z"}, 2027),
        ({"ordinal": 3, "status": "held", "start": "2011-12-09"}, 2027),
        ({"ordinal": 3, "status": "held", "start": None}, 2027),
        ({"ordinal": 8, "status": "planned", "start": "2021"}, 2027),  # nobody wrote down that it was held
        ({"ordinal": None, "status": "planned", "start": "2026-05"}, 2027),  # an event outside the series
        ({"ordinal": None, "status": "held", "start": "2026-05"}, 2027),
    ],
    ids=str,
)
def test_only_the_series_tells_whether_something_is_expected(ministers, values, year):
    MeetingFactory(body=ministers, **values)
    assert expected_year(ministers) == year


def test_body_that_is_concluded_expects_nothing(ministers):
    ministers.concluded = "2026"
    assert expected_year(ministers) is None


def test_meeting_of_another_series_at_which_the_body_sat_counts_for_nothing(ministers):
    MeetingFactory(joint_bodies=[ministers], ordinal=40, start="2026-03")
    assert expected_year(ministers) == 2027


@pytest.mark.parametrize(
    ("year", "says"),
    [
        (2026, "Expected in 2027, not announced."),
        (2027, "Expected in 2027, not announced."),
        (2028, "Was expected in 2027; nothing is announced."),
    ],
)
def test_body_says_when_its_next_meeting_is_expected(client, ministers, visited_in, year, says):
    visited_in(year)
    text = text_of(client.get("/bodies/ammin/"))
    assert f"Next meeting {says} {EVERY_TWO_YEARS}" in text
    MeetingFactory(body=ministers, ordinal=11, status="planned", start="2029")
    assert "xpected in" not in text_of(client.get("/bodies/ammin/"))


def test_body_of_unknown_rhythm_says_nothing(client):
    MeetingFactory(body=BodyFactory(slug="jwg"), start="2024-04-29")
    assert "xpected in" not in text_of(client.get("/bodies/jwg/"))


@pytest.mark.parametrize("address", ["/bodies/ammin/calendar.ics", "/meetings/calendar.ics"])
def test_what_is_expected_stands_in_no_calendar(client, ministers, address):
    answer = client.get(address)
    assert [str(event["DTSTART"].dt)[:4] for event in events(answer)] == ["2025", "2023"]
    assert b"xpected" not in answer.content


@pytest.mark.parametrize(
    ("address", "entries"), [("/feeds/all.atom", 2), ("/meetings/feed.atom", 2), ("/bodies/ammin/feed.atom", 3)]
)
def test_what_is_expected_stands_in_no_feed(client, ministers, address, entries):
    answer = client.get(address)
    assert answer.text.count("<entry>") == entries
    assert "xpected" not in answer.text


def test_expectation_is_told_with_what_it_follows_from(client, ministers):
    told = client.get("/api/v1/bodies/ammin/").json()["expected_next"]
    assert told == {"year": 2027, "basis": EVERY_TWO_YEARS}
    alone = client.get("/api/v1/bodies/?fields=expected_next.year").json()["results"]
    assert alone == [{"expected_next": {"year": 2027}}]
    MeetingFactory(body=ministers, ordinal=11, status="confirmed", start="2027-10-20")
    assert client.get("/api/v1/bodies/ammin/").json()["expected_next"] is None


@pytest.mark.django_db(transaction=True)
def test_announcement_is_told_as_a_change_of_the_body(client, ministers):
    after = client.get("/api/v1/changes/").json()["results"][-1]["cursor"]
    MeetingFactory(body=ministers, ordinal=11, status="planned", start="2027-10", state="published")
    changes = client.get(f"/api/v1/changes/?after={after}&collection=bodies").json()["results"]
    assert [change["fields_changed"] for change in changes] == [
        {"expected_next": {"old": {"year": 2027, "basis": EVERY_TWO_YEARS}, "new": None}}
    ]
