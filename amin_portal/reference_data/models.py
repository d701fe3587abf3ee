"""What the loader remembers of each record that it made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRecord(models.Model):
    """A record of the files and what became of it: its content and revision when the loader last wrote it.

    A record whose revision has grown since was edited by staff, and is theirs.
    """

    model = models.CharField(max_length=60)
    key = models.CharField(max_length=400)
    uid = models.UUIDField()
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("loaded record")
        verbose_name_plural = _("loaded records")
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="reference_data_loadedrecord_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
