"""Which records lead to which: every link of the thread, with the words for it in both directions.

A link runs from the earlier record to the later one: a meeting decides an outcome, the outcome names a document, the
document is the text of a plan, the plan has actions, they have activities, all of them are reported on to a meeting.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable, State
from amin_portal.publishing.partial_dates import YearOf
from documents.models import Document, MeetingDocument
from meetings.models import Body, Meeting, Outcome
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea


class Way(Enum):
    """Along a link: back to where something comes from, or forth to what became of it."""

    BACK = "back"
    FORTH = "forth"


class Beyond(Enum):
    """How one goes on behind a link: the same way, both ways (it is the same matter), or not at all (a mention)."""

    ON = "on"
    BOTH = "both"
    STOP = "stop"


@dataclass(frozen=True)
class Prefixes:
    """What stands before the name of a field of the earlier record, of the paper between, and of the later record."""

    earlier: str
    paper: str
    later: str


@dataclass(frozen=True, eq=False)
class Link:
    """One kind of link. Each stands once in LINKS and is like no other.

    `back` leads from the later record to the earlier one, `forth` the other way; where both pass a paper of a meeting,
    that is the first step of each. `step_forth` names the later record as seen from the earlier one ("Action"),
    `step_back` the earlier one as seen from the later ("Mandated by"). It stands only where the later record names
    nothing in the fields `instead` (an action stands below its plan where it has no strategic area), and `when` allows.
    """

    kind: str
    earlier: type[Publishable]
    later: type[Publishable]
    back: str
    forth: str
    step_forth: str | Promise
    step_back: str | Promise
    beyond: Beyond = Beyond.ON
    instead: tuple[str, ...] = ()
    when: Callable[[Prefixes], Q] = lambda prefixes: Q()

    def near(self, way: Way) -> type[Publishable]:
        """The kind of record from which one goes that way."""
        return self.later if way is Way.BACK else self.earlier

    def far(self, way: Way) -> type[Publishable]:
        """The kind of record to which one comes that way."""
        return self.earlier if way is Way.BACK else self.later

    def path(self, way: Way) -> str:
        """From the record from which one goes to the one to which one comes."""
        return self.back if way is Way.BACK else self.forth

    def path_to_near(self, way: Way) -> str:
        """From the record to which one comes to the one from which one goes."""
        return self.forth if way is Way.BACK else self.back

    def step(self, way: Way) -> str | Promise:
        """What the record is called to which one comes that way."""
        return self.step_back if way is Way.BACK else self.step_forth

    def foreign_key(self, way: Way) -> str:
        """The attribute by which the record from which one goes names the other one; empty if there is none."""
        if "__" in self.path(way):
            return ""
        field = self.near(way)._meta.get_field(self.path(way))
        return field.attname if field.concrete and not field.many_to_many else ""

    @property
    def is_into_plan(self) -> bool:
        """From a plan or a strategic area to what it consists of, or to activities of others that serve it too."""
        return self.earlier in (Plan, StrategicArea) and self.later in (StrategicArea, Action, Activity)

    @property
    def stands_in_later(self) -> bool:
        """The later record names the earlier one; else it is the other way round, or a paper names both."""
        return not self.has_paper and self.later._meta.get_field(self.back).concrete

    @property
    def has_paper(self) -> bool:
        return "papers__" in self.back

    def paper(self, way: Way) -> str:
        """The path to the paper between, from the record to which one comes."""
        return self.path_to_near(way).partition("__")[0]

    def rule(self, way: Way) -> Q:
        """Which of the records to which one comes it leads to, whatever it comes from."""
        near, paper = f"{self.path_to_near(way)}__", f"{self.paper(way)}__"
        prefixes = Prefixes(near, paper, "") if way is Way.FORTH else Prefixes("", paper, near)
        empty = Q(**{f"{prefixes.later}{field}__isnull": True for field in self.instead})
        return empty & self.when(prefixes)

    def stands(self, later: Publishable) -> bool:
        """As far as `instead` says so."""
        return all(getattr(later, f"{field}_id") is None for field in self.instead)


def in_role(*roles: str) -> Callable[[Prefixes], Q]:
    return lambda prefixes: Q(**{f"{prefixes.paper}role__in": roles})


def is_later_than_plan(prefixes: Prefixes) -> Q:
    """The outcome is of a year after the first of the plan: it takes the plan up again, and did not bring it about."""
    return Q(**{f"{prefixes.earlier}start_year__lt": YearOf(f"{prefixes.later}meeting__start")})


def is_before_plan(prefixes: Prefixes) -> Q:
    meeting, first = f"{prefixes.earlier}meeting__start", f"{prefixes.later}start_year"
    return Q(**{f"{first}__gte": YearOf(meeting)}) | Q(**{f"{first}__isnull": True}) | Q(**{f"{meeting}__isnull": True})


def is_older(document: str, meeting: str) -> Q:
    """The document, or where it has no date the plan that it holds, is of a year before that of the meeting."""
    year = YearOf(f"{meeting}start")
    by_itself = Q(**{f"{document}date__isnull": False, f"{meeting}start__year__gt": YearOf(f"{document}date")})
    return by_itself | Q(**{f"{document}date__isnull": True, f"{document}plan__start_year__lt": year})


def is_not_older(document: str, meeting: str) -> Q:
    """The opposite, also where one does not know."""
    year, plan = YearOf(f"{meeting}start"), f"{document}plan__start_year"
    by_itself = Q(**{f"{document}date__isnull": False, f"{meeting}start__year__lte": YearOf(f"{document}date")})
    by_plan = Q(**{f"{plan}__gte": year}) | Q(**{f"{plan}__isnull": True})
    return by_itself | Q(**{f"{document}date__isnull": True}) & by_plan | Q(**{f"{meeting}start__isnull": True})


def considers_again(prefixes: Prefixes) -> Q:
    """The outcome does not decide on the document, and is of a year after that of the document."""
    return in_role(*MENTIONS)(prefixes) & is_older(prefixes.earlier, f"{prefixes.later}meeting__")


def leads_to_document(prefixes: Prefixes) -> Q:
    """The outcome decides on the document, or is not of a year after that of the document."""
    return in_role(*DECIDES)(prefixes) | is_not_older(prefixes.later, f"{prefixes.earlier}meeting__")


def without_outcome(prefixes: Prefixes) -> Q:
    """The paper is of no outcome of the meeting, or of one that is not public."""
    outcome = f"{prefixes.paper}outcome"
    unpublished = [state for state in State if state != State.PUBLISHED]
    is_hidden = Q(**{f"{outcome}__state__in": unpublished}) | Q(**{f"{outcome}__publish_from__gt": Now()})
    return Q(**{f"{outcome}__isnull": True}) | is_hidden


DECIDES = (*MeetingDocument.DECISIONS, MeetingDocument.Role.STATEMENT)
MENTIONS = tuple(role for role in MeetingDocument.Role if role not in DECIDES)
BOTH, STOP = Beyond.BOTH, Beyond.STOP
ACTION, ACTIVITY, AREA, PLAN = _("Action"), _("Activity"), _("Strategic area"), _("Plan")
DOCUMENT, MEETING, OUTCOME, REPORT = _("Document"), _("Meeting"), _("Outcome"), _("Report")
FOLLOWED, FOLLOWS = _("Followed by"), _("Follows")
CONTINUED, CONTINUES = _("Continued by"), _("Continues")

LINKS = (
    # What meetings decide
    Link("outcome", Meeting, Outcome, "meeting", "outcomes", OUTCOME, MEETING),
    Link("followed_by", Outcome, Outcome, "follows", "followed_by", FOLLOWED, FOLLOWS, BOTH),
    Link(
        "document", Outcome, Document, "meeting_papers__outcome", "papers__document", DOCUMENT, OUTCOME,
        when=leads_to_document,
    ),
    Link(
        "considered_again", Document, Outcome, "papers__document", "meeting_papers__outcome",
        _("Considered again"), _("Concerns"), when=considers_again,
    ),
    Link(
        "paper", Meeting, Document, "meeting_papers__meeting", "papers__document", DOCUMENT, MEETING,
        when=without_outcome,
    ),
    Link("superseded_by", Document, Document, "supersedes", "superseded_by", _("Superseded by"), _("Supersedes"), STOP),
    Link("contains", Document, Document, "part_of", "contained", _("Contains"), _("Contained in"), STOP),
    # How plans come about
    Link("text_of", Document, Plan, "document", "plan", PLAN, _("Text")),
    Link("adopted_plan", Meeting, Plan, "adopted_at", "adopted_plans", PLAN, _("Adopted at")),
    Link("concerns", Outcome, Plan, "outcomes", "plans", PLAN, OUTCOME, when=is_before_plan),
    Link(
        "taken_up_again", Plan, Outcome, "plans", "outcomes", _("Taken up again"), _("Concerns"),
        when=is_later_than_plan,
    ),
    Link("part", Plan, Plan, "part_of", "parts", _("Part"), _("Part of"), STOP),
    Link("succeeded_by", Plan, Plan, "predecessor", "successors", FOLLOWED, FOLLOWS, STOP),
    Link("supports", Plan, Plan, "supported_by", "supports", _("Supports"), _("Supported by"), STOP),
    # What plans consist of
    Link("area", Plan, StrategicArea, "plan", "areas", AREA, PLAN),
    Link("action", StrategicArea, Action, "area", "actions", ACTION, AREA),
    Link("action", Plan, Action, "plan", "actions", ACTION, PLAN, instead=("area",)),
    Link("activity", Action, Activity, "action", "activities", ACTIVITY, ACTION),
    Link("activity", StrategicArea, Activity, "area", "activities", ACTIVITY, AREA, instead=("action",)),
    Link("activity", Plan, Activity, "plan", "activities", ACTIVITY, PLAN, instead=("action", "area")),
    Link("served_by", Plan, Activity, "also_serves", "served_by", _("Also served by"), _("Also serves"), STOP),
    Link("mandates", Outcome, Action, "mandate", "mandated_actions", ACTION, _("Mandated by"), BOTH),
    Link("continued_by", Action, Action, "continues", "continued_by", CONTINUED, CONTINUES, BOTH),
    Link("continued_by", Activity, Activity, "continues", "continued_by", CONTINUED, CONTINUES, BOTH),
    # What is done, and told of it
    Link("took_place_at", Activity, Meeting, "activities", "event", _("Took place at"), ACTIVITY),
    Link("came_out", Activity, Document, "activities", "documents", DOCUMENT, _("Came out of")),
    *(
        Link("reported", kind, ProgressReport, name, "reports", REPORT, _("Report on"))
        for kind, name in ((Plan, "plan"), (Action, "action"), (Activity, "activity"))
    ),
    Link("reported_to", ProgressReport, Meeting, "progress_reports", "meeting", _("Reported to"), REPORT),
    Link("evidence", ProgressReport, Document, "evidence_for", "evidence", _("Evidence"), _("Evidence for")),
    # Whose it is
    Link("meeting", Body, Meeting, "body", "meetings", MEETING, _("Body"), STOP),
    Link("tasks", Outcome, Body, "taskings", "tasked_bodies", _("Tasks"), _("Tasked by"), STOP),
    Link("leads", Body, StrategicArea, "lead_body", "led_areas", _("Leads"), _("Lead body"), STOP),
    Link("follows_action", Body, Action, "body", "actions", _("Responsible for"), _("Responsible body"), STOP),
)  # fmt: skip
