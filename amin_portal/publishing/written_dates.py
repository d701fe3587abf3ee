"""Dates as people write them. What may be read in two ways is not guessed: the sentence proposes both."""

import calendar
import datetime
import re

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOT_A_DATE = gettext_lazy("Write a year, a month or a day: 2005, 2005-12, Dec 2005 or 2005-12-04.")

DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d]")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
YEAR_FIRST_OTHERWISE = re.compile(r"(?P<year>\d{4})([/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})")
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
MONTH, YEAR = r"(?P<month>[a-z]{3,9})\.?", r"(?P<year>\d{4})"
DAY_FIRST = re.compile(rf"(?:{DAY}(?:\s+of)?[\s-]\s*)?{MONTH},?[\s-]\s*{YEAR}")
MONTH_FIRST = re.compile(rf"{MONTH}\s+{DAY},?\s+{YEAR}")
DOTTED = re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})")
UNSAID = re.compile(r"(?P<first>\d{1,2})([/-])(?P<second>\d{1,2})\2(?P<year>\d{4})")
NUMBERS = {
    name.lower(): number for names in (calendar.month_abbr, calendar.month_name) for number, name in enumerate(names)
}
NUMBERS["sept"] = 9


def read_date(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of what is written, None for what is not said; the day exists.

    Raises ValueError with a sentence for people.
    """
    tidy = " ".join(DASHES.sub("-", text).split()).casefold()
    for form in (YEAR_FIRST, YEAR_FIRST_OTHERWISE, DAY_FIRST, MONTH_FIRST, DOTTED):
        if found := form.fullmatch(tidy):
            return _checked(int(found["year"]), _month(found["month"]), found["day"] and int(found["day"]))
    if found := UNSAID.fullmatch(tidy):
        return _if_only_one(text.strip(), int(found["year"]), int(found["first"]), int(found["second"]))
    raise ValueError(NOT_A_DATE)


def _month(written: str | None) -> int | None:
    if written is None or written.isdigit():
        return written and int(written)
    if written not in NUMBERS:
        raise ValueError(NOT_A_DATE)
    return NUMBERS[written]


def _checked(year: int, month: int | None, day: int | None) -> tuple[int, int | None, int | None]:
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        if day and month in MONTHS and year:
            raise ValueError(_("There is no %(day)s.") % {"day": f"{day} {MONTHS[month]} {year}"}) from None
        raise ValueError(NOT_A_DATE) from None
    return year, month, day


def _if_only_one(written: str, year: int, first: int, second: int) -> tuple[int, int | None, int | None]:
    """4/12/2005 is 4 December in Jakarta and 12 April in Manila."""
    readings = {}
    for day, month in ((first, second), (second, first)):
        try:
            readings[datetime.date(year, month, day)] = f"{day} {MONTHS[month]} {year}"
        except (ValueError, KeyError):
            continue
    if not readings:
        raise ValueError(NOT_A_DATE)
    if len(readings) == 1:
        day = next(iter(readings))
        return day.year, day.month, day.day
    (one, one_said), (other, other_said) = readings.items()
    message = _("“%(written)s” may be %(one_said)s or %(other_said)s: write %(one)s or %(other)s.")
    raise ValueError(
        message % {"written": written, "one_said": one_said, "other_said": other_said, "one": one, "other": other}
    )
