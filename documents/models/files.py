"""The files that hold a document: one for each version and language, and the text on their pages."""

import uuid
from functools import partial
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import WebAddressField
from amin_portal.publishing.models import Publishable, State
from amin_portal.publishing.paths import path_to
from documents.intake import SHOWN, Examined, Refused, clean_name, examine
from documents.storage import extension_of, picture_path, upload_path

from .works import LANGUAGE_TAG, Document


class DocumentFile(Publishable):
    """One language edition of one version: an uploaded file or an address elsewhere.

    What visitors may have fetched stays what it was: another upload for it is saved as a row of its own, as the draft
    of the next version. What nobody may know of is replaced in place.
    """

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
    version = models.PositiveSmallIntegerField(
        _("version"),
        default=1,
        help_text=_("1 for the first; a changed text is the next version, a translation is not."),
    )
    language = models.CharField(
        _("language"), max_length=20, default="en", validators=[LANGUAGE_TAG], help_text=_("BCP 47: en, vi, pt-TL.")
    )
    is_official = models.BooleanField(
        _("official text"), default=True, help_text=_("Unticked for an unofficial translation.")
    )
    file = models.FileField(
        _("file"),
        upload_to=upload_path,
        blank=True,
        max_length=250,
        help_text=_("PDF, Office files, pictures, plain text; its bytes say what it is."),
    )
    url = WebAddressField(
        _("address elsewhere"),
        blank=True,
        max_length=500,
        help_text=_("Where the file is kept elsewhere: https://asean.org/…; then without an upload."),
    )
    media_type = models.CharField(
        _("media type"), max_length=100, blank=True, help_text=_("application/pdf; found out by itself for an upload.")
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False)
    pages = models.PositiveIntegerField(
        _("pages"), null=True, blank=True, help_text=_("Counted by itself for an upload where it can be.")
    )
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
        return path_to("documents:file", self.document.slug, self.version, self.language, self.extension)

    def get_version_url(self) -> str:
        return path_to("documents:version", self.document.slug, self.version)

    def get_picture_url(self) -> str:
        return path_to("documents:picture", self.document.slug, self.version, self.language)

    def proposed_slug(self) -> str:
        return f"v{self.version}-{self.language.lower()}"

    def get_preview_url(self) -> str:
        return self.document.get_preview_url()

    @property
    def extension(self) -> str:
        """pdf, docx ... of an uploaded file; html for an address elsewhere."""
        return extension_of(self.file.name) if self.file else "html"

    @property
    def is_shown(self) -> bool:
        """Browsers open it where it is, instead of keeping a copy."""
        return self.media_type in SHOWN

    # How it is kept

    def clean(self) -> None:
        primary, dash, rest = self.language.partition("-")
        self.language = primary.lower() + dash + rest
        stored = self._stored()
        try:
            examined = self._new_bytes(stored)
        except Refused as refused:
            self.slug = self.slug or self.proposed_slug()  # else the missing slug would be named beside it
            raise ValidationError({"file": refused.messages}) from refused
        super().clean()
        if not (examined and self._may_be_fetched(stored)):
            self._refuse_another_answer(stored)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what was uploaded with what its bytes say of it.

        Raises Refused where they are not taken, ValidationError where the public would get another answer.
        """
        stored = self._stored()
        if examined := self._new_bytes(stored):
            kwargs.pop("update_fields", None)
            self._describe(examined)
        if examined and self._may_be_fetched(stored):
            self._begin_anew(stored)
        elif stored:
            self._refuse_another_answer(stored)
            self._let_go_of(stored)
        super().save(*args, **kwargs)

    def _stored(self) -> Self | None:
        return type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None

    def _new_bytes(self, stored: Self | None) -> Examined | None:
        """What was uploaded, if it is not what is stored already; a form asks more than once, it is read once."""
        if not self.file or self.file._committed:
            return None
        if not hasattr(self.file, "examined"):
            self.file.examined = examine(self.file)
        if stored and stored.file and stored.sha256 == self.file.examined.sha256:
            self.file = stored.file
            return None
        return self.file.examined

    def _may_be_fetched(self, stored: Self | None) -> bool:
        return stored is not None and stored.may_be_known

    def _refuse_impossible_state(self, stored: Self | None) -> None:
        """Another upload is a row of its own, which begins as a draft."""
        if not (self._new_bytes(stored) and self._may_be_fetched(stored)):
            super()._refuse_impossible_state(stored)

    def _describe(self, examined: Examined) -> None:
        self.original_name = clean_name(self.file.name)
        self.file.name = f"upload.{examined.extension}"
        self.media_type, self.size, self.sha256 = examined.media_type, examined.size, examined.sha256

    def _begin_anew(self, stored: Self) -> None:
        """Become a row of its own; what was typed as its version or language holds for it."""
        if (self.version, self.language) == (stored.version, stored.language):
            editions = stored.document.files.filter(language=self.language)
            self.version = editions.aggregate(last=Max("version"))["last"] + 1
        self.pk, self._state.adding = None, True
        self.uid, self.slug, self.revision, self.was_published = uuid.uuid4(), "", 1, False
        self.life = (State.DRAFT, None, "", None)
        self._forget_reading(stored)

    def _refuse_another_answer(self, stored: Self | None) -> None:
        if not self._may_be_fetched(stored):
            return
        message = _("This was published and stays as it is. Upload the other file as a new version.")
        for name in ("version", "language", "document_id", *(["file"] if stored.file else [])):
            if getattr(self, name) != getattr(stored, name):
                raise ValidationError({name.removesuffix("_id"): message})

    def _let_go_of(self, stored: Self) -> None:
        """Of bytes that were replaced, nothing stays: no copy, no text, no picture."""
        if not stored.file or stored.file == self.file:
            self.media_type = stored.media_type if stored.file else self.media_type
            return
        if not self.file:
            self.media_type, self.size, self.sha256, self.original_name = "", None, "", ""
        self._forget_reading(stored)
        self.text_pages.all().delete()
        remove_bytes(stored)

    def _forget_reading(self, stored: Self) -> None:
        for name in ("text_state", "text_note", "read_at", "picture", "picture_width", "picture_height"):
            setattr(self, name, self._meta.get_field(name).get_default())
        if self.pages == stored.pages:
            self.pages = None


@receiver(post_delete, sender=DocumentFile)
def remove_bytes_of_deleted(sender: Any, instance: DocumentFile, **kwargs: Any) -> None:
    remove_bytes(instance)


def remove_bytes(file: DocumentFile) -> None:
    """Take upload and picture out of storage, once nothing can be undone any more."""
    for kept in (file.file, file.picture):
        if kept:
            transaction.on_commit(partial(kept.storage.delete, kept.name))


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
