"""What a document was at a meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.partial_dates import PartialDate, PartialDateField, PrecisionField
from meetings.models import AgendaItem, Meeting, Outcome

from .works import Document


class MeetingDocument(Publishable):
    """What a document was at a meeting: the single place of the fact "adopted at"."""

    address_needs = ("meeting",)
    belongs_to = ("meeting", "meeting__body", "document")
    wholes = ("meeting", "document")
    slug_scope = "meeting"
    same_whole = ("outcome", "agenda_item")

    class Role(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        ENDORSED = "endorsed", _("endorsed")
        SIGNED = "signed", _("signed")
        STATEMENT = "statement", _("issued")
        AGENDA = "agenda", _("agenda")
        MINUTES = "minutes", _("minutes")
        TABLED = "tabled", _("tabled")
        NOTED = "noted", _("noted")
        CONSIDERED = "considered", _("subject of an outcome")

    DECISIONS = (Role.ADOPTED, Role.ENDORSED, Role.SIGNED)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="meeting_papers")
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=Role,
        help_text=_("What it was at the meeting: AMCAP-IV was adopted at the 10th AMMin."),
    )
    date_precision = PrecisionField()
    date = PartialDateField(_("on"), help_text=_("The day it was adopted or issued, if known."))
    outcome = models.ForeignKey(
        Outcome,
        verbose_name=_("outcome"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="papers",
        help_text=_("The decision that names it."),
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        verbose_name=_("agenda item"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="papers",
        help_text=_("The item of the same meeting under which it was tabled."),
    )
    version_tabled = models.PositiveSmallIntegerField(
        _("version tabled"),
        null=True,
        blank=True,
        help_text=_("The version that lay before the meeting: 1; empty if unknown."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("The lower, the earlier."))

    class Meta(Publishable.Meta):
        verbose_name = _("paper of a meeting")
        verbose_name_plural = _("papers of meetings")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "slug"], name="documents_meetingdocument_slug"),
            models.UniqueConstraint(
                fields=["meeting", "document", "role"],
                condition=Q(outcome__isnull=True),
                name="documents_meetingdocument_once_without_outcome",
                violation_error_code="document",
                violation_error_message=_("The meeting already has this document in this role."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "document", "role", "outcome"],
                name="documents_meetingdocument_once",
                violation_error_code="document",
                violation_error_message=_("The meeting already has this document in this role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_role_display()}, {self.meeting}"

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#papers"

    def proposed_slug(self) -> str:
        return f"{self.document.slug}-{self.role}"

    @property
    def is_decision(self) -> bool:
        return self.role in self.DECISIONS

    @property
    def on(self) -> PartialDate | None:
        """The day of the act, or of the meeting where it lasted only one."""
        one_day = self.meeting.start if self.meeting.start == self.meeting.end else None
        return self.date or one_day
