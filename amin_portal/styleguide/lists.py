"""Words in a line, lists, tables, and the ways on from them."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from amin_portal.glossary.acronyms import Acronym
from amin_portal.publishing.partial_dates import PartialDate
from plans.models import Activity, Adoption

from . import samples
from .specimens import Group, Specimen, State


def page_of(number: int, count: int = 120) -> dict:
    """What paging needs on one page of `count` records, 25 a page."""
    paginator = Paginator(range(count), 25)
    return {"paginator": paginator, "page_obj": paginator.page(number), "is_paginated": paginator.num_pages > 1}


def groups() -> list[Group]:
    return [
        Group("lists", _("Words and lists"), (*words(), *lists())),
        Group("tables", _("Tables"), tables()),
        Group("ways", _("Ways on"), ways_on()),
    ]


def words() -> list[Specimen]:
    """What stands within a sentence or a line."""
    adopted = samples.PLAN_II.adoption
    places = [samples.SECOND, samples.FIRST, samples.UNKNOWN]
    dates = ("2023-11-24", "2023-11", "2023")
    return [
        Specimen(
            _("Date in a sentence"),
            "components/on_date.html",
            tuple(State(date, {"date": PartialDate.parse(date)}) for date in dates),
            around="_in_paragraph.html",
        ),
        Specimen(
            _("Place of a meeting"),
            "components/place.html",
            tuple(State(meeting.get_mode_display(), {"meeting": meeting}) for meeting in places),
            around="_in_paragraph.html",
        ),
        Specimen(
            _("Adoption of a plan"),
            "components/adoption.html",
            (
                State(_("at a meeting"), {"adoption": adopted}),
                State(_("on a day"), {"adoption": Adoption("signed", samples.SECOND, PartialDate.parse("2023-11-24"))}),
                State(_("in words alone"), {"adoption": samples.PHASE.adoption}),
                State(_("not known"), {"adoption": None}),
            ),
            around="_in_paragraph.html",
        ),
        Specimen(
            _("Names as links"),
            "components/names.html",
            (State("", {"records": samples.BODIES}),),
            around="_in_paragraph.html",
        ),
    ]


def lists() -> list[Specimen]:
    count = "components/count.html"
    return [
        Specimen(
            _("Documents"),
            "components/document_list.html",
            (State("", {"documents": [samples.DECLARATION, samples.STUDY]}),),
            parts=(".record-list",),
        ),
        Specimen(
            _("Activities"),
            "components/activity_list.html",
            (
                State(_("without their plan"), {"activities": [with_status(samples.WORKSHOP), samples.PROJECT]}),
                State(_("with their plan"), {"activities": [samples.PROJECT], "with_plan": True}),
            ),
            parts=("components/activity_facts.html",),
        ),
        Specimen(
            _("What a search found"),
            "components/hit.html",
            (
                State(_("a meeting"), {"record": samples.SECOND}),
                State(_("a part of a meeting"), {"record": samples.ADOPTED}),
                State(_("a part of a plan"), {"record": samples.WORKSHOP}),
                State(_("a plan with a short name"), {"record": samples.PLAN_I}),
            ),
            around="_in_list.html",
        ),
        Specimen(
            _("How many were found"),
            count,
            (
                State(_("on one page"), page_of(1, count=3)),
                State(_("on several"), page_of(2)),
                State(_("none"), page_of(1, count=0)),
            ),
            around="_in_results.html",
        ),
    ]


def with_status(activity: Activity) -> Activity:
    """The activity as a list of activities wants it."""
    activity.status_report = samples.REPORTS["full"]
    return activity


def tables() -> tuple[Specimen, ...]:
    years = [(2023, [samples.SECOND]), (2021, [samples.FIRST]), (None, [samples.UNKNOWN])]
    documents = [(2023, [samples.DECLARATION]), (None, [samples.STUDY])]
    rows = {
        "plans/_plan_row.html": (_("Plan"), [_("Kind"), _("Period"), _("Adoption")], samples.PLANS),
        "meetings/_body_row.html": (
            _("Body"),
            [_("Kind"), _("Reports to"), _("Receives reports from")],
            [samples.MINISTERS, samples.FORMER],
        ),
        "meetings/_outcome_row.html": (
            _("Outcome"),
            [_("Kind"), _("Meeting"), _("Date"), _("Documents")],
            [samples.ADOPTED, samples.TASKED],
        ),
    }
    return (
        Specimen(
            _("Plain"),
            "styleguide/_table.html",
            note=_("Two or three short columns stay a table on a phone as well."),
            parts=("table",),
        ),
        Specimen(
            _("Meetings"),
            "components/meeting_table.html",
            (
                State(_("by years, one not known"), {"years": years, "caption": _("Sample meetings")}),
                State(
                    _("without host and body"),
                    {
                        "meetings": [samples.SECOND, samples.UNKNOWN],
                        "without_host": True,
                        "without_body": True,
                        "caption": _("Sample meetings of one body"),
                    },
                ),
            ),
            _("Years are landmarks. On a narrow screen each row becomes a block: .stacked, and .run-on in one run of text."),
            parts=("components/year_row.html", "meetings/_meeting_row.html"),
        ),
        Specimen(
            _("Documents"),
            "documents/_document_table.html",
            (State("", {"years": documents, "caption": _("Sample documents")}),),
            parts=("documents/_origin.html",),
        ),
        *(
            Specimen(
                title,
                template,
                (State("", {"columns": [title, *columns], "records": records, "caption": _("Samples")}),),
                around="_in_table.html",
            )
            for template, (title, columns, records) in rows.items()
        ),
    )


def ways_on() -> tuple[Specimen, ...]:
    acronyms = [
        Acronym("SMM", "Sample Ministerial Meeting", "body", samples.MINISTERS.slug, "ministerial"),
        Acronym("STA", "Sample term without a page"),
    ]
    return (
        Specimen(
            _("Breadcrumbs"),
            "styleguide/_breadcrumbs.html",
            (State(_("a sample"), {"body": samples.MINISTERS, "meeting": samples.SECOND}),),
            parts=("base.html", ".breadcrumbs"),
        ),
        Specimen(
            _("Pages of a list"),
            "components/pagination.html",
            (
                State(_("first"), page_of(1)),
                State(_("in the middle"), page_of(3)),
                State(_("last"), page_of(5)),
                State(_("a single page: nothing is shown"), page_of(1, count=3)),
            ),
        ),
        Specimen(
            _("Acronyms"),
            "components/acronyms.html",
            (State(_("folded"), {"acronyms": acronyms}), State(_("none: nothing is shown"), {"acronyms": []})),
            _("At the end of every page, for those who cannot point at an acronym."),
        ),
    )
