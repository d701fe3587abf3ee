"""What the sector's pages point to: web sites and published statistics."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import WebAddressField
from amin_portal.publishing.models import Publishable, PublishableQuerySet
from amin_portal.publishing.paths import path_to
from meetings.models import Party

from .checks import AddressCheck


class RelatedLinkQuerySet(PublishableQuerySet):
    def with_checks(self) -> "RelatedLinkQuerySet":
        """Each with `last_checked_at` and `last_ok_at`, as the visits to its address found; null without a visit."""
        check = AddressCheck.objects.filter(url=OuterRef("url"))
        found = {name: Subquery(check.values(name)[:1]) for name in ("last_checked_at", "last_ok_at")}
        return self.annotate(**found)


class RelatedLink(Publishable):
    """A web site of the sector."""

    collection = "links"

    class Category(models.TextChoices):
        REGIONAL_COOPERATION = "regional_cooperation", _("regional cooperation")
        DATABASE = "database", _("databases")
        NATIONAL_AUTHORITY = "national_authority", _("national authorities")
        GEOLOGICAL_SURVEY = "geological_survey", _("geological surveys")
        INDUSTRY = "industry", _("industry")
        PARTNER = "partner", _("partners")

    title = models.CharField(_("title"), max_length=200)
    url = WebAddressField(
        _("address"),
        blank=True,
        max_length=500,
        help_text=_("Of the first page: https://www.dmr.go.th/. Without one, the link cannot be published."),
    )
    category = models.CharField(_("category"), max_length=30, choices=Category)
    country = models.ForeignKey(
        Party, verbose_name=_("country"), null=True, blank=True, on_delete=models.PROTECT, related_name="related_links"
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("What is to be found there, in a sentence: “National geological survey.”")
    )

    objects = RelatedLinkQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        ordering = ["category", "title", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="documents_relatedlink_slug"),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(url=""),
                name="documents_relatedlink_published_has_address",
                violation_error_code="url",
                violation_error_message=_("A link without an address cannot be published."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{path_to('links:list')}#{self.slug}"

    def get_preview_url(self) -> None:
        """Lists show nobody a draft."""


class KeyFigure(Publishable):
    """A published statistic, with its year and source."""

    collection = "figures"

    label = models.CharField(_("label"), max_length=200, help_text=_("What is counted: Minerals trade of ASEAN."))
    value = models.DecimalField(
        _("value"),
        max_digits=18,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("Empty if the source gives no number."),
    )
    unit = models.CharField(_("unit"), max_length=50, help_text=_("USD billion; percent."))
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Of the value, or of the report."))
    is_approximate = models.BooleanField(
        _("approximate"), default=False, help_text=_("For a source that says “about”.")
    )
    statement = models.TextField(
        _("in a sentence"), help_text=_("ASEAN traded minerals worth about 250 billion dollars in 2018.")
    )
    is_headline = models.BooleanField(_("on the home page"), default=False)

    class Meta(Publishable.Meta):
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["-year", "label", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="documents_keyfigure_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.year})"

    def get_absolute_url(self) -> str:
        return f"{path_to('figures:list')}#{self.slug}"

    def get_preview_url(self) -> None:
        """Lists show nobody a draft."""
