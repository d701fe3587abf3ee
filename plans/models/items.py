"""What a plan is made of: strategic areas and actions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import LinesField
from amin_portal.publishing.models import Publishable
from amin_portal.publishing.paths import path_to
from meetings.models import Body, Outcome, Party

from .plan import Plan
from .years import refuse_impossible_years

PROGRESS = "progress"  # /plans/amcap-iv/progress/


class PlanItem(Publishable):
    """What areas, actions and activities share: one plan, one address below it, no stranger from another plan."""

    address_needs = ("plan",)
    wholes = ("plan",)
    slug_scope = "plan"

    class Meta(Publishable.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return path_to("plans:item", self.plan.slug, self.slug)

    def clean(self) -> None:
        super().clean()
        if self.slug == PROGRESS:
            raise ValidationError({"slug": _("The page of the plan’s progress has this address.")})

    @classmethod
    def kinds_beside(cls) -> tuple[type[Publishable], ...]:
        """Areas, actions and activities of a plan share one level of addresses."""
        return tuple(PlanItem.__subclasses__())

    def slugs_of_others(self, starting: str) -> set[str]:
        """The page of the plan’s progress has its address on the same level."""
        return super().slugs_of_others(starting) | {PROGRESS}


class StrategicArea(PlanItem):
    """One of the areas into which a plan is divided, in the order of listing."""

    collection = "areas"
    placed_here = ("actions", "activities")
    belongs_to = ("plan",)

    class NameBasis(models.TextChoices):
        OFFICIAL = "official", _("official")
        OFFICIAL_COMPLETED = "official_completed", _("official, a cut-off name completed")
        TRANSLATED = "translated", _("translated")
        WORKING_GROUP_TITLE = "working_group_title", _("title of the working group; the official name was not seen")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="areas")
    number = models.PositiveSmallIntegerField(_("number"), help_text=_("In the order of listing."))
    name = models.CharField(
        _("name"), max_length=250, help_text=_("As the plan has it: Trade and Investments in Minerals.")
    )
    name_basis = models.CharField(
        _("basis of the name"),
        max_length=20,
        choices=NameBasis,
        default=NameBasis.OFFICIAL,
        help_text=_("How sure the name is: translated where it was seen in another language only."),
    )
    objective = models.TextField(
        _("objective"), blank=True, help_text=_("What the area is to reach, in our own words.")
    )
    lead_body = models.ForeignKey(
        Body,
        verbose_name=_("lead body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_areas",
        help_text=_("WGSMD for Sustainable Minerals Development."),
    )

    class Meta(PlanItem.Meta):
        verbose_name = _("strategic area")
        verbose_name_plural = _("strategic areas")
        ordering = ["plan", "number"]
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "slug"], name="plans_strategicarea_slug"),
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plans_strategicarea_number",
                violation_error_code="number",
                violation_error_message=_("The plan already has an area with that number."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    def proposed_slug(self) -> str:
        return f"area-{self.number}"


class Action(PlanItem):
    """Something a plan undertakes; without an area when it crosses them or its area is not known."""

    collection = "actions"
    belongs_to = ("plan", "area")
    same_whole = ("area",)
    placed_here = ("activities",)

    class Basis(models.TextChoices):
        OFFICIAL = "official", _("line of the plan itself")
        REPORTED = "reported", _("deliverable that a source ties to the plan, not a line of the plan itself")
        TRANSLATED = "translated", _("line of the plan, seen in another language and translated")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    area = models.ForeignKey(
        StrategicArea,
        verbose_name=_("strategic area"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="actions",
        help_text=_("Empty where it crosses the areas or the area is not known."),
    )
    code = models.CharField(
        _("code"), max_length=20, blank=True, help_text=_("As numbered in the plan; empty if not known.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("The lower, the earlier."))
    title = models.CharField(_("title"), max_length=300, help_text=_("As the plan has it: Preparation of AMCAP-IV."))
    description = models.TextField(_("description"), blank=True)
    basis = models.CharField(
        _("basis"),
        max_length=10,
        choices=Basis,
        default=Basis.OFFICIAL,
        help_text=_("Where the wording comes from: the plan itself, or a source that speaks of it."),
    )
    is_cross_cutting = models.BooleanField(
        _("crosses the areas"),
        default=False,
        help_text=_("It serves more than one area: the ASEAN Minerals Trust Fund."),
    )
    leads = models.ManyToManyField(
        Party,
        verbose_name=_("led by"),
        blank=True,
        related_name="led_actions",
        help_text=_("The countries or organisations in the lead: Indonesia for the AMDIS."),
    )
    body = models.ForeignKey(
        Body,
        verbose_name=_("responsible body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
        help_text=_("The body that follows it: WGMID."),
    )
    mandate = models.ForeignKey(
        Outcome,
        verbose_name=_("mandated by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mandated_actions",
        help_text=_("The decision of a meeting that asked for it."),
    )
    start_year = models.PositiveSmallIntegerField(
        _("first year"), null=True, blank=True, help_text=_("2021; empty where the plan gives none.")
    )
    end_year = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, help_text=_("Included: 2025; empty where the plan gives none.")
    )
    measure = models.TextField(_("measure"), blank=True, help_text=_("By what one will tell that it is done."))
    target = models.TextField(_("target"), blank=True, help_text=_("How much of it, by when."))
    outputs = LinesField(_("outputs"), help_text=_("One a line."))
    continues = models.ForeignKey(
        "self",
        verbose_name=_("continues"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continued_by",
        help_text=_("The action of an earlier plan that goes on in it."),
    )

    class Meta(PlanItem.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["plan", F("area__number").asc(nulls_last=True), "position", "pk"]
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "slug"], name="plans_action_slug"),
            models.UniqueConstraint(fields=["plan", "code"], condition=~Q(code=""), name="plans_action_code"),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True) | Q(start_year__isnull=True) | Q(end_year__gte=F("start_year")),
                name="plans_action_end_not_before_start",
                violation_error_code="end_year",
                violation_error_message=_("The last year is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def clean(self) -> None:
        super().clean()
        refuse_impossible_years(self)
        before = self.continues and self.continues.plan.start_year
        if before and self.plan_id and self.plan.start_year and before > self.plan.start_year:
            message = _("An action goes on from one of the same plan or an earlier one; that plan begins in %(year)s.")
            raise ValidationError({"continues": message % {"year": before}})
