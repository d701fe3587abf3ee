"""What was put off: "not now, because ..."."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = datetime.timedelta(days=366)


class SnoozeQuerySet(models.QuerySet):
    def in_force(self) -> "SnoozeQuerySet":
        return self.filter(until__gt=timezone.localdate())


class Snooze(models.Model):
    """An entry of the queue that waits, for everybody, until a day: which rule, which record, who said so and why.

    It names the record by its permanent identifier, so that it holds for any kind of record. An edit of the record does
    not end it: what was mended is not found by the rule any more, and what was not is no other than before.
    """

    rule = models.SlugField(_("rule"), max_length=60)
    record = models.UUIDField(_("record"))
    reason = models.CharField(
        _("not now, because"),
        max_length=300,
        help_text=_("For your colleagues: “The host has promised the statement for March.”"),
    )
    until = models.DateField(_("back on"), help_text=_("The day on which it comes back, at most a year from now."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("put off on"), auto_now_add=True)

    objects = SnoozeQuerySet.as_manager()

    class Meta:
        verbose_name = _("what was put off")
        verbose_name_plural = _("what was put off")
        ordering = ["until", "pk"]
        default_permissions = ()  # who may change the record may put it off
        constraints = [
            models.UniqueConstraint(fields=["record", "rule"], name="desk_snooze_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="desk_snooze_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason}"

    def clean(self) -> None:
        today = timezone.localdate()
        if self.until and not today < self.until <= today + LONGEST:
            raise ValidationError({"until": _("Choose a day after today, at most a year from now.")})
