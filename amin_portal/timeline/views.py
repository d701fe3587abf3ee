"""The page that shows plans, meetings and adoptions on one axis of years."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from amin_portal.publishing.conditional import unchanged_since_version
from documents.models import MeetingDocument
from meetings.models import Body, Meeting
from plans.charts import timeline as of_plans
from plans.models import Plan
from plans.progress import NO_REPORT, STATUSES, RollUp, label, roll_ups
from plans.views import ADOPTION

from .in_force import runs, spans
from .lanes import LEFT_OUT, adoptions, lanes
from .years import years


@require_safe
@unchanged_since_version
def timeline(request: HttpRequest) -> HttpResponse:
    this_year = timezone.localdate().year
    plans = list(Plan.objects.public().linked("part_of", *ADOPTION))
    meetings = list(
        Meeting.objects.public().exclude(status__in=LEFT_OUT).order_by("start", "pk").linked("joint_bodies")
    )
    decided = MeetingDocument.objects.public().filter(role__in=MeetingDocument.DECISIONS)
    papers = list(decided.linked("document", "meeting", "meeting__body"))
    dates = [date for paper in papers if (date := paper.date)] + [one.start for one in meetings if one.start]
    found = of_plans(plans, this_year, {date.year for date in dates})
    shown = {"timeline": found, "this_year": this_year}
    if found:
        in_force = runs(plans, found.axis, this_year)
        of_bodies = lanes(Body.objects.public(), meetings, found.axis)
        adopted = adoptions(papers, found.axis)
        shown |= {
            "runs": in_force,
            "gaps": spans("none", in_force),
            "overlaps": spans("several", in_force),
            "lanes": of_bodies,
            "adoptions": adopted,
            "years": years(of_bodies, adopted),
            "progress": progress(plans),
        }
    return render(request, "timeline/timeline.html", shown)


def progress(plans: list[Plan]) -> dict:
    """How far the plans with actions on record are now."""
    by_key = roll_ups(plans)
    return in_figures([(plan, by_key[plan.pk]) for plan in plans if by_key[plan.pk]])


def in_figures(rows: list[tuple[Plan, RollUp]]) -> dict:
    """Each plan with its numbers in the statuses in which an action of any of them is."""
    used = [
        (status, status or NO_REPORT, label(status))
        for status in STATUSES
        if any(roll_up.of(status) for _plan, roll_up in rows)
    ]
    return {
        "statuses": [(key, name) for _status, key, name in used],
        "rows": [
            (plan, roll_up, [(key, name, roll_up.of(status)) for status, key, name in used]) for plan, roll_up in rows
        ],
    }
