"""What each paragraph of a statement proposes, against what the record has of its meeting already."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from amin_portal.publishing.models import Publishable, State
from amin_portal.publishing.models.transitions import may_write
from amin_portal.publishing.partial_dates import PartialDate
from amin_portal.search.words import forms
from documents.models import Document, MeetingDocument
from meetings.models import AgendaItem, Body, Meeting, Outcome
from plans.models import Plan

from .dates import guess_due
from .names import Mention, Names
from .paragraphs import Paragraph, Statement
from .verbs import Guess, guess_kind

Role = MeetingDocument.Role
ROLES = {
    Outcome.Kind.ADOPTED: Role.ADOPTED,
    Outcome.Kind.ENDORSED: Role.ENDORSED,
    Outcome.Kind.SIGNED: Role.SIGNED,
    Outcome.Kind.NOTED: Role.NOTED,
}
ABOUT = re.compile(r"\b(?:of|on|for|to|under|from|in|with|regarding|concerning)\b", re.IGNORECASE)
"""Between the verb and a name: what was decided on is about what is named. "Adopted the review of AMCAP-IV"."""
TO_DO = (Outcome.Kind.TASKED, Outcome.Kind.AGREED)


@dataclass
class Proposal:
    """One paragraph and everything that was guessed of it. `same_text`, `same_number`: outcomes on record."""

    paragraph: Paragraph
    guess: Guess
    due: PartialDate | None
    agenda_item: AgendaItem | None
    mentions: list[Mention]
    same_text: Outcome | None = None
    same_number: Outcome | None = None
    earlier: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.documents, self.plans, self.bodies = (
            [mention.record for mention in self.mentions if isinstance(mention.record, model)]
            for model in (Document, Plan, Body)
        )

    @cached_property
    def object(self) -> list[Publishable]:
        """What the deciding verb is about: whatever is named first behind it, under the same name."""
        starts = [end for _start, end in self.guess.marks]
        behind = [mention for mention in self.mentions if starts and mention.start >= starts[0]]
        behind = [mention for mention in behind if not isinstance(mention.record, Body)]
        return [mention.record for mention in behind if mention.start == behind[0].start]

    @cached_property
    def tasked(self) -> list[Body]:
        """The bodies between the verb and what they are to do: "tasked the ASOMM and the WGSMD to"."""
        text, marks = self.paragraph.text, self.guess.marks
        if Outcome.Kind.TASKED not in self.guess.found:
            return []
        start = marks[-1][1] if len(marks) == 1 else min(end for begin, end in marks if _tasks(text[begin:end]))
        place = text.find(" to ", start)
        bodies = [one for one in self.mentions if isinstance(one.record, Body)]
        return [one.record for one in bodies if start <= one.start < (place if place > 0 else len(text))]

    def role_of(self, document: Document) -> str:
        """What it was at the meeting, as far as the verb tells; empty where it is only mentioned."""
        if self.guess.kind is None or document not in self.object:
            return ""
        place = next(mention.start for mention in self.mentions if mention.record == document)
        is_about = ABOUT.search(self.paragraph.text[self.guess.marks[0][1] : place])
        role = ROLES.get(self.guess.kind, Role.CONSIDERED)
        return Role.CONSIDERED if is_about and role in MeetingDocument.DECISIONS else role


@dataclass
class Reading:
    """A statement read for its meeting: one Proposal a paragraph, and the papers that the meeting has."""

    meeting: Meeting
    statement: Statement
    proposals: list[Proposal]
    agenda: list[AgendaItem]
    outcomes: list[Outcome]
    papers: list[MeetingDocument]
    viewer: Any

    def writable_plans(self, proposal: Proposal) -> list[Plan]:
        """A published plan that names a new outcome changes before the public: not everybody may have it do so."""
        return [plan for plan in proposal.plans if may_write(self.viewer, plan)]

    def roles_on_record(self, document: Document) -> list[str]:
        return [paper.role for paper in self.papers if paper.document_id == document.pk]


def read_for(meeting: Meeting, statement: Statement, viewer: Any, source: Document | None = None) -> Reading:
    """Eight queries at most, however many paragraphs there are."""
    names = Names.of_the_record(viewer)
    agenda = [*meeting.agenda_items.exclude(state=State.WITHDRAWN)]
    outcomes = [*meeting.outcomes.exclude(state=State.WITHDRAWN)]
    by_text = {plain(outcome.text): outcome for outcome in outcomes}
    by_number = {outcome.number: outcome for outcome in outcomes if outcome.number}
    strangers = {meeting.body, source}
    proposals = []
    for paragraph in statement.paragraphs:
        year = meeting.start.year if meeting.start else None
        guess = guess_kind(paragraph.text)
        due = guess_due(paragraph.text, year) if {*guess.found} & {*TO_DO} else guess_due(paragraph.text)
        mentions = [one for one in names.mentions(paragraph.text) if one.record not in strangers]
        proposal = Proposal(paragraph, guess, due, _item_of(paragraph, agenda), mentions)
        proposal.same_text = by_text.get(plain(paragraph.text))
        proposal.same_number = by_number.get(paragraph.number)
        proposals.append(proposal)
    _find_earlier(meeting, proposals)
    papers = [*meeting.papers.exclude(state=State.WITHDRAWN)]
    return Reading(meeting, statement, proposals, agenda, outcomes, papers, viewer)


def plain(text: str) -> str:
    """Two texts are the same that differ in spaces and capitals only."""
    return " ".join(text.split()).casefold()


def _tasks(words: str) -> bool:
    return guess_kind(words).kind == Outcome.Kind.TASKED


def _item_of(paragraph: Paragraph, agenda: Iterable[AgendaItem]) -> AgendaItem | None:
    heading = forms(paragraph.heading)
    fitting = [item for item in agenda if heading and forms(item.title) in (heading, heading[1:])]
    return fitting[0] if len(fitting) == 1 else None


def _find_earlier(meeting: Meeting, proposals: list[Proposal]) -> None:
    """Outcomes of other meetings about the documents and plans that a paragraph names, the latest first."""
    documents = {document.pk for proposal in proposals for document in proposal.documents}
    plans = {plan.pk for proposal in proposals for plan in proposal.plans}
    about = Q(papers__document__in=documents) | Q(plans__in=plans)
    found = Outcome.objects.filter(about).exclude(meeting=meeting).exclude(state=State.WITHDRAWN).distinct()
    found = found.select_related("meeting__body").prefetch_related("papers", "plans").order_by("-meeting__start", "pk")
    for outcome in found if documents or plans else ():
        subjects = {*(paper.document_id for paper in outcome.papers.all())}, {plan.pk for plan in outcome.plans.all()}
        for proposal in proposals:
            named = {one.pk for one in proposal.documents}, {one.pk for one in proposal.plans}
            if any(one & other for one, other in zip(subjects, named, strict=True)):
                proposal.earlier.append(outcome)
