"""What was on the agenda of a meeting, and what came out of it."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.partial_dates import (
    PartialDate,
    PartialDateField,
    PrecisionField,
)
from amin_portal.publishing.paths import path_to

from .institution import Body
from .sessions import Meeting


class MeetingPart(Publishable):
    """What agenda items and outcomes share: one meeting, a place in its order, an address below it."""

    address_needs = ("meeting",)
    belongs_to = ("meeting", "meeting__body")
    wholes = ("meeting",)
    slug_scope = "meeting"

    number = models.CharField(
        _("number as printed"), max_length=20, blank=True, help_text=_("Empty if the source numbers nothing.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("0 puts it at the end."))

    class Meta(Publishable.Meta):
        abstract = True

    def proposed_slug(self) -> str:
        return slugify(self.number) or str(self.position or self._last_position() + 1)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.position = self.position or self._last_position() + 1
        super().save(*args, **kwargs)

    def _last_position(self) -> int:
        siblings = type(self)._base_manager.filter(meeting_id=self.meeting_id)
        return siblings.aggregate(last=models.Max("position"))["last"] or 0


class AgendaItem(MeetingPart):
    """One item of a meeting's agenda (OParl: AgendaItem)."""

    collection = "agenda-items"
    placed_here = ("outcomes", "papers")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("note"), blank=True, help_text=_("What the title does not say."))

    class Meta(MeetingPart.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            *MeetingPart.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "slug"], name="meetings_agendaitem_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#agenda-{self.slug}"


class Outcome(MeetingPart):
    """One decision of a meeting, with its own address and citation (OParl: Consultation)."""

    collection = "outcomes"
    same_whole = ("agenda_item",)
    placed_here = ("papers",)

    class Kind(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        ENDORSED = "endorsed", _("endorsed")
        APPROVED = "approved", _("approved")
        SIGNED = "signed", _("signed")
        LAUNCHED = "launched", _("launched")
        TASKED = "tasked", _("tasked")
        AGREED = "agreed", _("agreed")
        WELCOMED = "welcomed", _("welcomed")
        NOTED = "noted", _("noted")

    class FollowUp(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        OVERTAKEN = "overtaken", _("overtaken by events")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="outcomes")
    agenda_item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="outcomes",
        help_text=_("The item of the same meeting under which it was decided."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        help_text=_("By the verb of the source: adopted for “The Ministers adopted AMCAP-IV”."),
    )
    text = models.TextField(
        _("text"), help_text=_("One decision, whole in itself: “Fourth action plan, for 2026-2030”.")
    )
    due_precision = PrecisionField()
    due = PartialDateField(_("due"))
    follow_up = models.CharField(
        _("follow-up"),
        max_length=10,
        choices=FollowUp,
        blank=True,
        help_text=_("Empty where there is nothing to follow up."),
    )
    tasked_bodies = models.ManyToManyField(
        Body,
        verbose_name=_("tasked bodies"),
        blank=True,
        related_name="taskings",
        help_text=_("Who is to carry it out: ASOMM."),
    )
    follows = models.ForeignKey(
        "self",
        verbose_name=_("follows an earlier outcome"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="followed_by",
        help_text=_("What it takes further: the draft of a plan, for its adoption."),
    )

    class Meta(MeetingPart.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            *MeetingPart.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "slug"], name="meetings_outcome_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().capitalize()}: {self.text}"

    def get_absolute_url(self) -> str:
        return path_to("meetings:outcome", self.meeting.slug, self.slug)

    @property
    def date(self) -> PartialDate | None:
        return self.meeting.end or self.meeting.start
