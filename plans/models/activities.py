"""What was done under an action: the activities of a plan."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.partial_dates import PartialDateField, PrecisionField, not_before, refuse_reversed, span
from documents.models import Document
from meetings.models import Meeting, Party

from .items import Action, PlanItem, StrategicArea
from .plan import Plan


class Activity(PlanItem):
    """Something that was or will be done under a plan: a workshop, a study, a project."""

    collection = "activities"
    belongs_to = ("plan", "area", "action", "action__area")
    same_whole = ("area", "action")

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("workshop")
        TRAINING = "training", _("training")
        STUDY = "study", _("study")
        PROJECT = "project", _("project")
        FORUM = "forum", _("forum")
        AWARD = "award", _("award")
        OTHER = "other", _("other")

    class LinkBasis(models.TextChoices):
        STATED = "stated", _("a source ties it to the plan")
        INFERRED = "inferred", _("placed by date, partner and subject")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    area = models.ForeignKey(
        StrategicArea,
        verbose_name=_("strategic area"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="activities",
        help_text=_("Empty where it is not known; an action says it already."),
    )
    action = models.ForeignKey(
        Action,
        verbose_name=_("action"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="activities",
        help_text=_("The action of the same plan that it carries out."),
    )
    also_serves = models.ManyToManyField(
        Plan,
        verbose_name=_("also serves"),
        blank=True,
        related_name="served_by",
        help_text=_("Other plans: AMCAP-III Phase 2 for the workshop on an ASEAN Mining Vision."),
    )
    link_basis = models.CharField(
        _("basis of the link to the plan"),
        max_length=10,
        choices=LinkBasis,
        default=LinkBasis.STATED,
        help_text=_("Whether a source ties it to the plan, or we do."),
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    start_precision = PrecisionField()
    start = PartialDateField(_("start"))
    end_precision = PrecisionField()
    end = PartialDateField(_("end"))
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.ForeignKey(
        Party,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities_there",
    )
    is_online = models.BooleanField(_("online"), default=False, help_text=_("Wholly or mainly."))
    leads = models.ManyToManyField(
        Party, verbose_name=_("led by"), blank=True, related_name="led_activities", help_text=_("Who organised it.")
    )
    partners = models.ManyToManyField(
        Party,
        verbose_name=_("partners"),
        blank=True,
        related_name="partnered_activities",
        help_text=_("Who paid for it or worked on it: ASEAN-Korea Cooperation Fund."),
    )
    event = models.ForeignKey(
        Meeting,
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="activities",
        help_text=_("The meeting or workshop on record at which it took place."),
    )
    documents = models.ManyToManyField(
        Document,
        verbose_name=_("documents"),
        blank=True,
        related_name="activities",
        help_text=_("What came out of it: programme, study, report."),
    )
    continues = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continued_by",
        help_text=_("The earlier activity that goes on in it: the last workshop of a series."),
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("What was done, in our own words."))

    class Meta(PlanItem.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = [F("start").desc(nulls_last=True), F("end").desc(nulls_last=True), "title", "pk"]
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "slug"], name="plans_activity_slug"),
            models.CheckConstraint(
                condition=not_before("end", "start"),
                name="plans_activity_end_not_before_start",
                violation_error_code="end",
                violation_error_message=_("The end is before the start."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        refuse_reversed(self.start, self.end)
        if self.continues:
            message = _("An activity goes on from an earlier one; that one begins later.")
            refuse_reversed(self.continues.start, self.start, "continues", message)

    @property
    def dates(self) -> str:
        """The dates in words; empty if unknown."""
        return f"until {self.end}" if self.end and not self.start else span(self.start, self.end)
