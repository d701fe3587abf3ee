"""Lookups that every list takes beside its filters: `kind__in`, `host__isnull`, `start__gte` ...

They are made from what a FilterSet declares, by these rules and no others:

    a filter that chooses a value, a word or a record    name__in       several with commas between them, any of which
    a filter that chooses a record that may be missing   name__isnull   true: none that the public may see
    `Meta.compared`: dates as far as they are known      name__gte, name__lte, name__isnull
    `Meta.compared`: numbers                             name__gte, name__lte, and name__isnull where it may be missing
    every list                                           updated_at__gte, updated_at__lte

Pages take them too, and say them in words, but their forms do not offer them.
"""

import copy
import datetime
from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Field, Model, QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django_filters.utils import get_model_field
from drf_spectacular.utils import extend_schema_field

from .facets import KindFilter, LinkedChoiceFilter, TextOnRecordFilter, YesNoFilter
from .models import Publishable
from .models.door import public_records
from .partial_dates import PartialDate, PartialDateField, PartialDateFormField, on_or_after, on_or_before
from .refused import is_lookup

MOST = 100  # values in one list
EARLIEST = datetime.datetime.min.replace(tzinfo=datetime.UTC)
LATEST = datetime.datetime.max.replace(tzinfo=datetime.UTC)


class Lookup:
    """Mixin of a filter that no form offers. It holds nothing that a request changes: copies may share it."""

    def __deepcopy__(self, memo: dict) -> "Lookup":
        return copy.copy(self)

    def said(self, value: Any) -> str | Promise:
        return str(value)


class ListField(forms.CharField):
    """Several values with commas between them; `known` says which of them there are."""

    def __init__(self, *, known: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = known

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(value, value) for value in self.known()]

    def to_python(self, value: Any) -> list[Any]:
        text = super().to_python(value) or ""
        ProhibitNullCharactersValidator()(text)  # before the database is asked; a list is not looked into
        texts = text.split(",")
        if texts == [""]:
            return []
        if len(texts) > MOST:
            raise ValidationError(_("At most %(most)s values."), params={"most": MOST}, code="invalid")
        found = self.known(texts)
        if unknown := [text for text in texts if text not in found]:
            raise ValidationError(_("“%(value)s” is none of them."), params={"value": unknown[0]}, code="invalid")
        return list({text: found[text] for text in texts}.values())


class InFilter(Lookup, django_filters.Filter):
    """Records for which `one`, the filter beside it, would take any of several values."""

    field_class = ListField

    def __init__(self, one: django_filters.Filter, **kwargs: Any) -> None:
        super().__init__(field_name=one.field_name, **kwargs)
        self.one = one
        self.extra["known"] = self.known

    def known(self, texts: Iterable[str] | None = None) -> dict[str, Any]:
        """The values by how they are written: those among `texts`, or all."""
        if isinstance(self.one, LinkedChoiceFilter):
            records = self.one.choices()
            return {record.slug: record for record in (records if texts is None else records.filter(slug__in=texts))}
        if isinstance(self.one, KindFilter):
            return {value: value for value in self.one.kinds.values}
        return {text: text for text in texts or () if text}

    def filter(self, queryset: QuerySet, value: list[Any] | None) -> QuerySet:
        if not value:
            return queryset
        if isinstance(self.one, KindFilter):
            value = [kind for one in value for kind in self.one.covered_by(one)]
        found = self.model._base_manager.filter(**{f"{self.field_name}__in": value})
        return queryset.filter(pk__in=found.values("pk"))  # not joined: no record comes twice

    def said(self, value: list[Any]) -> str:
        words = self.one.said if hasattr(self.one, "said") else str
        return str(_(" or ")).join(str(words(one)) for one in value)


class MissingFilter(Lookup, YesNoFilter):
    """`true`: the record says nothing there; of another record, none that the public may see."""

    def filter(self, queryset: QuerySet, value: bool | None) -> QuerySet:
        if value is None:
            return queryset
        related = get_model_field(self.model, self.field_name).related_model
        if related is None:
            return queryset.filter(**{f"{self.field_name}__isnull": value})
        seen = self.model._base_manager.filter(**{f"{self.field_name}__in": public_records(related).values("pk")})
        return queryset.exclude(pk__in=seen.values("pk")) if value else queryset.filter(pk__in=seen.values("pk"))

    def said(self, value: bool) -> Promise:
        return _("not on record") if value else _("on record")


DATE = {
    "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "pattern": r"^[12][0-9]{3}(-(0[1-9]|1[0-2]))?$"}]
}


@extend_schema_field(DATE)
class PartialDateFilter(django_filters.Filter):
    """`gte`: may have been on that date or later; `lte`: or earlier. A date known to the year matches any day of it."""

    field_class = PartialDateFormField

    def filter(self, queryset: QuerySet, value: PartialDate | None) -> QuerySet:
        if value is None:
            return queryset
        rule = on_or_after if self.lookup_expr == "gte" else on_or_before
        return queryset.filter(rule(self.field_name, value))


class ComparedDate(Lookup, PartialDateFilter):
    pass


class ComparedNumber(Lookup, django_filters.NumberFilter):
    field_class = forms.IntegerField


def in_every_zone(moment: datetime.datetime) -> datetime.datetime:
    """The moment in UTC; for one before all time or after it, the first or the last."""
    try:
        return moment.astimezone(datetime.UTC)
    except OverflowError:
        return EARLIEST if moment.year == 1 else LATEST


class ComparedTime(Lookup, django_filters.IsoDateTimeFilter):
    """A moment in ISO 8601; without a zone it is of the portal's."""

    def filter(self, queryset: QuerySet, value: datetime.datetime | None) -> QuerySet:
        return super().filter(queryset, value and in_every_zone(value))


FROM, UNTIL = _("{name}, from"), _("{name}, up to")
EDGES = (("gte", FROM), ("lte", UNTIL))


def lookups(filters: dict[str, django_filters.Filter], model: type[Model], compared: Iterable[str]) -> dict:
    """The lookups of a FilterSet with these filters, whose model is this, by their names."""
    made: dict[str, django_filters.Filter] = {}
    for name, one in filters.items():
        made |= _of_filter(name, one, model)
    for name in compared:
        made |= _of_field(name, get_model_field(model, name))
    if issubclass(model, Publishable):
        made |= {
            f"updated_at__{way}": ComparedTime("updated_at", way, label=format_lazy(words, name=_("Last changed")))
            for way, words in EDGES
        }
    return {name: one for name, one in made.items() if name not in filters}


def _of_filter(name: str, one: django_filters.Filter, model: type[Model]) -> dict:
    is_record = isinstance(one, LinkedChoiceFilter)
    chooses = is_record or isinstance(one, KindFilter | TextOnRecordFilter) or type(one) is django_filters.CharFilter
    if not chooses or one.method is not None or is_lookup(name) or name == "q":
        return {}
    label = one.label or capfirst(get_model_field(model, one.field_name).verbose_name)
    made = {f"{name}__in": InFilter(one, label=label)}
    field = get_model_field(model, one.field_name)
    if is_record and "__" not in one.field_name and (field.null or field.many_to_many):
        made[f"{name}__isnull"] = MissingFilter(field_name=one.field_name, label=label)
    return made


def _of_field(name: str, field: Field) -> dict:
    kind = ComparedDate if isinstance(field, PartialDateField) else ComparedNumber
    label = capfirst(field.verbose_name)
    made = {f"{name}__{way}": kind(name, way, label=format_lazy(words, name=label)) for way, words in EDGES}
    if field.null:
        made[f"{name}__isnull"] = MissingFilter(field_name=name, label=label)
    return made
