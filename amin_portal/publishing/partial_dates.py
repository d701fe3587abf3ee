"""Dates that are known to the day, the month or the year, and are never shown as more than that.

The written form is the reduced precision of ISO 8601 (EDTF level 0): `2005-12-04`, `2005-12`, `2005`.
A date is stored as its first day in a date column (so the database sorts and groups it) plus its precision.
"""

import calendar
import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear
from django.db.models.query_utils import DeferredAttribute
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .written_dates import NOT_A_DATE, read_date


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


HELP = _("As far as it is known: 2025, 2025-10, Oct 2025 or 2 October 2025.")

DISPLAY = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}
WRITTEN = {Precision.DAY: "%Y-%m-%d", Precision.MONTH: "%Y-%m", Precision.YEAR: "%Y"}


@dataclass(frozen=True)
class PartialDate:
    """The interval from `first` to `last`, both included: a day, a month or a year."""

    first: datetime.date
    precision: str = Precision.DAY

    def __post_init__(self) -> None:
        """Put `first` on the first day of the interval, whatever day of it was given."""
        if self.precision != Precision.DAY:
            month = 1 if self.precision == Precision.YEAR else self.first.month
            object.__setattr__(self, "first", self.first.replace(month=month, day=1))

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2005`, `2005-12`, `Dec 2005`, `4 December 2005`, `December 4, 2005`, `4.12.2005` and the like.

        Raises ValueError, with a sentence for people, for anything else, for days that do not exist, and for what may
        be two days: 4/12/2005.
        """
        year, month, day = read_date(text)
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return cls(datetime.date(year, month or 1, day or 1), precision)

    @property
    def last(self) -> datetime.date:
        """The last day of the interval."""
        if self.precision == Precision.DAY:
            return self.first
        month = 12 if self.precision == Precision.YEAR else self.first.month
        return self.first.replace(month=month, day=calendar.monthrange(self.first.year, month)[1])

    @property
    def year(self) -> int:
        return self.first.year

    def isoformat(self) -> str:
        return self.first.strftime(WRITTEN[self.precision])

    def __str__(self) -> str:
        return date_format(self.first, DISPLAY[self.precision])


def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """`start` to `end` as people write it: "2 October 2025", "21 to 24 November 2023"; empty if unknown."""
    if start is None or end is None or start == end:
        return str(start or end or "")
    if {start.precision, end.precision} == {Precision.DAY} and start.year == end.year:
        short = "j" if start.first.month == end.first.month else "j F"
        return f"{date_format(start.first, short)} to {end}"
    return f"{start} to {end}"


def on_or_after(field: str, date: PartialDate) -> Q:
    """Rows whose `field` ends on or after the first day of `date`.

    A month or a year that begins on that day is not asked for apart: what is asked for without `or` is found by an
    index.
    """
    day, precision = date.first, f"{field}_precision"
    month, year = day.replace(day=1), day.replace(month=1, day=1)
    found = Q(**{f"{field}__gte": day})
    if month < day:
        found |= Q(**{field: month, precision: Precision.MONTH})
    if year < day:
        found |= Q(**{field: year, precision: Precision.YEAR})
    return found


def on_or_before(field: str, date: PartialDate) -> Q:
    """Rows whose `field` begins on or before the last day of `date`."""
    return Q(**{f"{field}__lte": date.last})


def over_by(field: str, day: datetime.date) -> Q:
    """Rows whose `field` ends on or before `day`; what is not known is not over."""
    if day == datetime.date.max:
        return Q(**{f"{field}__isnull": False})
    after, precision = day + datetime.timedelta(days=1), f"{field}_precision"
    return (
        Q(**{f"{field}__lte": day}) & ~Q(**{f"{precision}__in": [Precision.MONTH, Precision.YEAR]})
        | Q(**{f"{field}__lt": after.replace(day=1), precision: Precision.MONTH})
        | Q(**{f"{field}__lt": after.replace(month=1, day=1), precision: Precision.YEAR})
    )


def not_before(end: str, start: str) -> Q:
    """For a CheckConstraint: `end` is unknown or not before `start`; a vaguer end may begin earlier than it ends."""
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": F(start)}) | ~Q(**{f"{end}_precision": Precision.DAY})


def refuse_reversed(
    start: PartialDate | None,
    end: PartialDate | None,
    field: str = "end",
    message: str = _("The end is before the start."),
) -> None:
    """Raise ValidationError at `field` where all of `end` lies before `start`, however vaguely either is known."""
    if start and end and end.last < start.first:
        raise ValidationError({field: message})


class PartialDateAttribute(DeferredAttribute):
    """Gives the stored first day and its precision as one PartialDate; takes one, or its written form, or None."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        first = super().__get__(instance, cls)
        if first is None:
            return None
        return PartialDate(first, getattr(instance, self.field.precision_name) or Precision.DAY)

    def __set__(self, instance: Any, value: Any) -> None:
        value = self.field.to_python(value) if isinstance(value, str) else value
        if isinstance(value, PartialDate):
            setattr(instance, self.field.precision_name, value.precision)
            value = value.first
        instance.__dict__[self.field.attname] = value


class PrecisionField(models.CharField):
    """The precision of the partial date whose name it bears: declare `start_precision` on the line before `start`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 5, "choices": Precision, "blank": True, "editable": False} | kwargs)

    def pre_save(self, instance: models.Model, add: bool) -> str:
        """No date, no precision; a date without a precision is known to the day."""
        date = getattr(instance, self.name.removesuffix("_precision"))
        setattr(instance, self.attname, date.precision if date else "")
        return getattr(instance, self.attname)


class PartialDateField(models.DateField):
    """A date known to the day, month or year; null is unknown. Needs a PrecisionField `<name>_precision` before it."""

    descriptor_class = PartialDateAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True} | kwargs)

    @property
    def precision_name(self) -> str:
        return f"{self.name}_precision"

    def to_python(self, value: Any) -> PartialDate | None:
        """Raises ValidationError for text that is not a date."""
        if value in (None, "") or isinstance(value, PartialDate):
            return value or None
        if isinstance(value, datetime.datetime):
            value = value.date()
        if isinstance(value, datetime.date):
            return PartialDate(value)
        try:
            return PartialDate.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        value = super(models.DateField, self).get_prep_value(value)
        value = self.to_python(value) if isinstance(value, str) else value
        return value.first if isinstance(value, PartialDate) else value

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("widget", None)  # the admin's calendar knows whole days only
        help_text = self.help_text or HELP
        return super(models.DateField, self).formfield(
            **{"form_class": PartialDateFormField, "help_text": help_text} | kwargs
        )


@PartialDateField.register_lookup
class YearOf(ExtractYear):
    """`date__year`. SQLite takes it out of the text itself; in Django's words it calls Python for each row."""

    def as_sqlite(self, compiler: Any, connection: Any, **kwargs: Any) -> tuple[str, Any]:
        column, values = compiler.compile(self.lhs)
        return f"CAST(substr({column}, 1, 4) AS INTEGER)", values


class PartialDateFormField(forms.CharField):
    """Takes a date as people write it: see `written_dates`."""

    message = NOT_A_DATE

    def to_python(self, value: Any) -> PartialDate | None:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, PartialDate) else value

    def clean(self, value: Any) -> PartialDate | None:
        date = self.to_python(value)
        if date is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return date

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or None) != self.to_python(data)
        except ValidationError:
            return True
