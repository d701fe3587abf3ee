"""The columns that a kind of record has in a spreadsheet, taken from its fields: codes, and words for people."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Prefetch, QuerySet
from import_export.fields import Field
from import_export.widgets import Widget

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.partial_dates import PrecisionField

from .cells import Cell, plain
from .references import paths_needed
from .widgets import LabelOfChoice, ManyLabels, OneLabel, widget_of

FIRST = ("id", "uid", "slug")
LAST = (
    "sources", "state", "publish_from", "withdrawn_on", "withdrawal_reason", "replaced_by", "revision", "created_at",
    "updated_at",
)  # fmt: skip
LEFT_OUT = (PrecisionField, models.FileField)  # part of the date; the name in the storage is no address
UNNEEDED = {"was_published"}


class Column(Field):
    """One column: its heading is `column_name`, and `field` is the model's field that it shows."""

    def __init__(self, name: str, widget: Widget, field: models.Field | None = None, heading: str = "") -> None:
        super().__init__(attribute=name, column_name=heading or name, widget=widget)
        self.field = field

    def cell(self, record: models.Model) -> Cell:
        """What stands in it for a record, before it is guarded."""
        return self.widget.render(getattr(record, self.attribute))

    def cell_of(self, value: Any) -> Cell:
        """What would stand in it for a value that is not saved yet."""
        return self.widget.render_records(value) if self.is_many else self.widget.render(value)

    def cleared(self) -> Any:
        """The value of its field where nothing is known."""
        if self.is_many:
            return []
        if self.field.null or self.field.related_model is not None:
            return None
        return "" if self.field.empty_strings_allowed else self.field.get_default()

    def explanation(self) -> str:
        """What to write in it, for people."""
        return " ".join(text for text in (str(self.field.help_text), self.widget.explanation()) if text)

    @property
    def is_many(self) -> bool:
        return self.field is not None and self.field.many_to_many

    @property
    def is_needed(self) -> bool:
        """Whether a new record cannot do without."""
        return not (self.field.blank or self.field.null or self.field.has_default())


class Address(Column):
    """The public page; a draft has none yet, but will have this one."""

    def __init__(self, origin: str) -> None:
        super().__init__("get_absolute_url", Widget(), heading="public_url")
        self.origin = origin

    def cell(self, record: models.Model) -> Cell:
        return f"{self.origin}{record.get_absolute_url()}"


class Public(Column):
    """Whether visitors see it now, from `is_seen` of the admin's query."""

    def __init__(self) -> None:
        super().__init__("is_seen", Widget(), heading="is_public")

    def cell(self, record: models.Model) -> Cell:
        return plain(getattr(record, "is_seen", None))


def column_of(field: models.Field) -> Column:
    """The column that holds a field's code or value, and that an import reads."""
    return Column(field.name, widget_of(field), field)


def columns_of(model: type[models.Model], origin: str = "") -> tuple[Column, ...]:
    """All columns of a kind of record. `origin` stands before its addresses: https://minerals.example.org"""
    fields = {field.name: field for field in _fields(model)}
    named = [name for name in FIRST if name in fields], [name for name in LAST if name in fields]
    own = [name for name in fields if name not in (*FIRST, *LAST)]
    is_record = issubclass(model, Publishable)
    found = [column_of(fields[name]) for name in named[0]]
    found += [Address(origin)] if hasattr(model, "get_absolute_url") and is_record else []
    for name in [*own, *named[1]]:
        found += [column_of(fields[name]), *_label_of(fields[name])]
        found += [Public()] if name == "state" and is_record else []
    return tuple(found)


def with_what_cells_need(queryset: QuerySet) -> QuerySet:
    """Fetches whatever the cells of a row are made of, in a fixed number of queries."""
    model = queryset.model
    paths = {path for field in _fields(model) if field.many_to_one or field.one_to_one for path in paths_needed(field)}
    paths |= {name.replace(".", "__") for name in getattr(model, "address_needs", ())}
    if paths:
        queryset = queryset.select_related(*sorted(paths))
    for field in _fields(model):
        if field.many_to_many:
            related = field.related_model
            scope = [related.slug_scope] if getattr(related, "slug_scope", None) else []
            records = related._base_manager.select_related(*scope) if scope else related._base_manager.all()
            queryset = queryset.prefetch_related(Prefetch(field.name, queryset=records))
    return queryset


def _fields(model: type[models.Model]) -> Iterator[models.Field]:
    is_record = issubclass(model, Publishable)
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if not isinstance(field, LEFT_OUT) and field.name not in UNNEEDED and not (is_record and field.primary_key):
            yield field


def _label_of(field: models.Field) -> list[Column]:
    """Words for people, beside a code; an import passes over them."""
    heading = f"{field.name}_label"
    if field.choices:
        return [Column(field.name, LabelOfChoice(field), heading=heading)]
    if field.many_to_many:
        return [Column(field.name, ManyLabels(), heading=heading)]
    if field.related_model is not None and field.related_model is not field.model:
        return [Column(field.name, OneLabel(), heading=heading)]
    return []
