"""How feeds tell of plans, their items and the reports on them; and the feed of a plan."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from amin_portal.publishing.conditional import unchanged_since_version
from amin_portal.publishing.feeds import Entry, RecordFeedView, Told

from .models import Action, Activity, Plan, ProgressReport, StrategicArea


def said_of_activity(activity: Activity) -> Iterator[str]:
    yield ", ".join(filter(None, [capfirst(activity.get_kind_display()), activity.dates]))
    yield activity.summary
    yield str(activity.plan)


def said_of_report(report: ProgressReport) -> Iterator[str]:
    if report.status:
        yield capfirst(report.get_status_display())
    if report.percent is not None:
        yield _("%(percent)d %%") % {"percent": report.percent}
    yield report.narrative


def title_of_plan(plan: Plan) -> str:
    return f"{plan.code}: {plan.title}" if plan.code and plan.code not in plan.title else plan.title


PLANS = Told(Plan, lambda plan: [plan.theme, plan.summary], title=title_of_plan)
AREAS = Told(StrategicArea, lambda area: [area.objective, str(area.plan)])
ACTIONS = Told(Action, lambda action: [action.description, str(action.plan)])
ACTIVITIES = Told(Activity, said_of_activity)
REPORTS = Told(ProgressReport, said_of_report)


class PlanFeed(RecordFeedView):
    """A plan, its areas, actions and activities, and what was reported on each of them."""

    model = Plan

    def entries(self) -> list[list[Entry]]:
        plan = self.object
        reports = ProgressReport.objects.filter(Q(plan=plan) | Q(action__plan=plan) | Q(activity__plan=plan))
        return [
            PLANS.newest(Plan.objects.filter(pk=plan.pk)),
            AREAS.newest(StrategicArea.objects.filter(plan=plan)),
            ACTIONS.newest(Action.objects.filter(plan=plan)),
            ACTIVITIES.newest(Activity.objects.filter(plan=plan)),
            REPORTS.newest(reports),
        ]


plan = unchanged_since_version(PlanFeed.as_view())
