"""Documents: the works, whatever their versions and languages."""

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.indexes import NullsLastIndex, PartsOfWordsIndex
from amin_portal.publishing.models import Publishable, PublishableQuerySet
from amin_portal.publishing.partial_dates import PartialDateField, PrecisionField
from amin_portal.publishing.paths import path_to
from meetings.models import Body, Party

if TYPE_CHECKING:
    from .files import DocumentFile

LANGUAGE_TAG = RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Write a language tag: en, vi, pt-TL."))


class DocumentQuerySet(PublishableQuerySet):
    def publications(self) -> "DocumentQuerySet":
        """Studies, technical papers, posters and the like: made to be read, not decided upon."""
        return self.filter(kind__in=Document.PUBLICATION_KINDS)


class Document(Publishable):
    """The work, whatever its versions and languages (Dublin Core; OParl: Paper)."""

    collection = "documents"

    class Kind(models.TextChoices):
        VISION = "vision", _("vision")
        DECLARATION = "declaration", _("declaration")
        MINISTERIAL_UNDERSTANDING = "ministerial_understanding", _("ministerial understanding")
        JOINT_PRESS_STATEMENT = "joint_press_statement", _("joint press statement")
        ACTION_PLAN = "action_plan", _("action plan")
        STRATEGY = "strategy", _("strategy")
        PARTNER_COOPERATION = "partner_cooperation", _("cooperation with partners")
        AGENDA = "agenda", _("agenda")
        MINUTES = "minutes", _("minutes")
        STUDY = "study", _("study")
        TECHNICAL_PAPER = "technical_paper", _("technical paper")
        PUBLICATION = "publication", _("publication")
        GUIDELINE = "guideline", _("guideline")
        POSTER = "poster", _("poster")
        REPORT = "report", _("report")
        PRESS_RELEASE = "press_release", _("press release")
        OTHER = "other", _("other")

    PUBLICATION_KINDS = (Kind.STUDY, Kind.TECHNICAL_PAPER, Kind.PUBLICATION, Kind.GUIDELINE, Kind.POSTER, Kind.REPORT)

    title = models.CharField(
        _("title"),
        max_length=300,
        help_text=_("As it stands on the document: ASEAN Minerals Cooperation Action Plan (AMCAP-IV): 2026-2030."),
    )
    short_title = models.CharField(
        _("short title"), max_length=100, blank=True, help_text=_("For lists and links: AMCAP-IV.")
    )
    number = models.CharField(
        _("official number"), max_length=50, blank=True, help_text=_("As printed on it; empty if it bears none.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    date_precision = PrecisionField()
    date = PartialDateField(_("date"), help_text=_("2023-11-23, 2023-11 or 2023; empty if unknown."))
    language = models.CharField(
        _("language of the original"),
        max_length=20,
        default="en",
        validators=[LANGUAGE_TAG],
        help_text=_("BCP 47: en, vi, pt-TL."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("What it says, in a few sentences of our own: “Fourth plan, covering 2026 to 2030.”"),
    )
    publishers = models.ManyToManyField(
        Party,
        verbose_name=_("publishers"),
        blank=True,
        related_name="published_documents",
        help_text=_("Who issued it: ASEAN."),
    )
    partners = models.ManyToManyField(
        Party,
        verbose_name=_("partners"),
        blank=True,
        related_name="documents",
        help_text=_("Who paid for it or worked on it: University of Queensland."),
    )
    bodies = models.ManyToManyField(
        Body,
        verbose_name=_("bodies"),
        blank=True,
        related_name="documents",
        help_text=_("Whose document it is: AMMin for a declaration of the ministers."),
    )
    is_key_document = models.BooleanField(
        _("key document"),
        default=False,
        help_text=_("One of the texts that visitors look for first; the latest six stand on the home page."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_("As its publisher states it: CC BY 4.0; empty if it states none."),
    )
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_index=False,  # in `indexes`
        related_name="superseded_by",
        help_text=_("The document whose place it takes."),
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("contained in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_index=False,  # in `indexes`
        related_name="contained",
        help_text=_("The document of which it is an annex or a chapter."),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = [models.F("date").desc(nulls_last=True), "title", "pk"]
        indexes = [
            models.Index(fields=["date"]),
            NullsLastIndex(  # with what the door asks, so that a deep page is found in the index alone
                models.F("date").desc(nulls_last=True),
                "title",
                "id",
                "state",
                "publish_from",
                name="documents_latest_first",
            ),  # fmt: skip
            # Of the few that have one: SQLite takes an index of a key that is mostly empty for useless.
            models.Index(
                fields=["supersedes"], name="documents_supersedes", condition=models.Q(supersedes__isnull=False)
            ),
            models.Index(fields=["part_of"], name="documents_part_of", condition=models.Q(part_of__isnull=False)),
            models.Index(fields=["title", "id"], name="documents_by_title"),
            models.Index(fields=["kind", "id"], name="documents_by_kind"),
            models.Index(fields=["updated_at", "id"], name="documents_by_change"),
            models.Index(fields=["language", "id"], name="documents_by_language"),
            models.Index(  # for lists of a kind and year, and with all by which documents are counted
                fields=["kind", "date", "is_key_document", "language", "state", "publish_from", "id"],
                name="documents_counted",
            ),
            PartsOfWordsIndex(fields=["title", "short_title", "number", "slug"], name="documents_parts_of_words"),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="documents_document_slug"),
        ]

    def __str__(self) -> str:
        return self.short_title or self.title

    def get_absolute_url(self) -> str:
        return path_to("documents:detail", self.slug)

    @property
    def versions(self) -> list[tuple[int, list["DocumentFile"]]]:
        """The files by version, the newest first; in each the language of the original first."""
        files = sorted(
            self.files.all(), key=lambda file: (-file.version, file.language != self.language, file.language)
        )
        return [(number, list(editions)) for number, editions in groupby(files, key=attrgetter("version"))]
