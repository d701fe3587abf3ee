"""The thread in words: two nested lists, where the record comes from and what became of it."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable
from documents.models import Document, MeetingDocument
from meetings.models import Meeting, Outcome
from plans.models import Action, Activity, Plan, ProgressReport

from .dates import date_of
from .graph import Graph
from .links import Way
from .walking import Edge, Key

NAME, WORDS = 60, 90  # characters of a report's subject and of its words, so that its date has room behind them
FOLDED = (Outcome, ProgressReport, Activity)  # the meeting stands in the line of these, not below it


@dataclass
class Step:
    """A line of the list: what it is to the line above, the record, and the lines below it."""

    name: str | Promise
    record: Publishable
    role: str = ""
    below: list["Step"] = field(default_factory=list)
    has_more: bool = False
    above: Publishable | None = None

    @property
    def words(self) -> str:
        """What the record is called here."""
        match self.record:
            case Document():
                return self.record.title
            case ProgressReport():
                subject = self.record.subject
                return report_in_words(self.record, None if subject == self.above else subject)
        return str(self.record)

    @property
    def when(self) -> str:
        """Its dates in words, where the words do not say them already; empty if unknown."""
        match self.record:
            case Meeting() | Activity():
                return self.record.dates
            case Plan():
                return self.record.period
            case Document() | Outcome():
                return str(self.record.date or "")
        return ""

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that decided it, heard it, or at which it took place."""
        if isinstance(self.record, Activity):
            return self.record.event
        return self.record.meeting if isinstance(self.record, FOLDED) else None

    @property
    def other_meeting(self) -> Meeting | None:
        """The same, unless the line names it already: it is above, or the activity and its event have one title."""
        meeting = self.meeting
        is_named = meeting and (meeting == self.above or meeting.title == str(self.record))
        return None if is_named else meeting


@dataclass(frozen=True)
class Thread:
    """Where a record comes from, what became of it, and what of both is not known."""

    graph: Graph
    before: list[Step]
    after: list[Step]
    missing_before: list[str | Promise]
    missing_after: list[str | Promise]

    @property
    def steps(self) -> Iterator[Step]:
        """Every line, each before those below it."""
        stack = [*reversed(self.before + self.after)]
        while stack:
            yield (step := stack.pop())
            stack.extend(reversed(step.below))


def tell(graph: Graph) -> Thread:
    """Put the graph into words: each record stands once, where it is reached by the fewest steps."""
    told, queue = {graph.key}, deque()
    lists = {way: lines(graph, graph.key, way, told, queue) for way in Way}
    while queue:
        step = queue.popleft()
        for way in Way:
            step.below += lines(graph, Key(type(step.record), step.record.pk), way, told, queue, above=step)
    return Thread(graph, lists[Way.BACK], lists[Way.FORTH], *missing(graph))


def report_in_words(report: ProgressReport, subject: Publishable | None) -> str:
    """What it says and of when; first of what, if a `subject` is given. Without a status, how it begins."""
    narrative = " ".join(report.narrative.split())
    quoted = _("“%(words)s”") % {"words": Truncator(narrative).chars(WORDS)} if narrative else _("without a status")
    said = {"said": report.get_status_display() or quoted, "date": report.as_of or _("an unknown date")}
    if subject:
        return _("%(subject)s: %(said)s, as of %(date)s") % (said | {"subject": Truncator(str(subject)).chars(NAME)})
    return _("%(said)s, as of %(date)s") % said


def lines(
    graph: Graph, key: Key, way: Way, told: set[Key], queue: deque[Step], above: Step | None = None
) -> list[Step]:
    """The lines below a record for what was followed that way and is not told yet; each line joins the queue."""
    found: list[Step] = []
    for branch, edges in graph.branches_of(key, way):
        new: dict[Key, list[Edge]] = defaultdict(list)
        for edge in edges:
            if edge.far(way) not in told and not is_folded(graph, edge, way, above):
                new[edge.far(way)].append(edge)
        told.update(new)
        steps = [
            Step(branch.link.step(way), graph.records[far], roles_in_words(some), above=graph.records[key])
            for far, some in new.items()
        ]
        steps.sort(key=in_time)
        found += steps
        if steps:
            steps[-1].has_more = branch.has_more
    queue.extend(found)
    return found


def is_folded(graph: Graph, edge: Edge, way: Way, above: Step | None) -> bool:
    """The meeting stands in the line above already."""
    return above is not None and above.meeting is not None and graph.records[edge.far(way)] == above.meeting


def in_time(step: Step) -> tuple[bool, str]:
    """The earliest first, and last what has no date."""
    date = date_of(step.record)
    return date is None, date.first.isoformat() if date else ""


def roles_in_words(edges: Iterable[Edge]) -> str:
    """ "adopted, signed", of the papers between two records: in the order of the roles, for the database has none."""
    roles = {edge.role for edge in edges}
    return ", ".join(str(role.label) for role in MeetingDocument.Role if role in roles)


def missing(graph: Graph) -> tuple[list[str | Promise], list[str | Promise]]:
    """What one would look for before and after a record of its kind, and is not on record."""
    before, after = ({branch.link.kind for branch, _edges in graph.branches_of(graph.key, way)} for way in Way)
    start = graph.start
    match start:
        case Document() if not before & {"document", "paper"} and "considered_again" not in after:
            return [_("No meeting on record dealt with this document.")], []
        case Plan():
            gaps = [] if start.adoption or "part" in after else [_("When and where it was adopted is not known.")]
            gaps += [] if "text_of" in before else [_("No document with its text is on record.")]
            return gaps, no_report(graph, after)
        case Outcome():
            unknown = (
                _("What had become of it by then is not on record.")
                if graph.until
                else _("What became of it is not on record.")
            )
            nothing = [] if after else [unknown]
            return [], nothing or ([] if "document" in after else [_("No document of this outcome is known.")])
        case Action() | Activity():
            return [], no_report(graph, after)
    return [], []


def no_report(graph: Graph, after: set[str]) -> list[str | Promise]:
    if "reported" in after:
        return []
    return [_("No report on it by then is on record.") if graph.until else _("No report on it is on record.")]
