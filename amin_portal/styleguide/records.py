"""The sections of which the pages of records are made."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from amin_portal.desk.rules import file_without_text, meeting_without_statement
from amin_portal.publishing.citations import Citation
from amin_portal.publishing.citations.styles import apa, chicago
from amin_portal.publishing.models import Publishable
from amin_portal.thread.drawing import draw
from amin_portal.thread.graph import Graph
from amin_portal.thread.telling import Step, Thread
from documents.citing import document_citation
from meetings.citing import outcome_citation
from meetings.expected import Expected
from meetings.hierarchy import hierarchy
from meetings.models import Meeting

from . import samples
from .specimens import Specimen, State


def fact() -> Specimen:
    return Specimen(
        _("A fact"),
        "components/fact.html",
        (
            State(_("known"), {"term": _("Venue"), "value": "Sample Hall"}),
            State(_("empty: nothing is shown"), {"term": _("Venue"), "value": ""}),
        ),
        around="_in_facts.html",
    )


def facts() -> Specimen:
    return Specimen(
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
    )


def source() -> Specimen:
    return Specimen(
        _("One source"),
        "components/source.html",
        (
            State(_("with an address"), {"source": samples.SOURCES[0]}),
            State(_("on paper only"), {"source": samples.SOURCES[1]}),
        ),
        around="_in_sources.html",
    )


def sources() -> Specimen:
    return Specimen(
        _("Sources"),
        "components/sources.html",
        (
            State(_("a section"), {"sources": samples.SOURCES, "heading": True}),
            State(_("a section without any"), {"sources": [], "heading": True}),
            State(_("folded"), {"sources": samples.SOURCES, "heading": False}),
        ),
        around="_in_side.html",
    )


def known_gaps() -> Specimen:
    return Specimen(
        _("Known gaps"),
        "components/known_gaps.html",
        (
            State(_("two"), {"gaps": [meeting_without_statement, file_without_text]}),
            State(_("none: nothing is shown"), {"gaps": []}),
        ),
        _("What the page does not say already at its place."),
        around="_in_side.html",
        parts=(".known-gaps",),
    )


def citation() -> Specimen:
    return Specimen(
        _("Citation"),
        "components/citation.html",
        (
            State(_("a meeting"), {"record": samples.SECOND, "issued": samples.SECOND.dates}),
            State(_("a part of a meeting"), {"record": samples.ADOPTED}),
        ),
    )


def cite() -> Specimen:
    document = document_citation(samples.DECLARATION, "https://example.org/d/sample-declaration")
    outcome = outcome_citation(samples.ADOPTED, "https://example.org/o/second/2")
    files = [("RIS", "sample.ris"), ("BibTeX", "sample.bib"), ("CSL-JSON", "sample.csl.json")]
    ways = [{"name": name, "address": address} for name, address in files]

    def cited(citation: Citation) -> dict:
        told = {"citation": citation, "apa": apa(citation), "chicago": chicago(citation), "citation_files": ways}
        return {"cited": told}

    return Specimen(
        _("Citation in two styles, with files"),
        "components/cite.html",
        (State(_("a document"), cited(document)), State(_("an outcome"), cited(outcome))),
        parts=(".cite",),
    )


def record_foot() -> Specimen:
    return Specimen(
        _("Foot of a record"),
        "components/record_foot.html",
        (
            State(_("with the citation"), {"record": samples.SECOND}),
            State(_("where the page cites the record already"), {"record": samples.DECLARATION, "cited": True}),
        ),
        _("On paper it ends with the address and the day of printing."),
        around="_in_side.html",
        parts=(".print-only",),
    )


def thread() -> Specimen:
    meeting = {"meeting": samples.SECOND, "previous": samples.FIRST, "next": samples.FOURTH, "gap_after": True}
    decided = Step(_("Outcome"), samples.ADOPTED)
    plan = Step(_("Plan"), samples.PLAN_II, below=[Step(_("Text"), samples.DECLARATION, "adopted", [decided])])
    report = Step(_("Report"), samples.BY_REPORT[0], has_more=True)
    return Specimen(
        _("Thread"),
        "thread/thread.html",
        (
            State(_("of an action"), told(samples.ACTIONS[0], [plan], [report])),
            State(_("of which little is known"), told(samples.STUDY, missing=[_("No meeting dealt with it.")])),
            State(_("where a meeting stands"), meeting, "meetings/_series.html"),
            State(_("where a body stands"), {"body": samples.OFFICIALS}, "meetings/_body_place.html"),
        ),
        _("What led here, what came of it, and where you are."),
        around="_in_main.html",
        parts=(".thread", "thread/_list.html", "thread/_step.html", "thread/_picture.html", ".thread-picture"),
    )


def told(start: Publishable, before: Sequence[Step] = (), after: Sequence[Step] = (), missing: Sequence = ()) -> dict:
    """What the template of the thread needs."""
    thread = Thread(Graph(start, {}, {}, is_cut=bool(before)), [*before], [*after], [*missing], [])
    return {"thread": thread, "record": start, "picture": draw(thread)}


def files() -> Specimen:
    return Specimen(
        _("Files of a document"),
        "documents/_files.html",
        (
            State(_("uploaded, elsewhere, an unofficial translation"), {"document": samples.DECLARATION}),
            State(_("none known"), {"document": samples.STUDY}),
        ),
        around="_in_main.html",
        parts=(".files", ".file-link"),
    )


def meeting() -> Specimen:
    known = {"meeting": samples.SECOND, "papers": [samples.PAPER, samples.TABLED]}
    parts = ("meeting_outcomes", "outcome", "outcome_papers", "meeting_agenda", "meeting_papers", "paper")
    return Specimen(
        _("Outcomes, agenda and papers of a meeting"),
        "styleguide/_meeting.html",
        (State(_("known"), known), State(_("not known"), {"meeting": samples.UNKNOWN, "papers": []})),
        around="_in_main.html",
        parts=(*(f"meetings/_{part}.html" for part in parts), ".outcomes", ".agenda"),
    )


def home_meetings() -> Specimen:
    def cards(last: Meeting | None, upcoming: Meeting | None = None, expected: Expected | None = None) -> dict:
        return {"last_meeting": last, "next_meeting": upcoming, "expected": expected}

    return Specimen(
        _("The last meeting and the next"),
        "_home_meetings.html",
        (
            State(_("both on record"), cards(samples.SECOND, samples.FOURTH)),
            State(_("the next one expected"), cards(samples.SECOND, expected=samples.EXPECTED)),
            State(_("the next one overdue"), cards(samples.FIRST, expected=samples.OVERDUE)),
            State(_("neither"), cards(None)),
        ),
        _("On the home page. A card for what holds now has an edge of copper."),
        parts=("components/expected.html", "meetings/_when_and_where.html", ".cards", ".card", ".card-now", ".decided"),
    )


def bodies() -> Specimen:
    return Specimen(
        _("Bodies, and who reports to whom"),
        "components/hierarchy.html",
        (State("", {"bodies": hierarchy(samples.BODIES)}),),
        around="_in_hierarchy.html",
    )
