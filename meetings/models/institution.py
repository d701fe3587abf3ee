"""Who takes part, and in which bodies."""

from typing import TYPE_CHECKING, Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import LinesField
from amin_portal.publishing.models import Part, Publishable, PublishableQuerySet
from amin_portal.publishing.partial_dates import PartialDateField, PrecisionField, not_before, refuse_reversed
from amin_portal.publishing.paths import path_to
from amin_portal.publishing.slugs import slug_from
from meetings.expected import Expected, expected_next

if TYPE_CHECKING:
    from .sessions import Meeting


class Body(Publishable):
    """A ministerial, senior officials or working group body (OParl: Organization)."""

    collection = "bodies"

    class Kind(models.TextChoices):
        MINISTERIAL = "ministerial", _("ministerial meeting")
        SENIOR_OFFICIALS = "senior_officials", _("senior officials meeting")
        PLUS_THREE = "plus_three", _("senior officials with the Plus Three")
        JOINT_WORKING_GROUP = "joint_working_group", _("joint working group")
        WORKING_GROUP = "working_group", _("working group")

    acronym = models.CharField(_("acronym"), max_length=20, help_text=_("As ASEAN writes it: AMMin."))
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("reports to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text=_("The body above it: AMMin for ASOMM."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("succeeded by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
        help_text=_("The body that took over its work."),
    )
    mandate = models.TextField(_("mandate"), blank=True, help_text=_("What it is there for, in our own words."))
    strategic_area = models.CharField(
        _("strategic area"), max_length=200, blank=True, help_text=_("In the wording of AMCAP-III Phase 1.")
    )
    periodicity = models.CharField(
        _("how often it meets"), max_length=100, blank=True, help_text=_("In words: biennial.")
    )
    periodicity_months = models.PositiveSmallIntegerField(
        _("months between meetings"), null=True, blank=True, help_text=_("24 for biennial.")
    )
    established_precision = PrecisionField()
    established = PartialDateField(_("established"))
    concluded_precision = PrecisionField()
    concluded = PartialDateField(_("concluded"))
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0, help_text=_("The lower, the earlier."))

    class Meta(Publishable.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["position", "acronym", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="meetings_body_slug"),
            models.CheckConstraint(
                condition=not_before("concluded", "established"),
                name="meetings_body_concluded_after_established",
                violation_error_code="concluded",
                violation_error_message=_("A body cannot be concluded before it was established."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})"

    def get_absolute_url(self) -> str:
        return path_to("bodies:detail", self.slug)

    def clean(self) -> None:
        super().clean()
        message = _("A body cannot be concluded before it was established.")
        refuse_reversed(self.established, self.concluded, "concluded", message)

    def neighbour(self, which: str) -> "Meeting | None":
        """The public meeting of the series that is `next`, or the `latest` that was held."""
        series = self.meetings.model.objects.public().filter(body=self, ordinal__isnull=False)
        if which == "next":
            return series.upcoming(timezone.localdate()).first()
        return series.filter(status="held").order_by("-ordinal").first()

    @property
    def expected_next(self) -> Expected | None:
        """When the next meeting is to be expected, from the fetched `meetings`; None where nothing can be said."""
        return expected_next(self, self.meetings.all())

    def proposed_slug(self) -> str:
        return slug_from(self.acronym, fallback=str(self.uid)[:8])


class PartyQuerySet(PublishableQuerySet):
    def member_states(self) -> "PartyQuerySet":
        return self.filter(kind=Party.Kind.MEMBER_STATE)

    def partners(self) -> "PartyQuerySet":
        return self.exclude(kind=Party.Kind.MEMBER_STATE)


class Party(Publishable):
    """A country or organisation that takes part (Popolo: Organization)."""

    collection = "parties"

    class Kind(models.TextChoices):
        MEMBER_STATE = "member_state", _("ASEAN Member State")
        DIALOGUE_PARTNER = "dialogue_partner", _("dialogue partner")
        INTERNATIONAL_ORGANISATION = "international_organisation", _("international organisation")
        INDUSTRY_BODY = "industry_body", _("industry body")
        IMPLEMENTING_AGENCY = "implementing_agency", _("implementing agency")
        FUND = "fund", _("fund or programme")
        RESEARCH = "research", _("research institution")
        NAMED = "named", _("organisation named in the record")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    name = models.CharField(_("name as ASEAN writes it"), max_length=200, help_text=_("Viet Nam, Lao PDR."))
    acronym = models.CharField(
        _("acronym"), max_length=20, blank=True, help_text=_("ROK, REPSF; empty where nobody uses one.")
    )
    country_code = models.CharField(
        _("country code"),
        max_length=2,
        blank=True,
        help_text=_("ISO 3166-1 alpha-2, countries only: VN."),
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters."))],
    )
    member_from_precision = PrecisionField()
    member_from = PartialDateField(_("member of ASEAN from"))
    capital = models.CharField(_("capital"), max_length=100, blank=True)
    ministry = models.CharField(_("ministry in charge of minerals"), max_length=200, blank=True)
    geological_survey = models.CharField(_("geological survey"), max_length=200, blank=True)
    other_institutions = LinesField(_("other institutions"), help_text=_("One a line."))
    cooperation = models.TextField(
        _("cooperation in minerals"), blank=True, help_text=_("What it does with ASEAN in minerals, in our own words.")
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What else is to be known: “Coordinates the WGMID and hosts the AMDIS.”")
    )
    bodies = models.ManyToManyField(
        "Body",
        verbose_name=_("takes part in"),
        blank=True,
        related_name="partners",
        help_text=_("As a partner: ASOMM+3 for Japan."),
    )
    aliases = LinesField(_("other spellings"), help_text=_("One a line: Vietnam for Viet Nam."))

    objects = PartyQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("country or organisation")
        verbose_name_plural = _("countries and organisations")
        ordering = ["name", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="meetings_party_slug"),
            models.UniqueConstraint(
                fields=["country_code"], condition=~Q(country_code=""), name="meetings_party_one_per_country"
            ),
            models.CheckConstraint(
                condition=~Q(kind="member_state") | ~Q(country_code=""),
                name="meetings_party_member_state_has_code",
                violation_error_code="country_code",
                violation_error_message=_("A Member State needs its country code."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("countries:detail" if self.is_member_state else "partners:detail", self.slug)

    @property
    def hosted(self) -> list["Meeting"]:
        """The meetings and events that it hosted and that were held, from the fetched `hosted_meetings`."""
        return [meeting for meeting in self.hosted_meetings.all() if meeting.status == "held"]

    @property
    def hosted_ministerial_meetings(self) -> list["Meeting"]:
        """Of those that it `hosted`; their bodies are fetched."""
        return [meeting for meeting in self.hosted if meeting.body.kind == Body.Kind.MINISTERIAL]

    @property
    def hosted_others(self) -> list["Meeting"]:
        return [meeting for meeting in self.hosted if meeting.body.kind != Body.Kind.MINISTERIAL]

    @property
    def is_member_state(self) -> bool:
        return self.kind == self.Kind.MEMBER_STATE


class FormerName(Part):
    """A name that a body had before, or that a source gives it."""

    wholes = ("body",)

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=200)
    used_from = models.PositiveSmallIntegerField(
        _("from year"), null=True, blank=True, help_text=_("The first year in which it was in use; empty if unknown.")
    )
    used_until = models.PositiveSmallIntegerField(
        _("until year"), null=True, blank=True, help_text=_("The last year in which it was in use; empty if unknown.")
    )

    class Meta:
        verbose_name = _("former or variant name")
        verbose_name_plural = _("former and variant names")
        ordering = ["used_from", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self._touch_wholes()
