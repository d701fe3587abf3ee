"""The files that hold a document: one for each version and language, and the text on their pages."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import WebAddressField
from amin_portal.publishing.models import Publishable
from documents.storage import extension_of, picture_path, upload_path

from .works import LANGUAGE_TAG, Document


class DocumentFile(Publishable):
    """One language edition of one version: an uploaded file or an address elsewhere."""

    collection = "files"
    address_needs = ("document",)
    belongs_to = ("document",)
    wholes = ("document",)
    slug_scope = "document"

    class TextState(models.TextChoices):
        UNREAD = "unread", _("waiting to be read")
        READ = "read", _("read")
        PARTLY = "partly", _("read in part")
        NO_TEXT = "no_text", _("has no text")
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
    original_name = models.CharField(_("name when it was uploaded"), max_length=200, blank=True, editable=False)
    text_state = models.CharField(_("text"), max_length=10, choices=TextState, default=TextState.UNREAD, editable=False)
    text_note = models.CharField(_("what could not be read, and why"), max_length=300, blank=True, editable=False)
    read_at = models.DateTimeField(_("read on"), null=True, blank=True, editable=False)
    picture = models.FileField(
        _("picture of the first page"), upload_to=picture_path, blank=True, max_length=250, editable=False
    )
    picture_width = models.PositiveSmallIntegerField(_("width in pixels"), null=True, blank=True, editable=False)
    picture_height = models.PositiveSmallIntegerField(_("height in pixels"), null=True, blank=True, editable=False)

    class Meta(Publishable.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["document", "-version", "language", "pk"]
        indexes = [models.Index(fields=["sha256"]), models.Index(fields=["text_state"])]
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
