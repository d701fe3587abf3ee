"""Documents and the files that hold them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import WebAddressField
from amin_portal.publishing.models import Publishable, PublishableQuerySet
from amin_portal.publishing.partial_dates import PartialDateField, PrecisionField
from documents.storage import extension_of, upload_path
from meetings.models import Body, Party

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

    title = models.CharField(_("title"), max_length=300)
    short_title = models.CharField(_("short title"), max_length=100, blank=True)
    number = models.CharField(_("official number"), max_length=50, blank=True)
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
    summary = models.TextField(_("summary"), blank=True)
    publishers = models.ManyToManyField(
        Party, verbose_name=_("publishers"), blank=True, related_name="published_documents"
    )
    partners = models.ManyToManyField(Party, verbose_name=_("partners"), blank=True, related_name="documents")
    bodies = models.ManyToManyField(Body, verbose_name=_("bodies"), blank=True, related_name="documents")
    is_key_document = models.BooleanField(_("key document"), default=False)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="superseded_by",
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("contained in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contained",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = [models.F("date").desc(nulls_last=True), "title", "pk"]
        indexes = [models.Index(fields=["date"])]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="documents_document_slug"),
        ]

    def __str__(self) -> str:
        return self.short_title or self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.slug])


class DocumentFile(Publishable):
    """One language edition of one version: an uploaded file or an address elsewhere."""

    collection = "files"
    address_needs = ("document",)
    belongs_to = ("document",)
    wholes = ("document",)
    slug_scope = "document"

    class TextState(models.TextChoices):
        UNREAD = "unread", _("not read yet")
        READ = "read", _("read")
        UNREADABLE = "unreadable", _("cannot be read")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="files")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    language = models.CharField(
        _("language"), max_length=20, default="en", validators=[LANGUAGE_TAG], help_text=_("BCP 47: en, vi, pt-TL.")
    )
    is_official = models.BooleanField(
        _("official text"), default=True, help_text=_("Unticked for an unofficial translation.")
    )
    file = models.FileField(_("file"), upload_to=upload_path, blank=True, max_length=250)
    url = WebAddressField(_("address elsewhere"), blank=True, max_length=500)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    text_state = models.CharField(_("text"), max_length=10, choices=TextState, default=TextState.UNREAD, editable=False)

    class Meta(Publishable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["document", "-version", "language", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["document", "slug"], name="documents_documentfile_slug"),
            models.UniqueConstraint(
                fields=["document", "version", "language"], name="documents_documentfile_one_per_version_and_language"
            ),
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="documents_documentfile_file_or_address",
                violation_error_code="url",
                violation_error_message=_("Give either a file or an address elsewhere, not both."),
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="documents_documentfile_version_from_one",
                violation_error_code="version",
                violation_error_message=_("Versions begin with 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, version {self.version}, {self.language}"

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.document.slug, self.version, self.language, self.extension])

    def proposed_slug(self) -> str:
        return f"v{self.version}-{self.language.lower()}"

    def clean(self) -> None:
        super().clean()
        primary, dash, rest = self.language.partition("-")
        self.language = primary.lower() + dash + rest

    def get_preview_url(self) -> str:
        return self.document.get_preview_url()

    @property
    def extension(self) -> str:
        """pdf, docx ... of an uploaded file; html for an address elsewhere."""
        return extension_of(self.file.name) if self.file else "html"


class FilePage(models.Model):
    """The text of one page of a file, so that a search can open it there."""

    file = models.ForeignKey(DocumentFile, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField(_("page"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("page of a file")
        verbose_name_plural = _("pages of files")
        ordering = ["file", "number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="documents_filepage_once")]

    def __str__(self) -> str:
        return f"{self.file}, page {self.number}"
