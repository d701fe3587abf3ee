"""What is searched: one row for each record and each page of a file, and what they can be narrowed down by."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import LinesField
from amin_portal.publishing.models import History

from .words import forms


class SameNames(models.Model):
    """Names that mean the same; names of countries, organisations and bodies are known from their records."""

    names = LinesField(_("names"), help_text=_("One a line, two at least: Hanoi and Ha Noi."))

    history = History()

    class Meta:
        verbose_name = _("names that mean the same")
        verbose_name_plural = _("names that mean the same")
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(self.names)

    def clean(self) -> None:
        if len({forms(name) for name in self.names if forms(name)}) < 2:
            raise ValidationError({"names": _("Write at least two names that differ, one a line.")})


class Facets(models.Model):
    """What records can be narrowed down by; those that agree in all of it share a row, so that rows can be counted.

    `key` says it: kind, first and last year, bodies and countries by primary key, languages.
    """

    key = models.CharField(max_length=500, unique=True)

    class Meta:
        verbose_name = _("facets")
        verbose_name_plural = _("facets")

    def __str__(self) -> str:
        return self.key


class EntryQuerySet(models.QuerySet):
    def visible(self) -> "EntryQuerySet":
        """Those whose time has come; what is not published has no entry."""
        return self.filter(Q(visible_from__isnull=True) | Q(visible_from__lte=Now()))


class Entry(models.Model):
    """A record, or a page of a file, as the search knows it. Its words are kept by the engine under the same key."""

    collection = "search"

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    visible_from = models.DateTimeField(null=True)
    facets = models.ForeignKey(Facets, on_delete=models.PROTECT, related_name="entries")
    names = models.TextField(help_text="Each of its names between line ends, in the words of the search.")
    weight = models.FloatField(default=1)
    day = models.DateField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the search")
        verbose_name_plural = _("entries of the search")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
