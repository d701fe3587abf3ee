"""The year in which the next meeting of a body is to be expected."""

import pytest

from tests.factories.meetings import BodyFactory, MeetingFactory

pytestmark = pytest.mark.django_db


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
    meeting = MeetingFactory(body=BodyFactory(periodicity_months=months), start=start)
    assert meeting.next_expected == year
