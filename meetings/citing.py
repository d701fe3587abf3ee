"""How an outcome is cited: as a numbered part of its meeting."""

from django.utils.text import Truncator

from amin_portal.publishing.citations import Citation, Whole

from .models import Outcome

LONGEST_TITLE = 200  # characters of a decision that are quoted; the address leads to all of it


def outcome_citation(outcome: Outcome, address: str) -> Citation:
    """Needs `meeting` and `meeting__body` fetched. Without a printed number it has none here either."""
    meeting = outcome.meeting
    return Citation(
        key=f"{meeting.slug}-outcome-{outcome.slug}",
        title=Truncator(" ".join(str(outcome).split())).chars(LONGEST_TITLE),
        address=address,
        authors=(meeting.body.name,),
        date=outcome.date,
        whole=Whole(meeting.title, f"Outcome {outcome.number}" if outcome.number else ""),
    )
