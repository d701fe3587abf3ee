"""By when something is to be done, as far as a paragraph names it."""

import calendar
import re

from amin_portal.publishing.partial_dates import PartialDate

MONTH = "(?:" + "|".join(name for name in calendar.month_name if name) + ")"
DATE = rf"(?:(?:\d{{1,2}}\s+)?{MONTH}\s+)?(?:19|20)\d{{2}}"
DUE = re.compile(
    rf"\b(?:by|before|until|no(?:t)?\s+later\s+than|within)\s+(?:the\s+)?(?:(?:end|close|beginning|middle)\s+of\s+)?"
    rf"(?:the\s+year\s+)?(?P<date>{DATE})(?!\s*[-\u2013\u2014/]\s*\d)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(rf"\b(?:in|on)\s+(?P<date>{DATE})(?!\s*[-\u2013\u2014/]\s*\d)\b", re.IGNORECASE)


def guess_due(text: str, after_year: int | None = None) -> PartialDate | None:
    """A date that stands behind "by", "before", "no later than"; else one behind "in" that lies after `after_year`."""
    for pattern in (DUE, PLANNED):
        for found in pattern.finditer(text):
            try:
                date = PartialDate.parse(found["date"])
            except ValueError:
                continue
            if pattern is DUE or (after_year and date.year > after_year):
                return date
    return None
