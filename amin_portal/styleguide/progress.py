"""How far plans are, and the drawings."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.partial_dates import PartialDate
from meetings.charts import meeting_years
from plans import charts
from plans.as_of import AsOf, Steps
from plans.models import Action, Plan, ProgressReport
from plans.progress import STATUSES, Item, RollUp, roll_up
from plans.progress.over_time import over_time
from plans.tree import AreaRow, Branch, branches

from . import samples
from .samples import THIS_YEAR
from .specimens import Specimen, State


def sampled(actions: Iterable[Action]) -> RollUp:
    """The roll-up of sample actions, by the one report that each has."""
    return roll_up(Item(status=report and report.status) for report in (status_report(action) for action in actions))


def status_report(action: Action) -> ProgressReport | None:
    return getattr(action, "status_report", None)


def tree_of(plan: Plan) -> list[Branch]:
    return branches(plan.areas.all(), plan.actions.all(), plan.activities.all())


def report() -> Specimen:
    states = {
        _("with everything"): "full",
        _("with counts"): "counted",
        _("without a status, and a reason why there is no evidence"): "reasoned",
        _("of which little is known"): "bare",
    }
    named = {"report": samples.REPORTS["full"], "subject": True}
    return Specimen(
        _("Progress report"),
        "components/report.html",
        (
            *(State(label, {"report": samples.REPORTS[name]}) for label, name in states.items()),
            State(_("on the page of a meeting, where it names its subject"), named),
        ),
    )


def reports() -> Specimen:
    return Specimen(
        _("Section of reports"),
        "components/reports.html",
        (
            State(_("with one"), {"reports": [samples.REPORTS["full"]]}),
            State(_("without"), {"reports": [], "nothing": _("No report on this sample is known.")}),
        ),
        around="_in_main.html",
    )


def tree() -> Specimen:
    known = {"plan": samples.PLAN_II, "branches": tree_of(samples.PLAN_II), "numbered": True}
    parts = ("branch_table", "branch_heading", "action_row", "activity_row")
    return Specimen(
        _("Areas, actions and activities"),
        "plans/_plan_tree.html",
        (State(_("known"), known), State(_("not known"), {"plan": samples.PLAN_III, "branches": []})),
        around="_in_main.html",
        parts=tuple(f"plans/_{part}.html" for part in parts),
    )


def at_work(plan: Plan) -> Plan:
    """The plan with its standing and roll-up, and so the one before it, as the home page needs it."""
    plan.standing = charts.standing(plan.start_year, plan.end_year, THIS_YEAR)
    for shown in filter(None, (plan, plan.predecessor)):
        shown.roll_up = sampled(shown.actions.all())
    return plan


def areas_in_figures() -> Specimen:
    rows = [
        AreaRow(samples.AREA, sampled(samples.ACTIONS), 2),
        AreaRow(samples.EMPTY_AREA, RollUp(), 0),
        AreaRow(None, sampled(samples.ACTIONS[-1:]), 1),
    ]
    return Specimen(
        _("Areas of a plan with many actions"),
        "plans/_plan_areas.html",
        (State("", {"plan": samples.PLAN_II, "area_rows": rows, "numbered": True}),),
        around="_in_main.html",
        parts=("plans/_status_words.html",),
    )


def past_states() -> Specimen:
    steps = Steps([samples.FIRST, samples.SECOND], previous=samples.FIRST, next=samples.FOURTH)
    day, month = (PartialDate.parse(text) for text in ("2023-11-24", "2023-11"))
    until = {"until": day.first, "steps": steps}
    return Specimen(
        _("Which state is shown, and the way to others"),
        "components/as_of.html",
        (
            State(_("at a meeting"), until | {"as_of": AsOf("second", day.first, meeting=samples.SECOND)}),
            State(_("on a day"), until | {"as_of": AsOf("2023-11-24", day.first, date=day)}),
            State(_("at the end of a month"), until | {"as_of": AsOf("2023-11", month.last, date=month)}),
            State(_("on a day that is not over"), {"as_of": AsOf("2023-11-24", day.first, date=day)}),
            State(_("now"), {"steps": Steps([samples.FIRST], previous=samples.FIRST)}),
        ),
        around="_in_main.html",
        parts=(".steps",),
    )


def from_meeting_to_meeting() -> Specimen:
    then = [[None, None, "ongoing"], ["ongoing", "delayed", "completed"], ["completed", "carried_over", "completed"]]
    others = [[None, None], ["not_started", "on_track"], ["cancelled", "on_track"]]
    drawn = [over_time(samples.AREA, then), over_time(None, others)]
    return Specimen(
        _("From meeting to meeting"),
        "components/charts/over_time.html",
        (State("", {"meetings": [samples.FIRST, samples.SECOND, samples.FOURTH], "areas": drawn}),),
        around="_in_main.html",
        parts=(".over-time", ".over-time-table"),
    )


def home_plans() -> Specimen:
    return Specimen(
        _("The plan in force"),
        "_home_plans.html",
        (
            State(_("with actions"), {"plans": [at_work(samples.PLAN_II)]}),
            State(_("without actions: the plan before it"), {"plans": [at_work(samples.PLAN_III)]}),
            State(_("none"), {"plans": []}),
        ),
        _("On the home page."),
    )


def marks() -> Specimen:
    kinds = [*(status or "none" for status in STATUSES), "past", "now", "ahead", "open"]
    return Specimen(
        _("Marks"),
        "styleguide/_marks.html",
        (State("", {"kinds": kinds}),),
        _("Each has a pattern besides its colour."),
        parts=("components/charts/mark.html",),
    )


def status_counts() -> Specimen:
    return Specimen(
        _("How far the actions are"),
        "components/roll_up.html",
        (
            State(_("of every status"), {"roll_up": sampled(samples.ACTIONS)}),
            State(_("of one status"), {"roll_up": sampled(samples.ACTIONS[-1:])}),
            State(_("no action on record"), {"roll_up": []}),
        ),
    )


def period() -> Specimen:
    periods = {
        _("running"): (2021, 2030),
        _("over"): (2016, 2020),
        _("to come"): (2026, 2030),
        _("without an end"): (2021, None),
        _("without a beginning"): (None, 2030),
        _("not known"): (None, None),
    }
    return Specimen(
        _("Period of a plan"),
        "components/charts/period.html",
        tuple(State(label, {"standing": charts.standing(*years, THIS_YEAR)}) for label, years in periods.items()),
    )


def timeline() -> Specimen:
    return Specimen(
        _("Plans over the years"),
        "components/charts/plan_timeline.html",
        (State("", {"timeline": charts.timeline(samples.PLANS, THIS_YEAR)}),),
    )


def meetings() -> Specimen:
    ministers, officials = samples.MINISTERS.pk, samples.OFFICIALS.pk
    held = [(ministers, 2016), (ministers, 2021), (officials, None)]
    held += [(officials, year) for year in (2017, 2019, 2019, 2023, 2024)]
    return Specimen(
        _("Meetings over the years"),
        "components/charts/meeting_years.html",
        (State("", {"meeting_years": meeting_years(samples.BODIES, held)}),),
    )


def figures() -> Specimen:
    return Specimen(
        _("Key figures"),
        "_home_figures.html",
        (State(_("exact, approximate, without a number"), {"figures": samples.FIGURES}),),
        parts=("components/figure_value.html", ".key-figures"),
    )
