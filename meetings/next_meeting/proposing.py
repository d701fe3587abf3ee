"""What is likely to hold for the next meeting of a series. Nothing here is known before somebody has said so."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amin_portal.publishing.models import State
from amin_portal.publishing.partial_dates import PartialDate
from meetings.expected import year_after
from meetings.models import AgendaItem, Meeting
from meetings.ordinals import ordinal_word, with_next_ordinal


def next_on_record(meeting: Meeting) -> Meeting | None:
    """The meeting of the same body that has the next ordinal already, whatever its state."""
    return Meeting.objects.filter(body=meeting.body_id, ordinal=meeting.ordinal + 1).first()


def proposed_title(meeting: Meeting) -> str:
    """The title with its ordinal moved on; where it names none, the name of the body with the ordinal."""
    moved_on = with_next_ordinal(meeting.title, meeting.ordinal)
    return moved_on or f"{ordinal_word(meeting.ordinal + 1)} {meeting.body.name}"


def expected_start(meeting: Meeting) -> PartialDate | None:
    """The year in which the rhythm of the body leads to expect it; None where date or rhythm is not known."""
    year = year_after(meeting, meeting.body.periodicity_months)
    return year and PartialDate.parse(str(year))


def rhythm(meeting: Meeting) -> str:
    """Where the expected start comes from, for the note on the dates."""
    return _("Not announced. %(body)s meets every %(months)d months; the meeting before was that of %(when)s.") % {
        "body": meeting.body.acronym,
        "months": meeting.body.periodicity_months,
        "when": meeting.start,
    }


def standing_agenda(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items that may come up again."""
    return meeting.agenda_items.exclude(state=State.WITHDRAWN)


def minutes(meeting: Meeting) -> list:
    """The papers of the meeting that are its minutes, with their documents."""
    papers = meeting.papers.filter(role="minutes").exclude(state=State.WITHDRAWN)
    return [*papers.exclude(document__state=State.WITHDRAWN).select_related("document")]
