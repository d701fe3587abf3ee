"""One FilterSet for page and API, which names every parameter and every value that it cannot honour."""

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DecimalField,
    F,
    Field,
    IntegerField,
    OrderBy,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
)
from django.forms import HiddenInput
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters.utils import get_model_field

from .facets import Choice, ChoiceList, Counted, WholeNumberFilter, YesNoFilter, counts_of
from .lookups import Lookup, PartialDateFilter, lookups
from .refused import Problem, not_known_or_repeated
from .slugs import LATIN

__all__ = ["Ordering", "PartialDateFilter", "Problem", "RecordFilter", "UidFilter"]

LONGEST_QUERY = 200
MOST_OFFERED = 150  # choices of one filter; nobody looks through more
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")  # a dash separates words, so AMCAP-III is AMCAP III


def without_accents(word: str) -> str:
    """Viet for Việt: Latin letters only lose their marks, other scripts stay as they are."""
    letters = unicodedata.normalize("NFD", word.translate(LATIN))
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f"))


class InUse(NamedTuple):
    """A filter that narrows a list: its parameter, and label and value in words."""

    name: str
    label: str | Promise
    value: str | Promise


class RecordFilter(django_filters.FilterSet):
    """Base of every FilterSet. `text_fields` are those that `q` reads, `compared` those that `lookups` compares."""

    text_fields: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    takes_lookups = True

    q = django_filters.CharFilter(method="filter_text", label=_("Words"), max_length=LONGEST_QUERY)

    class Meta:
        filter_overrides = {
            PositiveSmallIntegerField: {"filter_class": WholeNumberFilter},
            BooleanField: {"filter_class": YesNoFilter},
        }

    @classmethod
    def get_filters(cls) -> dict:
        """In the order of the form: words, what the class declares, plain fields, the order."""
        filters = super().get_filters()
        if cls.takes_lookups and cls._meta.model:
            filters |= lookups(filters, cls._meta.model, cls.compared)
        names = [*cls.declared_filters, *(name for name in filters if name not in cls.declared_filters)]
        names.sort(key=lambda name: {"q": 0, "ordering": 2}.get(name, 1))
        return {name: filters[name] for name in names if name != "q" or cls.text_fields}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leaves out the lookups that nobody asked for, which costs a form more than it costs the list.

        Where no filter is asked for at all, there is nothing to read by a form.
        """
        super().__init__(*args, **kwargs)
        self.is_bound = any(name in self.base_filters for name in self.data)
        self.lookups = [name for name, one in self.filters.items() if isinstance(one, Lookup)]
        for name in self.lookups:
            if name not in self.data:
                del self.filters[name]

    def filter_text(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Rows in which every word occurs in one of the text fields."""
        words = {word for word in SEPARATORS.split(value) if word}
        return queryset.filter(*map(self.occurs, words)) if words else queryset.none()

    def occurs(self, word: str) -> Q:
        """`word` stands in one of the text fields, as typed or without accents."""
        found = Q()
        for spelling in {word, without_accents(word)}:
            for field in self.text_fields:
                found |= Q(**{f"{field}__icontains": spelling})
        return found

    def problems(self, extra: Iterable[str] = ()) -> list[Problem]:
        """Everything in the query string that cannot be honoured; `extra` parameters belong to paging."""
        problems = [*not_known_or_repeated(self.data, {*self.filters, *self.lookups, *extra})]
        for name, errors in self.errors.items() if self.is_bound else ():
            detail = " ".join(str(error) for error in errors)
            problems.append(Problem.invalid(name, detail, self.data.get(name, ""), self.allowed_values(name)))
        return problems

    def allowed_values(self, name: str) -> tuple[str, ...]:
        """The values of a choice, as far as there are few enough to say."""
        choices = getattr(self.form.fields[name], "choices", None)
        values = [str(value) for value, _label in choices or () if value not in ("", None)]
        return tuple(values) if len(values) <= 60 else ()

    @property
    def order(self) -> str:
        """The order that was asked for, as its parameter says it; empty for the usual one."""
        if not self.is_bound:
            return ""
        self.form.is_valid()  # fills cleaned_data, also where another parameter is wrong
        return ",".join(self.form.cleaned_data.get("ordering") or ())

    @property
    def in_force(self) -> dict[str, Any]:
        """What narrows the list now: the values by their parameters, as they were understood."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        values = self.form.cleaned_data.items()
        return {name: value for name, value in values if name != "ordering" and value not in (None, "", [])}

    @property
    def in_use(self) -> list[InUse]:
        """Each filter that narrows the list now, in words."""
        return [InUse(name, self.filters[name].label, self.said(name, value)) for name, value in self.in_force.items()]

    def said(self, name: str, value: Any) -> str | Promise:
        one = self.filters[name]
        return one.said(value) if isinstance(one, Counted | Lookup) else str(value)

    def without(self, name: str) -> QuerySet:
        """The records that would be found if that parameter were not there, in no order."""
        records = self.queryset.order_by()
        for other, value in self.in_force.items():
            if other != name:
                records = self.filters[other].filter(records, value)
        return records

    def choices(self, most: float = math.inf) -> dict[str, list[Choice]]:
        """What each filter that chooses could find, with all others in force; nothing where that is above `most`.

        One query for all that count by what a record has one of and are not in force, one for each of the others, and
        one where the choices are records.
        """
        in_force = self.in_force
        choosing = {
            name: one for name, one in self.filters.items() if isinstance(one, Counted) and not isinstance(one, Lookup)
        }
        counts = counts_of(self.without(""), {name: one for name, one in choosing.items() if name not in in_force})
        for name in choosing.keys() & in_force.keys():
            counts |= counts_of(self.without(name), {name: choosing[name]})
        return {
            name: one.choices_among(counts[name], in_force.get(name))
            if len(counts[name].keys() - {None, ""}) <= most
            else []
            for name, one in choosing.items()
        }

    def offer_choices(self) -> None:
        """Let the form offer what would find something, each with how many records, its own filter left aside.

        A filter that has nothing to offer, or too much, is left out of the form. An address takes it all the same: what
        it asks for goes with the form. Only pages ask for this.
        """
        choices = self.choices(most=MOST_OFFERED)
        for name, one in self.filters.items():
            if isinstance(one, Lookup):
                self.form.fields[name].widget = HiddenInput()  # goes with the form
            elif isinstance(one, Counted):
                if choices[name] or name in self.form.errors:
                    self.form.fields[name].widget = ChoiceList(choices[name], _("any"))
                elif name in self.in_force:
                    self.form.fields[name].widget = HiddenInput()
                else:
                    del self.form.fields[name]
            elif isinstance(one, Ordering):
                self.form.fields[name].widget = ChoiceList(one.choices_for(self.order), _("usual order"))


class UidFilter(django_filters.UUIDFilter):
    """Chooses a record that has no slug of its own by its permanent identifier."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=f"{field_name}__uid", **kwargs)


class OrderField(django_filters.fields.BaseCSVField):
    """Takes orders with commas between them, and none that is empty."""

    def clean(self, value: list[str] | None) -> Any:
        if value and "" in value:
            raise ValidationError(_("There is a comma too many."))
        return super().clean(value)


class Ordering(django_filters.OrderingFilter):
    """A total order: what is unknown comes last, either way, and the key breaks ties, the way of the last term.

    So one index of a field that is always known serves both ways, read from either end.
    """

    base_field_class = OrderField
    DIRECTIONS = (
        (DateField, _("earliest first"), _("latest first")),
        ((IntegerField, DecimalField), _("lowest first"), _("highest first")),
        (Field, _("A to Z"), _("Z to A")),
    )

    def __init__(self, *fields: str | tuple[str, str], **kwargs: Any) -> None:
        pairs = [(field, field) if isinstance(field, str) else field for field in fields]
        super().__init__(fields=pairs, **{"label": _("Sort by"), "empty_label": _("usual order")} | kwargs)

    def filter(self, queryset: QuerySet, value: list[str] | None) -> QuerySet:
        if not value:
            return queryset
        terms = [self.term(self.get_ordering_value(parameter)) for parameter in value]
        return queryset.order_by(*terms, "-pk" if value[-1].startswith("-") else "pk")

    def term(self, order: str) -> OrderBy:
        path = order.removeprefix("-")
        field = get_model_field(self.model, path)
        last = True if field.null or "__" in path else None
        return OrderBy(F(path), descending=order.startswith("-"), nulls_last=last)

    def choices_for(self, order: str) -> list[Choice]:
        """Orders in words, but texts from the end, which are for programs; and in any case the one asked for."""
        simple = [value for value, _label in self.extra["choices"] if not self.is_text_from_the_end(value)]
        orders = [*simple, order] if order and order not in simple else simple
        return [Choice(one, ", ".join(map(self.said, one.split(","))), chosen=one == order) for one in orders]

    def field_of(self, name: str) -> Field:
        return get_model_field(self.model, self.get_ordering_value(name))

    def is_text_from_the_end(self, parameter: str) -> bool:
        return parameter.startswith("-") and isinstance(self.field_of(parameter[1:]), CharField)

    def said(self, parameter: str) -> str:
        """`-start` in words, by what the field is called and holds: Start: latest first."""
        name = parameter.removeprefix("-")
        field, renamed = self.field_of(name), self.get_ordering_value(name) != name
        label = dict(self.extra["choices"])[name] if renamed else capfirst(field.verbose_name)
        ways = next(ways for kind, *ways in self.DIRECTIONS if isinstance(field, kind))
        return f"{label}: {ways[parameter.startswith('-')]}"
