"""What plans, actions and activities can lack."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models import DocumentFile, MeetingDocument
from meetings.models import Body, Party
from plans.models import Action, Activity, Plan, ProgressReport

from .rule import InForm, NewRecord, Parts, rule

YEAR = timedelta(days=365)
OVER = (ProgressReport.Status.COMPLETED, ProgressReport.Status.CANCELLED, ProgressReport.Status.CARRIED_OVER)
LATEST = (F("start_year").desc(nulls_last=True), "-pk")


def adopted(plans: QuerySet, parts: Parts) -> QuerySet:
    """Plans that came into force; one that consists of phases is adopted phase by phase."""
    decision = parts(MeetingDocument).filter(document=OuterRef("document"), role__in=MeetingDocument.DECISIONS)
    itself = Q(adopted_at__isnull=False) | Q(adopted_on__isnull=False) | ~Q(adoption_note="")
    return plans.filter(itself | Exists(decision)).filter(~Exists(parts(Plan).filter(part_of=OuterRef("pk"))))


@rule(
    Plan,
    title=_("Adopted plans whose text is not among the documents"),
    why=_("What was adopted is known by its words. Where the text is not public, the document says so."),
    mend=InForm(_("Name the document"), "id_document"),
    said=_("No document with its text is on record."),
    said_in_place=True,
    beside="period",
    first=LATEST,
)
def plan_without_document(plans: QuerySet, parts: Parts) -> QuerySet:
    return adopted(plans, parts).filter(document__isnull=True)


@rule(
    Plan,
    title=_("Adopted plans without a file"),
    why=_("Its actions can be checked only against the adopted text."),
    mend=NewRecord(_("Add the file"), DocumentFile, "document", key="document_id"),
    said=_("The text of this plan is known by its title only: no file of it is on record."),
    beside="period",
    first=LATEST,
)
def plan_without_file(plans: QuerySet, parts: Parts) -> QuerySet:
    """The document with its text has no file."""
    files = parts(DocumentFile).filter(document=OuterRef("document"))
    return adopted(plans, parts).filter(~Exists(files), document__isnull=False)


@rule(
    Action,
    title=_("Actions without a lead"),
    why=_("Somebody has to report on it, and visitors want to know whom to ask."),
    mend=InForm(_("Name who leads it"), "id_leads"),
    said=_("Who leads this action is not known."),
    said_in_place=True,
    beside="plan",
    first=(F("plan__start_year").desc(nulls_last=True), "plan", "position", "pk"),
)
def action_without_lead(actions: QuerySet, parts: Parts) -> QuerySet:
    """No country or organisation leads it, and no body answers for it."""
    leads, bodies = parts(Party).filter(led_actions=OuterRef("pk")), parts(Body).filter(actions=OuterRef("pk"))
    return actions.filter(~Exists(leads), ~Exists(bodies))


def owing_a_report(activities: QuerySet, parts: Parts) -> QuerySet:
    """Begun more than a year ago under a plan that is in force, or ended last year, and not reported to be over."""
    today = timezone.localdate()
    long_ago = Q(start__lte=today - YEAR) | Q(start__isnull=True, plan__start_year__lt=today.year)
    in_force = Q(plan__end_year__gte=today.year - 1) | Q(plan__end_year__isnull=True)
    over = parts(ProgressReport).filter(activity=OuterRef("pk"), status__in=OVER)
    return activities.filter(long_ago, in_force).filter(~Exists(over))


def reports(parts: Parts) -> QuerySet:
    return parts(ProgressReport).filter(activity=OuterRef("pk"))


@rule(
    Activity,
    title=_("Activities on which nothing was ever reported"),
    why=_("A plan that ends is judged by what came of it. Ask who led the activity while they still know."),
    mend=NewRecord(_("Add a report"), ProgressReport, "activity"),
    said=_("No report on this activity is known."),
    said_in_place=True,
    beside="dates",
    first=(F("start").desc(nulls_last=True), "-pk"),
)
def activity_without_report(activities: QuerySet, parts: Parts) -> QuerySet:
    return owing_a_report(activities, parts).filter(~Exists(reports(parts)))


@rule(
    Activity,
    title=_("Activities without a report for a year"),
    why=_("The last word on it is older than a year: it may be done, or have stopped."),
    mend=NewRecord(_("Add a report"), ProgressReport, "activity"),
    said=_("No report of the last twelve months on this activity is on record."),
    beside="dates",
    first=(F("start").desc(nulls_last=True), "-pk"),
)
def activity_with_old_report(activities: QuerySet, parts: Parts) -> QuerySet:
    recent = reports(parts).filter(as_of__gte=timezone.localdate() - YEAR)
    return owing_a_report(activities, parts).filter(Exists(reports(parts)), ~Exists(recent))
