"""A plan and how it came into force."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import LinesField, SourcesField
from amin_portal.publishing.models import Publishable, PublishableQuerySet
from amin_portal.publishing.partial_dates import PartialDate, PartialDateField, PrecisionField
from amin_portal.publishing.paths import path_to
from documents.models import Document, MeetingDocument
from meetings.models import Meeting, Outcome, Party

from .years import refuse_impossible_years

COMPARE = "compare"  # /plans/compare/


@dataclass(frozen=True)
class Adoption:
    """How a plan came into force: the act ("adopted"), the meeting if one is on record, the date if known."""

    act: str
    meeting: Meeting | None = None
    on: PartialDate | None = None


class PlanQuerySet(PublishableQuerySet):
    def in_force(self, year: int) -> "PlanQuerySet":
        """Plans whose period covers the year; an open end goes on."""
        return self.filter(Q(end_year__gte=year) | Q(end_year__isnull=True), start_year__lte=year)


class Plan(Publishable):
    """An action plan, work plan, vision or strategy (IATI: the programme above its activities)."""

    collection = "plans"

    class Kind(models.TextChoices):
        ACTION_PLAN = "action_plan", _("action plan")
        WORK_PLAN = "work_plan", _("work plan")
        VISION = "vision", _("vision")
        STRATEGY = "strategy", _("strategy")

    class VisionBasis(models.TextChoices):
        OFFICIAL = "official", _("as quoted by ASEAN")
        REPORTED = "reported", _("as reported by the press")

    code = models.CharField(_("code"), max_length=50, blank=True, help_text=_("AMCAP-III Phase 2"))
    title = models.CharField(_("title"), max_length=250)
    theme = models.CharField(
        _("theme"),
        max_length=250,
        blank=True,
        help_text=_("Its motto: Dynamic Mineral Sector Initiative for Prosperous ASEAN."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    start_year = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, help_text=_("2026 for AMCAP-IV.")
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Included: 2030 for AMCAP-IV; empty for an open end.")
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text=_("The plan of which it is a phase: AMCAP-III for AMCAP-III Phase 2."),
    )
    phase = models.PositiveSmallIntegerField(
        _("phase"), null=True, blank=True, help_text=_("2 for AMCAP-III Phase 2; empty for a plan that is none.")
    )
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("follows"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
        help_text=_("The plan before it: AMCAP-III Phase 2 for AMCAP-IV."),
    )
    supports = models.ManyToManyField(
        "self",
        verbose_name=_("supports"),
        blank=True,
        symmetrical=False,
        related_name="supported_by",
        help_text=_("Other plans that it helps to carry out: AMCAP-III for the ASEAN-IGF work plan 2019-2021."),
    )
    document = models.OneToOneField(
        Document,
        verbose_name=_("text"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan",
        help_text=_("The document that holds the plan; its papers say where it was adopted."),
    )
    outcomes = models.ManyToManyField(
        Outcome,
        verbose_name=_("outcomes that concern it"),
        blank=True,
        related_name="plans",
        help_text=_("Decisions about it, from the first draft to the last report."),
    )
    adopted_at = models.ForeignKey(
        Meeting,
        verbose_name=_("adopted at"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adopted_plans",
        help_text=_("Only for a plan whose text is not among the documents: otherwise the meeting’s papers say it."),
    )
    adopted_on_precision = PrecisionField()
    adopted_on = PartialDateField(_("adopted on"), help_text=_("Only where no meeting on record adopted it."))
    adoption_note = models.CharField(
        _("adoption in words"), max_length=200, blank=True, help_text=_("adopted by the ASEAN Summit")
    )
    drafting_lead = models.ForeignKey(
        Party,
        verbose_name=_("drafting led by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="drafted_plans",
        help_text=_("Malaysia for AMCAP-III."),
    )
    vision = models.TextField(
        _("vision"), blank=True, help_text=_("Word for word as ASEAN or, failing that, the press gives it.")
    )
    vision_basis = models.CharField(_("basis of the vision"), max_length=10, choices=VisionBasis, blank=True)
    summary = models.TextField(_("summary"), blank=True, help_text=_("What it sets out to do, in our own words."))
    reported_areas = models.PositiveSmallIntegerField(
        _("strategic areas, as reported"),
        null=True,
        blank=True,
        help_text=_("As a source counts them, however many are on record here."),
    )
    reported_actions = models.PositiveSmallIntegerField(
        _("actions, as reported"), null=True, blank=True, help_text=_("As a source counts them: 19 for AMCAP-I.")
    )
    reported_actions_completed = models.PositiveSmallIntegerField(
        _("actions completed, as reported"),
        null=True,
        blank=True,
        help_text=_("As a source counts them: 9 of 10 for the ASOMM+3 Work Plan 2016-2020."),
    )
    reported_activities = models.PositiveSmallIntegerField(
        _("activities, as reported"),
        null=True,
        blank=True,
        help_text=_("As a source counts them: 34 for the ASOMM+3 Work Plan 2016-2020."),
    )
    reported_sources = SourcesField(_("sources of these counts"))
    notes = LinesField(
        _("notes"), help_text=_("What is not known, where sources disagree, what was decided. One note a line.")
    )

    objects = PlanQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = [F("start_year").asc(nulls_last=True), F("end_year").desc(nulls_last=True), "title", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="plans_plan_slug"),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True) | Q(start_year__isnull=True) | Q(end_year__gte=F("start_year")),
                name="plans_plan_end_not_before_start",
                violation_error_code="end_year",
                violation_error_message=_("The last year is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(reported_actions_completed__isnull=True)
                | Q(reported_actions_completed__lte=F("reported_actions")),
                name="plans_plan_completed_within_actions",
                violation_error_code="reported_actions_completed",
                violation_error_message=_("More actions are completed than there are."),
            ),
        ]

    def __str__(self) -> str:
        return self.code or self.title

    def get_absolute_url(self) -> str:
        return path_to("plans:detail", self.slug)

    def slugs_of_others(self, starting: str) -> set[str]:
        """What is the address of another page is no plan's."""
        return super().slugs_of_others(starting) | {COMPARE}

    def clean(self) -> None:
        if self.slug == COMPARE:
            raise ValidationError({"slug": _("The page that puts plans beside each other has this address.")})
        super().clean()
        refuse_impossible_years(self)
        if (
            self.adopted_at_id
            and self.document_id
            and self.document.meeting_papers.filter(role__in=MeetingDocument.DECISIONS).exists()
        ):
            raise ValidationError(
                {"adopted_at": _("The papers of a meeting already say where this plan’s text was adopted.")}
            )

    @property
    def adoption(self) -> Adoption | None:
        """From the papers of the meeting that decided on the plan's text; else as the plan itself records it."""
        papers = self.document.meeting_papers.all() if self.document else ()
        for paper in papers:
            if paper.is_decision and paper.meeting:
                return Adoption(paper.get_role_display(), paper.meeting, paper.on)
        if self.adopted_at or self.adopted_on or self.adoption_note:
            return Adoption(self.adoption_note or _("adopted"), self.adopted_at, self.adopted_on)
        return None

    @property
    def period(self) -> str:
        """ "2016-2025" with an en dash, or what is known of it."""
        if self.start_year and self.end_year:
            return f"{self.start_year}\u2013{self.end_year}"
        if self.start_year or self.end_year:
            return f"from {self.start_year}" if self.start_year else f"until {self.end_year}"
        return ""
