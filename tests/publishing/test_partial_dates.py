"""Dates known to the day, the month or the year."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from amin_portal.publishing.partial_dates import PartialDate, PartialDateFormField, on_or_after, on_or_before, span
from meetings.models import Meeting
from tests.factories.meetings import MeetingFactory


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2005", "2005"),
        (" 2005 ", "2005"),
        ("2005-12", "2005-12"),
        ("2005-2", "2005-02"),
        ("2005-12-04", "2005-12-04"),
        ("2005-12-4", "2005-12-04"),
        ("Dec 2005", "2005-12"),
        ("Dec. 2005", "2005-12"),
        ("december 2005", "2005-12"),
        ("May 2023", "2023-05"),
        ("4 December 2005", "2005-12-04"),
        ("04 Dec 2005", "2005-12-04"),
        ("29 February 2024", "2024-02-29"),
        ("4th December 2005", "2005-12-04"),
        ("1st of May 2023", "2023-05-01"),
        ("22nd Sept. 2011", "2011-09-22"),
        ("Sept 2011", "2011-09"),
        ("December 4, 2005", "2005-12-04"),
        ("Dec 4th 2005", "2005-12-04"),
        ("December, 2005", "2005-12"),
        ("4-Dec-2005", "2005-12-04"),
        ("4.12.2005", "2005-12-04"),
        ("04. 12. 2005", "2005-12-04"),
        ("2005/12/04", "2005-12-04"),
        ("2005.12.4", "2005-12-04"),
        ("13/12/2005", "2005-12-13"),
        ("12/13/2005", "2005-12-13"),
        ("12-12-2005", "2005-12-12"),
        ("\u00a02005\u201312\u201304\u202f", "2005-12-04"),
        ("4\u00a0December\u00a02005", "2005-12-04"),
    ],
)
def test_parse_reads_dates_as_people_write_them(text, written):
    assert PartialDate.parse(text).isoformat() == written


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "05", "20055", "2005-13", "2005-00", "2005-02-30", "29 February 2023", "04/12/2005",
        "2005-12-04T10:00", "Decem 2005", "Foo 2005", "4 Mayo 2005", "0000", "2005-12-04 x", "x 2005-12-04",
        "Dec-05", "4/12/05", "13/13/2005", "2005/12", "2005/12-04", "31.2.2005", "May 2023 4", "4rd",
        "December 32, 2005",
    ],
)  # fmt: skip
def test_parse_refuses_what_is_no_date(text):
    with pytest.raises(ValueError, match="."):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("4/12/2005", "“4/12/2005” may be 4 December 2005 or 12 April 2005: write 2005-12-04 or 2005-04-12."),
        ("04-12-2005", "“04-12-2005” may be 4 December 2005 or 12 April 2005: write 2005-12-04 or 2005-04-12."),
        ("30 Feb 2005", "There is no 30 February 2005."),
        ("2005-02-30", "There is no 30 February 2005."),
        ("soon", "Write a year, a month or a day: 2005, 2005-12, Dec 2005 or 2005-12-04."),
    ],
)
def test_field_says_what_may_be_meant(text, sentence):
    with pytest.raises(ValidationError) as refused:
        PartialDateFormField().clean(text)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2005-12-04", datetime.date(2005, 12, 4), datetime.date(2005, 12, 4)),
        ("2024-02", datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)),
        ("2023-02", datetime.date(2023, 2, 1), datetime.date(2023, 2, 28)),
        ("2005", datetime.date(2005, 1, 1), datetime.date(2005, 12, 31)),
    ],
)
def test_date_covers_an_interval(text, first, last):
    date = PartialDate.parse(text)
    assert (date.first, date.last, date.year) == (first, last, first.year)


def test_date_begins_on_the_first_day_whatever_day_was_given():
    assert PartialDate(datetime.date(2005, 12, 4), "month") == PartialDate.parse("2005-12")
    assert PartialDate(datetime.date(2005, 12, 4), "year") == PartialDate.parse("2005")


@pytest.mark.parametrize(
    ("text", "shown"), [("2005", "2005"), ("2023-05", "May 2023"), ("2005-12-04", "4 December 2005")]
)
def test_date_is_shown_as_it_is_known(text, shown):
    assert str(PartialDate.parse(text)) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2025-10-02", "2025-10-02", "2 October 2025"),
        ("2023-11-21", "2023-11-24", "21 to 24 November 2023"),
        ("2018-04-30", "2018-05-04", "30 April to 4 May 2018"),
        ("2018-12-30", "2019-01-02", "30 December 2018 to 2 January 2019"),
        ("2024", "2026", "2024 to 2026"),
        ("2010-05", "2010-06", "May 2010 to June 2010"),
        ("2010-05-03", "2010-06", "3 May 2010 to June 2010"),
        ("2010", None, "2010"),
        (None, "2010-05", "May 2010"),
        (None, None, ""),
    ],
)
def test_span_is_written_as_people_do(start, end, shown):
    assert span(*(date and PartialDate.parse(date) for date in (start, end))) == shown


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2005", "2023-05", "2005-12-04", None])
def test_field_keeps_the_precision(text):
    meeting = MeetingFactory(start=text, end=None)
    stored = Meeting.objects.get(pk=meeting.pk)
    assert stored.start == (PartialDate.parse(text) if text else None)
    assert stored.start_precision == (stored.start.precision if text else "")


@pytest.mark.django_db
def test_field_takes_a_plain_date_as_known_to_the_day():
    MeetingFactory(start=datetime.date(2005, 12, 4), end=None)
    assert Meeting.objects.get().start == PartialDate.parse("2005-12-04")


@pytest.mark.django_db
def test_field_forgets_the_precision_with_the_date():
    meeting = MeetingFactory(start="2005", end=None)
    meeting.start = None
    meeting.save()
    assert list(Meeting.objects.values_list("start", "start_precision")) == [(None, "")]


@pytest.mark.django_db
def test_field_is_changed_by_the_precision_alone():
    meeting = MeetingFactory(start="2005-01-01", end=None)
    meeting.start = "2005"
    meeting.save()
    assert Meeting.objects.get().start == PartialDate.parse("2005")


def test_field_refuses_text_that_is_no_date():
    with pytest.raises(ValidationError, match="Write a year, a month or a day"):
        Meeting(start="soon")


@pytest.fixture
def dated(db):
    """Meetings known to the day, the month, the year, and one of unknown date, by what is known."""
    for start in ("2005-12-04", "2005-12", "2005", "2006-01-01", None):
        MeetingFactory(title=start or "unknown", start=start, end=None)


def titles(rule):
    return sorted(Meeting.objects.filter(rule).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2005", ["2005", "2005-12", "2005-12-04", "2006-01-01"]),
        ("2005-12", ["2005", "2005-12", "2005-12-04", "2006-01-01"]),
        ("2005-12-05", ["2005", "2005-12", "2006-01-01"]),
        ("2005-12-31", ["2005", "2005-12", "2006-01-01"]),
        ("2006", ["2006-01-01"]),
        ("2006-01-02", []),
    ],
)
def test_on_or_after_takes_a_date_as_the_interval_it_covers(dated, date, found):
    assert titles(on_or_after("start", PartialDate.parse(date))) == found


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2004", []),
        ("2005-01-01", ["2005"]),
        ("2005-11", ["2005"]),
        ("2005-12-01", ["2005", "2005-12"]),
        ("2005-12", ["2005", "2005-12", "2005-12-04"]),
        ("2005", ["2005", "2005-12", "2005-12-04"]),
        ("2006", ["2005", "2005-12", "2005-12-04", "2006-01-01"]),
    ],
)
def test_on_or_before_takes_a_date_as_the_interval_it_covers(dated, date, found):
    assert titles(on_or_before("start", PartialDate.parse(date))) == found


def test_form_field_reads_writes_and_compares():
    field = PartialDateFormField()
    date = field.clean("Dec 2005")
    assert date == PartialDate.parse("2005-12")
    assert field.prepare_value(date) == "2005-12"
    assert not field.has_changed(date, "December 2005")
    assert field.has_changed(date, "2005")
    assert field.has_changed(date, "")
    assert field.has_changed(date, "nonsense")


def test_form_field_says_what_it_takes():
    with pytest.raises(ValidationError) as refused:
        PartialDateFormField().clean("last year")
    assert refused.value.messages == ["Write a year, a month or a day: 2005, 2005-12, Dec 2005 or 2005-12-04."]


def test_form_field_may_be_left_empty_only_if_not_required():
    assert PartialDateFormField(required=False).clean("") is None
    with pytest.raises(ValidationError, match="This field is required"):
        PartialDateFormField().clean("")


def test_year_is_taken_out_by_the_database_alone(dated):
    """Not by Python, which SQLite would call for each row."""
    years = Meeting.objects.values_list("start__year", flat=True)
    assert sorted(years, key=str) == [2005, 2005, 2005, 2006, None]
    assert "django_" not in str(years.query)


def test_year_is_asked_for_as_a_stretch_of_an_index(dated):
    assert " OR " not in str(Meeting.objects.filter(on_or_after("start", PartialDate.parse("2005"))).query)
