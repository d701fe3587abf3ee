"""What is possible and yet unlikely of a meeting: staff are told after saving, and not kept from it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from amin_portal.publishing.models import State

from .models import Meeting

YEARS_AHEAD = 5


def oddities(meeting: Meeting) -> list[str]:
    """A sentence for each fact that looks odd, beginning with dates."""
    found = [*_odd_dates(meeting), *_odd_order(meeting), *_odd_place(meeting)]
    return [str(sentence) for sentence in found]


def _odd_dates(meeting: Meeting) -> Iterator[str]:
    today, start, is_held = timezone.localdate(), meeting.start, meeting.status == Meeting.Status.HELD
    if is_held and start is None:
        yield _("It was held, but its start is empty.")
    if start is None:
        return
    if is_held and start.first > today:
        yield _("It was held, but begins only in the future.")
    if meeting.status in (Meeting.Status.PLANNED, Meeting.Status.CONFIRMED) and (meeting.end or start).last < today:
        status = meeting.get_status_display()
        yield _("Its dates are over, but its status is “%(status)s”.") % {"status": status}
    if start.year > today.year + YEARS_AHEAD:
        yield _("It begins more than %(years)d years from now.") % {"years": YEARS_AHEAD}
    if is_held and start.precision == "day" and meeting.end is None:
        yield _("It was held and its first day is known, but its end is empty. The same day, if it lasted one.")
    if meeting.end and (meeting.end.first - start.last).days > 31:
        yield _("It lasts more than a month.")


def _odd_order(meeting: Meeting) -> Iterator[str]:
    """Meetings of a series are held in the order of their ordinals."""
    if meeting.ordinal is None or meeting.start is None:
        return
    series = Meeting.objects.filter(body=meeting.body_id, ordinal__isnull=False, start__isnull=False)
    series = series.exclude(pk=meeting.pk).exclude(state=State.WITHDRAWN).exclude(status=Meeting.Status.CANCELLED)
    before = series.filter(ordinal__lt=meeting.ordinal).order_by("-ordinal").first()
    after = series.filter(ordinal__gt=meeting.ordinal).order_by("ordinal").first()
    if before and before.start.first > meeting.start.last:
        yield _("It begins before “%(other)s” (%(when)s).") % {"other": before, "when": before.start}
    if after and after.start.last < meeting.start.first:
        yield _("It begins after “%(other)s” (%(when)s).") % {"other": after, "when": after.start}


def _odd_place(meeting: Meeting) -> Iterator[str]:
    if meeting.mode == Meeting.Mode.ONLINE and (meeting.city or meeting.venue):
        yield _("It is online, but has a city or a venue.")
    if meeting.mode == Meeting.Mode.IN_PERSON and meeting.status == Meeting.Status.HELD and not meeting.city:
        yield _("It was held in person, but its city is empty.")
