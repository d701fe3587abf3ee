"""What was reported about a plan or an item of it."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.partial_dates import PartialDate, PartialDateField, PrecisionField
from documents.models import Document
from meetings.models import Meeting

from .activities import Activity
from .items import Action
from .known import ReportQuerySet
from .plan import Plan

MOST_CHARACTERS = 5_000  # of a narrative, which stands on a page among others
OVER_100 = _("The percentage is over 100.")
WITHOUT_GROUNDS = _("A status is published with its evidence, or with the reason why there is none.")


def refuse_future(as_of: PartialDate | None) -> None:
    """Raise ValidationError where all of a date is still to come, by the portal's own day."""
    if as_of and as_of.first > timezone.localdate():
        raise ValidationError(
            _("%(date)s is still to come: a report says how it stood on a day that has been."), params={"date": as_of}
        )


def too_long() -> str:
    """What is wrong with a narrative beyond MOST_CHARACTERS."""
    return _("A report has up to %(most)s characters. Name the document that says more as evidence.") % {
        "most": f"{MOST_CHARACTERS:,}"
    }


class ProgressReport(Publishable):
    """What was reported about one plan, action or activity, as of a date, to a meeting, with evidence or a reason."""

    collection = "reports"
    address_needs = ("plan", "action", "action__plan", "activity", "activity__plan")
    belongs_to = (
        "plan",
        "action",
        "action__plan",
        "action__area",
        "activity",
        "activity__plan",
        "activity__area",
        "activity__action",
        "activity__action__area",
    )
    wholes = ("plan", "action", "activity")

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("planned, not started")
        ONGOING = "ongoing", _("under way")
        ON_TRACK = "on_track", _("on track")
        DELAYED = "delayed", _("delayed")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", _("cancelled")
        CARRIED_OVER = "carried_over", _("carried over")

    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    action = models.ForeignKey(
        Action, verbose_name=_("action"), null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    as_of_precision = PrecisionField()
    as_of = PartialDateField(
        _("as of"), help_text=_("The day for which it holds, as far as it is known: 2025-10-02, 2024-11 or 2024.")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status, blank=True, help_text=_("Empty if the source gives none.")
    )
    percent = models.PositiveSmallIntegerField(
        _("percent"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
        help_text=_("From 0 to 100, only where a source gives it."),
    )
    completed = models.PositiveSmallIntegerField(
        _("completed"), null=True, blank=True, help_text=_("How many are done: 9 of 10 actions.")
    )
    total = models.PositiveSmallIntegerField(
        _("of"), null=True, blank=True, help_text=_("How many there are: 10 actions.")
    )
    narrative = models.TextField(
        _("narrative"),
        blank=True,
        help_text=_("What was reported: “The draft vision, for the coming 20 years, was presented at the 24th ASOMM.”"),
    )
    meeting = models.ForeignKey(
        Meeting,
        verbose_name=_("reported to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="progress_reports",
        help_text=_("The meeting that heard it."),
    )
    evidence = models.ManyToManyField(
        Document,
        verbose_name=_("evidence"),
        blank=True,
        related_name="evidence_for",
        help_text=_("The documents that bear it out."),
    )
    reason_without_evidence = models.TextField(
        _("reason why there is no evidence"),
        blank=True,
        help_text=_("Why none of them can be shown: “Reported orally.”"),
    )

    objects = ReportQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = [F("as_of").desc(nulls_last=True), "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="plans_progressreport_slug"),
            models.CheckConstraint(
                condition=(
                    Q(plan__isnull=False, action__isnull=True, activity__isnull=True)
                    | Q(plan__isnull=True, action__isnull=False, activity__isnull=True)
                    | Q(plan__isnull=True, action__isnull=True, activity__isnull=False)
                ),
                name="plans_progressreport_one_subject",
                violation_error_code="plan",
                violation_error_message=_("A report is about exactly one plan, action or activity."),
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100),
                name="plans_progressreport_percent_up_to_100",
                violation_error_code="percent",
                violation_error_message=OVER_100,
            ),
            models.CheckConstraint(
                condition=Q(completed__isnull=True, total__isnull=True)
                | Q(completed__isnull=False, total__isnull=False, completed__lte=F("total")),
                name="plans_progressreport_completed_within_total",
                violation_error_code="completed",
                violation_error_message=_("Give both counts or none; no more can be completed than there are."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.as_of or _('date not known')}"

    def get_absolute_url(self) -> str:
        return f"{self.subject.get_absolute_url()}#report-{self.slug}"

    def clean(self) -> None:
        super().clean()
        try:
            refuse_future(self.as_of)
        except ValidationError as error:
            raise ValidationError({"as_of": error}) from error
        if len(self.narrative) > MOST_CHARACTERS:
            raise ValidationError({"narrative": too_long()})

    def proposed_slug(self) -> str:
        if self.subject is None:
            return str(self.uid)
        date = self.as_of.isoformat() if self.as_of else "undated"
        of_plan = "" if self.plan else f"{self.subject.plan.slug}-"
        return f"{of_plan}{self.subject.slug[:60]}-{date}"

    @property
    def subject(self) -> Plan | Action | Activity | None:
        """What the report is about; None only while it is being written."""
        return self.plan or self.action or self.activity

    @property
    def unready(self) -> str:
        """Staff publish no status without evidence or a reason; what is on record already stays as it is."""
        if not self.status or self.reason_without_evidence.strip():
            return ""
        return "" if self.pk and self.evidence.exists() else str(WITHOUT_GROUNDS)
