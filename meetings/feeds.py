"""How feeds tell of bodies, meetings, outcomes and parties."""

from collections.abc import Iterator

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amin_portal.publishing.feeds import Told

from .calendars import place_of
from .models import AgendaItem, Body, Meeting, Outcome, Party


def said_of_meeting(meeting: Meeting) -> Iterator[str]:
    if meeting.status != Meeting.Status.HELD:
        yield capfirst(meeting.get_status_display())
    yield ", ".join(filter(None, [meeting.dates or _("dates not known"), place_of(meeting)]))
    yield meeting.summary
    if count := len(meeting.outcomes.all()):
        yield ngettext("%(count)d outcome on record", "%(count)d outcomes on record", count) % {"count": count}


def said_of_outcome(outcome: Outcome) -> Iterator[str]:
    yield outcome.text
    yield ", ".join(filter(None, [str(outcome.meeting), str(outcome.date or "")]))


BODIES = Told(Body, lambda body: [body.mandate])
PARTIES = Told(Party, lambda party: [capfirst(party.get_kind_display()), party.cooperation, party.note])
MEETINGS = Told(Meeting, said_of_meeting, linked=("body", "host", "outcomes"))
AGENDA_ITEMS = Told(AgendaItem, lambda item: [item.note, str(item.meeting)])
OUTCOMES = Told(Outcome, said_of_outcome, title=lambda outcome: Truncator(str(outcome)).chars(140))
