"""How each kind of field is written into a cell and read from one."""

import re
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.encoding import force_str
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from import_export.widgets import Widget

from amin_portal.publishing.fields import LinesField
from amin_portal.publishing.partial_dates import HELP, PartialDateField

from .cells import NO, YES, Cell, plain
from .references import SEVERAL, Directories, folded, path_of

EXCEL_DAYS = re.compile(r"[2-6]\d{4}")  # 1954 to 2091
TRUE, FALSE = {YES, "true", "1", "y", "x"}, {NO, "false", "0", "n"}


def widget_of(field: models.Field) -> Widget:
    """The widget for a field of a model."""
    if field.many_to_many:
        return Many(field)
    if field.related_model is not None:
        return One(field)
    if field.choices:
        return Choice(field)
    if isinstance(field, models.BooleanField):
        return YesOrNo()
    if isinstance(field, PartialDateField):
        return Dates(field)
    return Lines(field) if isinstance(field, LinesField) else AsInTheForm(field)


class Explained(Widget):
    """Says what to write."""

    def explanation(self) -> str:
        return ""


class AsInTheForm(Explained):
    """Read as the form of the admin reads what is typed there, with its messages."""

    def __init__(self, field: models.Field) -> None:
        super().__init__()
        self.field = field

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return plain(value)

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        form_field = self.field.formfield()
        cleaned = form_field.to_python(value)
        return self.field.get_default() if cleaned in form_field.empty_values else cleaned


class Dates(AsInTheForm):
    """A day, a month or a year."""

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> Any:
        if EXCEL_DAYS.fullmatch(value):
            from openpyxl.utils.datetime import from_excel

            day = from_excel(int(value))
            message = _("“%(value)s” is how Excel counts days: %(day)s. Show it there as a date.")
            raise ValidationError(message, params={"value": value, "day": date_format(day, "j F Y")})
        return super().clean(value, row, **kwargs)

    def explanation(self) -> str:
        return "" if self.field.help_text else str(HELP)


class Lines(AsInTheForm):
    """Several entries, one a line of the cell."""

    def __init__(self, field: models.Field) -> None:
        super().__init__(field)
        self.form_field = field.formfield()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return self.form_field.prepare_value(value or [])


class YesOrNo(Explained):
    def explanation(self) -> str:
        return _("yes or no")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return plain(value)

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> bool:
        if value.lower() in TRUE | FALSE:
            return value.lower() in TRUE
        raise ValidationError(_("Write yes or no."))


class Choice(Explained):
    """Its code, or its label."""

    def explanation(self) -> str:
        return _("One of: %(codes)s.") % {"codes": ", ".join(code for code, _label in self.choices)}

    def __init__(self, field: models.Field) -> None:
        super().__init__()
        self.choices = [(code, label) for code, label in field.flatchoices if code]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return value

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> str:
        codes = {folded(code): code for code, _label in self.choices}
        codes = {folded(force_str(label)): code for code, label in self.choices} | codes
        if folded(value) in codes:
            return codes[folded(value)]
        nearest = get_close_matches(folded(value), codes, n=1)
        message = _("“%(value)s” is none of these: %(codes)s.") % {
            "value": value,
            "codes": ", ".join(code for code, _label in self.choices),
        }
        if nearest:
            message += " " + _("Nearest: %(paths)s.") % {"paths": codes[nearest[0]]}
        raise ValidationError(message)


class LabelOfChoice(Widget):
    def __init__(self, field: models.Field) -> None:
        super().__init__()
        self.labels = {code: force_str(label) for code, label in field.flatchoices}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return self.labels.get(value, value) if value else ""


class One(Explained):
    """Another record. Within the same whole its slug is enough."""

    def __init__(self, field: models.Field) -> None:
        super().__init__()
        self.model = field.related_model
        self.is_within_whole = field.name in getattr(field.model, "same_whole", ())

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return path_of(value, self.is_within_whole)

    def explanation(self) -> str:
        return _("By slug, acronym, code or name.")

    def clean(
        self, value: str, row: Any = None, *, directories: Directories, whole: int | None = None, **kwargs: Any
    ) -> models.Model:
        return directories[self.model].find(value, whole if self.is_within_whole else None)


class OneLabel(Widget):
    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return "" if value is None else str(value)


class Many(One):
    """Several records, separated by semicolons, in the order of their slugs."""

    def explanation(self) -> str:
        return _("By slug, acronym, country code or name; several with a semicolon between.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return self.render_records(value.all())

    def render_records(self, records: Any) -> str:
        return f"{SEVERAL} ".join(sorted(path_of(record) for record in records))

    def clean(self, value: str, row: Any = None, **kwargs: Any) -> list[models.Model]:
        records, errors = {}, []
        for name in (part for part in value.split(SEVERAL) if part.strip()):
            try:
                record = super().clean(name, row, **kwargs)
                records[record.pk] = record
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return list(records.values())


class ManyLabels(Widget):
    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Cell:
        return f"{SEVERAL} ".join(str(record) for record in sorted(value.all(), key=path_of))
