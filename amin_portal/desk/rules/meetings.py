"""What meetings and their outcomes can lack."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Trim
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models import MeetingDocument
from meetings.models import AgendaItem, Body, Meeting, Outcome

from .rule import InForm, NewRecord, Parts, rule

TIME_FOR_PAPERS = timedelta(days=60)
SOON = timedelta(days=60)
NEWEST = (F("start").desc(nulls_last=True), "-pk")
SHORTEST_SENTENCE = 12  # characters
PLACEHOLDER = r"^\s*(to be (added|announced|confirmed|completed|drafted)|text (follows|to follow)|lorem ipsum|xxx)"


def long_held(meetings: QuerySet) -> QuerySet:
    """Sessions of a series that were held so long ago that their papers could be there; workshops are none."""
    recently = timezone.localdate() - TIME_FOR_PAPERS
    sessions = meetings.filter(status=Meeting.Status.HELD, kind=Meeting.Kind.MEETING, ordinal__isnull=False)
    return sessions.exclude(start__gt=recently).exclude(end__gt=recently)


@rule(
    Meeting,
    title=_("Meetings soon, without an agenda"),
    why=_("Delegations prepare by the agenda, and the invitation goes out with it."),
    mend=InForm(_("Write the agenda"), "agenda_items-group"),
    said=_("The agenda of this meeting is not known."),
    said_in_place=True,
    beside="dates",
    first=("start", "pk"),
    with_drafts=True,
)
def meeting_soon_without_agenda(meetings: QuerySet, parts: Parts) -> QuerySet:
    """It begins within sixty days and has neither an agenda item nor an agenda among its papers."""
    today = timezone.localdate()
    agenda = parts(MeetingDocument).filter(meeting=OuterRef("pk"), role=MeetingDocument.Role.AGENDA)
    soon = meetings.upcoming(today).filter(start__lte=today + SOON)
    return soon.filter(~Exists(parts(AgendaItem).filter(meeting=OuterRef("pk"))), ~Exists(agenda))


@rule(
    Meeting,
    title=_("Ministerial meetings without a statement"),
    why=_("Ministers issue a joint statement at each meeting. It is what visitors look for first, and cite."),
    mend=NewRecord(_("Add the statement"), MeetingDocument, "meeting", {"role": MeetingDocument.Role.STATEMENT}),
    said=_("No joint press statement of this meeting is on record, though ministers issue one as a rule."),
    beside="dates",
    first=NEWEST,
)
def meeting_without_statement(meetings: QuerySet, parts: Parts) -> QuerySet:
    """Ministers met more than sixty days ago, and no statement is among the papers."""
    statement = parts(MeetingDocument).filter(meeting=OuterRef("pk"), role=MeetingDocument.Role.STATEMENT)
    return long_held(meetings).filter(~Exists(statement), body__kind=Body.Kind.MINISTERIAL)


@rule(
    Meeting,
    title=_("Held meetings without any outcome"),
    why=_("The thread from a decision to its action begins here. Minutes or the statement give the outcomes."),
    mend=NewRecord(_("Add an outcome"), Outcome, "meeting"),
    said=_("No outcome of this meeting is known."),
    said_in_place=True,
    beside="dates",
    first=NEWEST,
)
def meeting_without_outcome(meetings: QuerySet, parts: Parts) -> QuerySet:
    """A session of a series was held more than sixty days ago, and nothing that it decided is on record."""
    return long_held(meetings).filter(~Exists(parts(Outcome).filter(meeting=OuterRef("pk"))))


@rule(
    Outcome,
    title=_("Outcomes without their text"),
    why=_("An outcome is cited by its words: a placeholder would be quoted as if the ministers had said it."),
    mend=InForm(_("Write the text"), "id_text"),
    said=_("The wording of this outcome is not on record."),
    beside="meeting",
)
def outcome_without_text(outcomes: QuerySet, parts: Parts) -> QuerySet:
    """The field cannot be empty; what stands in it is a placeholder, or too short to be a decision."""
    written = outcomes.annotate(characters=Length(Trim("text")))
    return written.filter(Q(characters__lt=SHORTEST_SENTENCE) | Q(text__iregex=PLACEHOLDER))


@rule(
    Outcome,
    title=_("Outcomes past their date that are still open"),
    why=_("A meeting set the date. The next one will ask what came of it."),
    mend=InForm(_("Say what came of it"), "id_follow_up"),
    beside="due",
    first=("due", "pk"),
)
def outcome_overdue(outcomes: QuerySet, parts: Parts) -> QuerySet:
    """Its date is over, however vaguely it is known, and nobody has said that it was done or overtaken."""
    today = timezone.localdate()
    begun = outcomes.exclude(follow_up__in=(Outcome.FollowUp.DONE, Outcome.FollowUp.OVERTAKEN)).filter(due__lt=today)
    in_this_month = Q(due_precision="month", due=today.replace(day=1))
    in_this_year = Q(due_precision="year", due=today.replace(month=1, day=1))
    return begun.exclude(in_this_month | in_this_year)
