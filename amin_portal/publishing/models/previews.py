"""Links by which somebody without an account sees one record before the public does."""

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .record import Publishable

SIGNER = signing.Signer(salt="preview-link")  # without the time: the address of a link stays the same


class PreviewLinkQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those that still lead somewhere."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def of(self, record: "Publishable") -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(type(record)), object_id=record.pk)

    def signed(self, token: str) -> "PreviewLink | None":
        """The link whose token this is, be it over or not; None for a token that we did not sign."""
        try:
            key = SIGNER.unsign_object(token)
        except signing.BadSignature:
            return None
        return self.filter(key=key).first()


class PreviewLink(models.Model):
    """Shows a record, with its parts and what it belongs to, to whoever holds the token, until a moment."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.BigIntegerField()
    reader = models.CharField(
        _("for whom"), max_length=200, help_text=_("A person or an office: Department of Geology and Mines, Vientiane.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="publishing_preview_of")]

    def __str__(self) -> str:
        return f"{self.reader}, {self.expires_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("preview", args=[SIGNER.sign_object(str(self.key))])

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def record(self) -> "Publishable | None":
        return self.content_type.model_class()._base_manager.filter(pk=self.object_id).first()

    @staticmethod
    def end_of(days: int) -> datetime:
        return timezone.now() + timedelta(days=days)


class Guest:
    """Whoever came by a preview link.

    Sees the record, its parts, the documents that these place at a meeting, and what all of them belong to.
    """

    def __init__(self, record: "Publishable") -> None:
        self._keys: dict[type[models.Model], set[int]] = {}
        self._with_parts: set[Publishable] = set()
        self._show(record)

    def sees(self, model: type[models.Model]) -> Q:
        return Q(pk__in=self._keys.get(model, ()))

    def _show(self, record: "Publishable") -> None:
        if record in self._with_parts:
            return
        self._with_parts.add(record)
        self._show_alone(record)
        for part in record.own_parts():
            self._show(part)
            for name in part.wholes:
                if (whole := getattr(part, name)) is not None:
                    self._show(whole)

    def _show_alone(self, record: "Publishable") -> None:
        """Without its parts, and with what it belongs to."""
        keys = self._keys.setdefault(type(record), set())
        if record.pk not in keys:
            keys.add(record.pk)
            for name in {path.partition("__")[0] for path in record.belongs_to}:
                if (above := getattr(record, name)) is not None:
                    self._show_alone(above)
