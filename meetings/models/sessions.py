"""When a body met, and where."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable, PublishableQuerySet
from amin_portal.publishing.partial_dates import (
    PartialDate,
    PartialDateField,
    Precision,
    PrecisionField,
    not_before,
    on_or_after,
    refuse_reversed,
    span,
)
from amin_portal.publishing.paths import path_to
from meetings.ordinals import ordinal_word

from .institution import Body, Party


class MeetingQuerySet(PublishableQuerySet):
    def upcoming(self, day: datetime.date) -> "MeetingQuerySet":
        """Neither held nor cancelled, and beginning on `day` or later as far as known; the nearest first."""
        over = (Meeting.Status.HELD, Meeting.Status.CANCELLED)
        return self.exclude(status__in=over).filter(on_or_after("start", PartialDate(day))).order_by("start", "pk")

    def on_known_days(self) -> "MeetingQuerySet":
        """Those that can stand in a calendar: the first day is known, not only its month or year."""
        return self.filter(start__isnull=False).exclude(start_precision__in=[Precision.MONTH, Precision.YEAR])


class Meeting(Publishable):
    """A numbered meeting of a body, or an event it held (OParl: Meeting; RFC 5545: VEVENT)."""

    collection = "meetings"
    belongs_to = ("body",)

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        WORKSHOP = "workshop", _("workshop")
        TRAINING = "training", _("training")
        CONFERENCE = "conference", _("conference")
        LAUNCH = "launch", _("launch")
        STEERING_COMMITTEE = "steering_committee", _("steering committee")

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")
        UNKNOWN = "unknown", _("not known")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        CONFIRMED = "confirmed", _("confirmed")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class OrdinalBasis(models.TextChoices):
        STATED = "stated", _("stated by a source")
        INFERRED = "inferred", _("inferred from the sequence")

    body = models.ForeignKey(
        Body,
        verbose_name=_("body"),
        on_delete=models.PROTECT,
        related_name="meetings",
        help_text=_("Whose meeting it is: AMMin for a meeting of the ministers."),
    )
    joint_bodies = models.ManyToManyField(
        Body,
        verbose_name=_("held jointly with"),
        blank=True,
        related_name="joint_meetings",
        help_text=_("Other bodies that sat in the same session."),
    )
    ordinal = models.PositiveSmallIntegerField(
        _("ordinal"), null=True, blank=True, help_text=_("10 for the 10th AMMin; empty for events outside the series.")
    )
    ordinal_basis = models.CharField(
        _("basis of the ordinal"),
        max_length=10,
        choices=OrdinalBasis,
        blank=True,
        help_text=_("Inferred where no source gives the number, only its place in the sequence."),
    )
    title = models.CharField(
        _("title"),
        max_length=250,
        help_text=_("As it was at the time; it does not follow later changes of the body’s name."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MEETING)
    start_precision = PrecisionField()
    start = PartialDateField(_("start"), help_text=_("2025-10-02, 2025-10 or 2025; empty if unknown."))
    end_precision = PrecisionField()
    end = PartialDateField(_("end"), help_text=_("Last day, included; empty if unknown."))
    date_note = models.TextField(
        _("note on the dates"),
        blank=True,
        help_text=_(
            "Where sources disagree or say less: “19 November was the second day; the closing day is not stated.”"
        ),
    )
    mode = models.CharField(_("mode"), max_length=10, choices=Mode, default=Mode.UNKNOWN)
    city = models.CharField(_("city"), max_length=100, blank=True, help_text=_("Empty for a meeting held only online."))
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True, help_text=_("IANA name: Asia/Ho_Chi_Minh."))
    host = models.ForeignKey(
        Party,
        verbose_name=_("host"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hosted_meetings",
        help_text=_("The country that hosts it, also online: Viet Nam for the 8th AMMin."),
    )
    participants = models.ManyToManyField(
        Party,
        verbose_name=_("participants"),
        blank=True,
        related_name="attended_meetings",
        help_text=_("Those that a source names."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.PLANNED,
        help_text=_("Held only once it took place; planned or confirmed before."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        help_text=_("A few sentences in our own words: who chaired it, its theme, what was held beside it."),
    )

    objects = MeetingQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = [models.F("start").desc(nulls_last=True), "body", models.F("ordinal").desc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["start"])]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["slug"], name="meetings_meeting_slug"),
            models.UniqueConstraint(
                fields=["body", "ordinal"],
                name="meetings_meeting_one_ordinal_per_body",
                violation_error_code="ordinal",
                violation_error_message=_("This body already has a meeting with that ordinal."),
            ),
            models.CheckConstraint(
                condition=not_before("end", "start"),
                name="meetings_meeting_end_not_before_start",
                violation_error_code="end",
                violation_error_message=_("The end is before the start."),
            ),
            models.CheckConstraint(
                condition=Q(ordinal__isnull=True) | Q(ordinal__gte=1),
                name="meetings_meeting_ordinal_from_one",
                violation_error_code="ordinal",
                violation_error_message=_("Ordinals begin with 1."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("meetings:detail", self.slug)

    def clean(self) -> None:
        super().clean()
        refuse_reversed(self.start, self.end)

    def proposed_slug(self) -> str:
        return f"{self.body.slug}-{self.ordinal}" if self.ordinal else super().proposed_slug()

    def slugs_of_others(self, starting: str) -> set[str]:
        """Also `calendar`: /meetings/calendar.ics holds all the meetings."""
        return super().slugs_of_others(starting) | {"calendar"}

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day, both included, as far as they are known to the day; None if the first is not."""
        if self.start is None or self.start.precision != Precision.DAY:
            return None
        last = self.end if self.end and self.end.precision == Precision.DAY else self.start
        return self.start.first, max(self.start.first, last.first)

    @property
    def short_title(self) -> str:
        """ "10th AMMin" for a meeting of a series, else the title."""
        return f"{ordinal_word(self.ordinal)} {self.body.acronym}" if self.ordinal and self.body else self.title

    @property
    def dates(self) -> str:
        """The dates in words; empty if unknown."""
        return span(self.start, self.end)
