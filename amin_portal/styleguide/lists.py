"""Words in a line, lists, tables, and the ways on from them."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amin_portal.glossary.acronyms import Acronym
from amin_portal.publishing.exports import Export
from amin_portal.publishing.partial_dates import PartialDate
from amin_portal.search.finding import Hit
from amin_portal.search.kinds import BY_NAME
from amin_portal.search.queries import parse
from amin_portal.search.snippets import marked, snippet
from amin_portal.search.synonyms import Synonyms
from documents.models import FilePage
from meetings.calendars import Offer
from plans.models import Adoption

from . import samples
from .specimens import Specimen, State


def dates() -> Specimen:
    written = ("2023-11-24", "2023-11", "2023")
    return Specimen(
        _("Date in a sentence"),
        "components/on_date.html",
        tuple(State(date, {"date": PartialDate.parse(date)}) for date in written),
        around="_in_paragraph.html",
    )


def places() -> Specimen:
    meetings = (samples.SECOND, samples.FIRST, samples.UNKNOWN)
    return Specimen(
        _("Place of a meeting"),
        "components/place.html",
        tuple(State(meeting.get_mode_display(), {"meeting": meeting}) for meeting in meetings),
        around="_in_paragraph.html",
    )


def adoption() -> Specimen:
    signed = Adoption("signed", samples.SECOND, PartialDate.parse("2023-11-24"))
    return Specimen(
        _("Adoption of a plan"),
        "components/adoption.html",
        (
            State(_("at a meeting"), {"adoption": samples.PLAN_II.adoption}),
            State(_("on a day"), {"adoption": signed}),
            State(_("in words alone"), {"adoption": samples.PHASE.adoption}),
            State(_("not known"), {"adoption": None}),
        ),
        around="_in_paragraph.html",
    )


def names() -> Specimen:
    return Specimen(
        _("Names as links"),
        "components/names.html",
        (State("", {"records": samples.BODIES}),),
        around="_in_paragraph.html",
    )


def documents() -> Specimen:
    return Specimen(
        _("List of documents"),
        "components/document_list.html",
        (State("", {"documents": [samples.DECLARATION, samples.STUDY]}),),
        parts=(".record-list",),
    )


def activities() -> Specimen:
    return Specimen(
        _("List of activities"),
        "components/activity_list.html",
        (
            State(_("without their plan"), {"activities": [samples.WORKSHOP, samples.PROJECT]}),
            State(_("with their plan"), {"activities": [samples.PROJECT], "with_plan": True}),
        ),
        parts=("components/activity_facts.html",),
    )


def hit(kind: str, record: Any, words: str, text: str = "") -> dict[str, Hit]:
    """What a search for `words` shows of a record whose text is `text`."""
    query = parse(words, Synonyms([]))
    searched = BY_NAME[kind]
    return {"hit": Hit(searched, record, marked(searched.title(record), query), snippet(text, query))}


def hits() -> Specimen:
    page = FilePage(file=samples.FILES["uploaded"], number=4)
    return Specimen(
        _("What a search found"),
        "components/hit.html",
        (
            State(_("a meeting"), hit("meetings", samples.SECOND, "sample", "A sample of a text.")),
            State(_("a part of a meeting"), hit("outcomes", samples.TASKED, "sample")),
            State(_("a part of a plan"), hit("activities", samples.WORKSHOP, "text", "A sample of a text.")),
            State(_("a page of a file"), hit("file-pages", page, "text", "A sample of a text.")),
        ),
        around="_in_list.html",
    )


def page_of(number: int, count: int = 120) -> dict:
    """What paging needs on one page of `count` records, 25 a page."""
    paginator = Paginator(range(count), 25)
    return {"paginator": paginator, "page_obj": paginator.page(number), "is_paginated": paginator.num_pages > 1}


def counts() -> Specimen:
    return Specimen(
        _("How many were found"),
        "components/count.html",
        (
            State(_("on one page"), page_of(1, count=3)),
            State(_("on several"), page_of(2)),
            State(_("none"), page_of(1, count=0)),
        ),
        around="_in_results.html",
    )


def exports() -> Specimen:
    ways = [Export("CSV", "list.csv", 12), Export("Excel", "list.xlsx", 12), Export(_("Atom feed"), "feed.atom")]
    return Specimen(
        _("Ways to take a list along"),
        "components/exports.html",
        (State(_("three"), {"exports": ways}), State(_("none: nothing is shown"), {"exports": []})),
        _("All pages of the list, with its filters, in its order."),
        parts=(".exports",),
    )


def plain_table() -> Specimen:
    return Specimen(
        _("Plain"),
        "styleguide/_table.html",
        note=_("Two or three short columns stay a table on a phone as well."),
        parts=("table",),
    )


def meeting_table() -> Specimen:
    years = [(2023, [samples.SECOND]), (2021, [samples.FIRST]), (None, [samples.UNKNOWN])]
    narrow = {"meetings": [samples.SECOND, samples.UNKNOWN], "without_host": True, "without_body": True}
    return Specimen(
        _("Table of meetings"),
        "components/meeting_table.html",
        (
            State(_("by years, one not known"), {"years": years, "caption": _("Sample meetings")}),
            State(_("without host and body"), narrow | {"caption": _("Sample meetings of one body")}),
        ),
        _("Years are landmarks. On a narrow screen each row becomes a block."),
        parts=("components/year_row.html", "meetings/_meeting_row.html", ".stacked", ".run-on"),
    )


def document_table() -> Specimen:
    years = [(2023, [samples.DECLARATION]), (None, [samples.STUDY])]
    return Specimen(
        _("Table of documents"),
        "documents/_document_table.html",
        (State("", {"years": years, "caption": _("Sample documents")}),),
        parts=("documents/_origin.html",),
    )


def rows(title: str | Promise, template: str, columns: list, records: list) -> Specimen:
    """Rows of a table that has no component of its own."""
    shown = {"columns": [_("Name"), *columns], "records": records, "caption": _("Samples")}
    return Specimen(title, template, (State("", shown),), around="_in_table.html")


def plan_rows() -> Specimen:
    return rows(_("Rows of plans"), "plans/_plan_row.html", [_("Kind"), _("Period"), _("Adoption")], samples.PLANS)


def body_rows() -> Specimen:
    columns = [_("Kind"), _("Reports to"), _("Receives reports from")]
    return rows(_("Rows of bodies"), "meetings/_body_row.html", columns, [*samples.BODIES, samples.FORMER])


def outcome_rows() -> Specimen:
    columns = [_("Kind"), _("Meeting"), _("Date"), _("Documents")]
    return rows(_("Rows of outcomes"), "meetings/_outcome_row.html", columns, [samples.ADOPTED, samples.TASKED])


def breadcrumbs() -> Specimen:
    return Specimen(
        _("Breadcrumbs"),
        "styleguide/_breadcrumbs.html",
        (State(_("a sample"), {"body": samples.MINISTERS, "meeting": samples.SECOND}),),
        parts=("base.html", ".breadcrumbs"),
    )


def pagination() -> Specimen:
    return Specimen(
        _("Pages of a list"),
        "components/pagination.html",
        (
            State(_("first"), page_of(1)),
            State(_("in the middle"), page_of(3)),
            State(_("last"), page_of(5)),
            State(_("one of many"), page_of(12, count=500)),
            State(_("a single page: nothing is shown"), page_of(1, count=3)),
        ),
    )


def calendar() -> Specimen:
    return Specimen(
        _("Meetings in a calendar"),
        "components/calendar_links.html",
        (
            State(_("all but some"), {"calendar": Offer("/meetings/calendar.ics", 12, left_out=3)}),
            State(_("a single one"), {"calendar": Offer("/meetings/sample.ics", 1, left_out=0)}),
            State(_("none whose day is known"), {"calendar": Offer("/meetings/sample.ics", 0, left_out=1)}),
        ),
        parts=(".calendar-links",),
    )


def acronyms() -> Specimen:
    ministers = samples.MINISTERS
    known = [
        Acronym(ministers.acronym, ministers.name, "body", ministers.slug, ministers.kind),
        Acronym("STA", "Sample term without a page"),
    ]
    return Specimen(
        _("Acronyms"),
        "components/acronyms.html",
        (State(_("folded"), {"acronyms": known}), State(_("none: nothing is shown"), {"acronyms": []})),
        _("At the end of every page, for those who cannot point at an acronym."),
    )
