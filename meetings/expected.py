"""When the next meeting of a body is to be expected, while none is announced."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .models import Body, Meeting


@dataclass(frozen=True)
class Expected:
    """The year in which a body meets next if it keeps to meeting every `months` months after the `last` meeting."""

    year: int
    months: int
    last: "Meeting"
    is_overdue: bool

    @property
    def basis(self) -> str:
        """What the year follows from, in a sentence."""
        told = {"months": self.months, "meeting": self.last.short_title, "dates": self.last.dates}
        return _("The body meets every %(months)s months; the last on record was the %(meeting)s, %(dates)s.") % told


def year_after(meeting: "Meeting", months: int | None) -> int | None:
    """The year in which another one would follow so many months later; None where date or rhythm is not known."""
    if not (meeting.start and months):
        return None
    return meeting.start.year + (meeting.start.first.month - 1 + months) // 12


def expected_next(body: "Body", meetings: Iterable["Meeting"]) -> Expected | None:
    """The year to expect the next meeting of the series of `body` in, from all the `meetings` of it that may be seen.

    The rule: the first day known of the last meeting held (the one with the highest ordinal), and as many months more
    as lie between two meetings of the body. Only the year is said, since the rhythm tells no more. Nothing is said
    (None) where the rhythm or the date of the last meeting is not known, where the body is concluded, and where a later
    meeting of the series is on record that was not cancelled: that one is announced, whatever is known of its date.
    Events outside the series count for nothing. It is an expectation and never stands in a calendar or feed.
    """
    series = [meeting for meeting in meetings if meeting.ordinal and meeting.status != "cancelled"]
    last = max((one for one in series if one.status == "held"), key=lambda one: one.ordinal, default=None)
    if last is None or body.concluded or any(one.ordinal > last.ordinal for one in series):
        return None
    year = year_after(last, body.periodicity_months)
    return Expected(year, body.periodicity_months, last, year < timezone.localdate().year) if year else None
