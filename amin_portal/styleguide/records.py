"""The sections of which the pages of records are made, and the drawings."""

from django.utils.translation import gettext_lazy as _

from meetings.charts import meeting_years
from meetings.hierarchy import hierarchy
from plans.charts import standing, timeline
from plans.progress import roll_up
from plans.views import branches

from . import samples
from .samples import THIS_YEAR
from .specimens import Group, Specimen, State


def groups() -> list[Group]:
    return [
        Group("record", _("Sections of a record"), (*facts(), *thread_and_papers())),
        Group("meeting", _("Meetings and bodies"), meeting()),
        Group("plan", _("Plans and progress"), plan()),
        Group("drawings", _("Drawings and figures"), drawings()),
    ]


def facts() -> list[Specimen]:
    sources = "components/sources.html"
    return [
        Specimen(
            _("A fact"),
            "components/fact.html",
            (
                State(_("known"), {"term": _("Venue"), "value": "Sample Hall"}),
                State(_("empty: nothing is shown"), {"term": _("Venue"), "value": ""}),
            ),
            around="_in_facts.html",
        ),
        Specimen(
            _("Facts of a record"),
            "meetings/_meeting_facts.html",
            (
                State(_("a meeting"), {"meeting": samples.SECOND}),
                State(_("a meeting of which little is known"), {"meeting": samples.UNKNOWN}),
                State(_("an action"), {"action": samples.ACTIONS[0]}, "plans/_action_facts.html"),
                State(_("a document"), {"document": samples.STUDY}, "documents/_document_facts.html"),
            ),
            _("What a page of this kind must say is said to be not known; the rest is left out."),
            around="_in_facts.html",
            parts=(".facts",),
        ),
        Specimen(
            _("One source"),
            "components/source.html",
            (
                State(_("with an address"), {"source": samples.SOURCES[0]}),
                State(_("on paper only"), {"source": samples.SOURCES[1]}),
            ),
            around="_in_list.html",
        ),
        Specimen(
            _("Sources"),
            sources,
            (
                State(_("a section"), {"sources": samples.SOURCES, "heading": True}),
                State(_("a section without any"), {"sources": [], "heading": True}),
                State(_("folded"), {"sources": samples.SOURCES, "heading": False}),
            ),
            around="_in_side.html",
        ),
        Specimen(
            _("Citation"),
            "components/citation.html",
            (
                State(_("a meeting"), {"record": samples.SECOND, "issued": samples.SECOND.dates}),
                State(_("a part of a meeting"), {"record": samples.ADOPTED}),
                State(_("a document"), {"document": samples.DECLARATION}, "documents/_document_citation.html"),
            ),
        ),
        Specimen(
            _("Foot of a record"),
            "components/record_foot.html",
            (
                State(_("with the citation"), {"record": samples.SECOND}),
                State(_("where the page cites the record already"), {"record": samples.DECLARATION, "cited": True}),
            ),
            _("On paper it ends with the address and the day of printing."),
            around="_in_side.html",
            parts=(".print-only",),
        ),
    ]


def thread_and_papers() -> list[Specimen]:
    place_of_action = {
        "item": samples.ACTIONS[0],
        "label": _("This action"),
        "plan": samples.PLAN_II,
        "area": samples.AREA,
        "latest": samples.BY_REPORT[0],
        "with_status": True,
    }
    series = {"meeting": samples.SECOND, "previous": samples.FIRST, "next": samples.FOURTH, "gap_after": True}
    return [
        Specimen(
            _("Thread"),
            "plans/_plan_thread.html",
            (
                State(_("of a plan in the middle"), {"plan": samples.PLAN_II, "adoption": samples.PLAN_II.adoption}),
                State(_("of a plan of which little is known"), {"plan": samples.PLAN_III, "adoption": None}),
                State(_("of an action"), place_of_action, "plans/_item_thread.html"),
                State(_("of a meeting"), series, "meetings/_series.html"),
                State(_("of an outcome"), {"outcome": samples.ADOPTED}, "meetings/_outcome_thread.html"),
                State(_("of a document"), {"document": samples.DECLARATION}, "documents/_document_thread.html"),
                State(_("of a document by itself"), {"document": samples.STUDY}, "documents/_document_thread.html"),
                State(_("of a body"), {"body": samples.OFFICIALS}, "meetings/_body_place.html"),
            ),
            _("The one signature of the portal: what led here, what came of it, and where you are."),
            around="_in_main.html",
            parts=(".thread",),
        ),
        Specimen(
            _("Files of a document"),
            "documents/_files.html",
            (
                State(_("uploaded, elsewhere, an unofficial translation"), {"document": samples.DECLARATION}),
                State(_("none known"), {"document": samples.STUDY}),
            ),
            around="_in_main.html",
            parts=(".files", ".file-link"),
        ),
    ]


def meeting() -> tuple[Specimen, ...]:
    papers = {"papers": [samples.PAPER, samples.TABLED], "statement_missing": True}
    return (
        Specimen(
            _("Outcomes, agenda and papers of a meeting"),
            "styleguide/_meeting.html",
            (
                State(_("known"), {"meeting": samples.SECOND, **papers}),
                State(_("not known"), {"meeting": samples.UNKNOWN, "papers": []}),
            ),
            around="_in_main.html",
            parts=(
                "meetings/_meeting_outcomes.html",
                "meetings/_outcome.html",
                "meetings/_outcome_papers.html",
                "meetings/_meeting_agenda.html",
                "meetings/_meeting_papers.html",
                "meetings/_paper.html",
            ),
        ),
        Specimen(
            _("The last meeting and the next"),
            "_home_meetings.html",
            (
                State(_("both on record"), cards(samples.SECOND, samples.FOURTH)),
                State(_("the next one expected"), cards(samples.SECOND, None)),
                State(_("neither"), cards(None, None)),
            ),
            _("The cards of the home page: .card-now is what holds now."),
            parts=("meetings/_when_and_where.html", ".cards", ".card", ".card-now", ".decided"),
        ),
        Specimen(
            _("Bodies, and who reports to whom"),
            "components/hierarchy.html",
            (State("", {"bodies": hierarchy(samples.BODIES)}),),
            around="_in_hierarchy.html",
        ),
    )


def cards(last: object, upcoming: object) -> dict:
    return {"last_meeting": last, "next_meeting": upcoming, "today": samples.SECOND.updated_at}


def plan() -> tuple[Specimen, ...]:
    report = "components/report.html"
    tree = {"plan": samples.PLAN_II, "branches": branches(samples.PLAN_II), "numbered": True}
    bare = {"plan": samples.PLAN_III, "branches": [], "numbered": False}
    reports = {
        _("with everything"): "full",
        _("with counts"): "counted",
        _("without a status, and a reason why there is no evidence"): "reasoned",
        _("of which little is known"): "bare",
    }
    named = State(_("on the page of a meeting: names its subject"), {"report": samples.REPORTS["full"], "subject": True})
    return (
        Specimen(
            _("Progress report"),
            report,
            (*(State(label, {"report": samples.REPORTS[name]}) for label, name in reports.items()), named),
        ),
        Specimen(
            _("Section of reports"),
            "components/reports.html",
            (
                State(_("with one"), {"reports": [samples.REPORTS["full"]]}),
                State(_("without"), {"reports": [], "nothing": _("No report on this sample is known.")}),
            ),
            around="_in_main.html",
        ),
        Specimen(
            _("Areas, actions and activities"),
            "plans/_plan_tree.html",
            (State(_("known"), tree), State(_("not known"), bare)),
            around="_in_main.html",
            parts=("plans/_branch_table.html", "plans/_branch_heading.html", "plans/_action_row.html", "plans/_activity_row.html"),
        ),
    )


def drawings() -> tuple[Specimen, ...]:
    periods = {
        _("running"): (2021, 2030),
        _("over"): (2016, 2020),
        _("to come"): (2026, 2030),
        _("without an end"): (2021, None),
        _("without a beginning"): (None, 2030),
        _("not known"): (None, None),
    }
    kinds = ("completed", "on_track", "ongoing", "delayed", "carried_over", "not_started", "cancelled", "none")
    kinds += ("past", "now", "ahead", "open")
    held = [(samples.MINISTERS.pk, 2016), (samples.MINISTERS.pk, 2021), (samples.OFFICIALS.pk, None)]
    held += [(samples.OFFICIALS.pk, year) for year in (2017, 2019, 2019, 2023, 2024)]
    return (
        Specimen(
            _("Marks"),
            "styleguide/_marks.html",
            (State("", {"kinds": kinds}),),
            _("Each state has a pattern besides its colour."),
            parts=("components/charts/mark.html",),
        ),
        Specimen(
            _("How far the actions are"),
            "components/roll_up.html",
            (
                State(_("of every status"), {"roll_up": roll_up(samples.ACTIONS)}),
                State(_("of one status"), {"roll_up": roll_up(samples.ACTIONS[-1:])}),
                State(_("no action on record"), {"roll_up": []}),
            ),
        ),
        Specimen(
            _("Period of a plan"),
            "components/charts/period.html",
            tuple(State(label, {"standing": standing(*years, THIS_YEAR)}) for label, years in periods.items()),
        ),
        Specimen(
            _("Plans over the years"),
            "components/charts/plan_timeline.html",
            (State("", {"timeline": timeline(samples.PLANS, THIS_YEAR)}),),
        ),
        Specimen(
            _("Meetings over the years"),
            "components/charts/meeting_years.html",
            (State("", {"meeting_years": meeting_years(samples.BODIES, held)}),),
        ),
        Specimen(
            _("Key figures"),
            "_home_figures.html",
            (State("", {"figures": samples.FIGURES}),),
            parts=("components/figure_value.html", ".key-figures"),
        ),
    )
