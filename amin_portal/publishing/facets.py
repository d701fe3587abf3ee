"""Filters that choose a value on record: a page offers those that would find something, each with how much."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Model, QuerySet, TextChoices
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from .models import Publishable
from .partial_dates import PartialDate, on_or_after, on_or_before

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Choice:
    """A value as the address writes it, in words, and how many records it finds (None: that is not counted)."""

    value: str
    label: str | Promise
    count: int | None = None
    chosen: bool = False


class ChoiceList(forms.Widget):
    """A `<select>` of our own: a third of the letters that Django's takes, and no template for each of its options."""

    def __init__(self, choices: list[Choice], empty_label: str | Promise) -> None:
        super().__init__()
        self.choices, self.empty_label = choices, empty_label

    def render(self, name: str, value: Any, attrs: dict | None = None, renderer: Any = None) -> SafeString:
        shown = {"name": name, "attributes": flatatt(attrs or {}), "empty_label": self.empty_label}
        return mark_safe(render_to_string("components/choices.html", shown | {"choices": self.choices}))  # noqa: S308


Row = tuple[Any, ...]
"""The values of some columns, and how many records have them."""


class Counted:
    """Mixin of a filter: `offers` what is on record with its number; `written` in an address, `said` in words."""

    @property
    def columns(self) -> tuple[str, ...]:
        """What its records are counted by."""
        return (self.field_name,)

    def rows(self, records: QuerySet) -> Iterable[Row]:
        """How many records have each combination of values in the columns."""
        return counted(records, *self.columns)

    def counts(self, rows: Iterable[Row]) -> Mapping[Any, int]:
        """How many records have each value, from the rows."""
        return dict(rows)

    def offers(self, counts: Mapping[Any, int]) -> Iterable[tuple[Any, int]]:
        """The values that the filter can take and how many records each finds, in the order of the form."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        return str(value)

    def said(self, value: Any) -> str | Promise:
        return str(value)

    def choices_among(self, counts: Mapping[Any, int], chosen: Any) -> list[Choice]:
        """What would find something, and what was chosen in any case (None: nothing was)."""
        offers = [(value, number) for value, number in self.offers(counts) if number]
        if chosen is not None and chosen not in [value for value, _number in offers]:
            offers.append((chosen, 0))
        return [Choice(self.written(value), self.said(value), number, value == chosen) for value, number in offers]


def counted(records: QuerySet, *columns: str) -> QuerySet:
    """Each combination of the columns with the number of records that have it: one query, no record counted twice."""
    found = records.order_by().prefetch_related(None).values_list(*columns)
    comes_twice = bool(joined_to_many(records)) or not all(map(is_plain, joined_to_many(found)))
    return found.annotate(Count("pk", distinct=comes_twice))  # to count each but once takes up to three times as long


def counts_of(records: QuerySet, filters: Mapping[str, Counted]) -> dict[str, Mapping[Any, int]]:
    """What each filter counts among the records.

    One query for all that count by what a record has one of, and one for each of the others.
    """
    alone = {name: one for name, one in filters.items() if not has_one(records.model, one.columns)}
    together = {name: one for name, one in filters.items() if name not in alone}
    columns = [*dict.fromkeys(column for one in together.values() for column in one.columns)]
    rows = list(counted(records, *columns)) if columns else []
    found = {name: one.rows(records) for name, one in alone.items()}
    found |= {name: summed(rows, [columns.index(column) for column in one.columns]) for name, one in together.items()}
    return {name: filters[name].counts(found[name]) for name in filters}


def summed(rows: Iterable[Row], places: Sequence[int]) -> list[Row]:
    """The rows with the values at these places alone, each combination once."""
    sums: Counter[Row] = Counter()
    for row in rows:
        sums[tuple(row[place] for place in places)] += row[-1]
    return [(*values, number) for values, number in sums.items()]


@cache
def has_one(model: type[Model], columns: tuple[str, ...]) -> bool:
    """A record has no more than one value in each of the columns."""
    return bool(columns) and not joined_to_many(model._default_manager.values_list(*columns))


def joined_to_many(records: QuerySet) -> list[type[Model]]:
    """What the query joins of which a record may have many."""
    relations = (getattr(join, "join_field", None) for join in records.query.alias_map.values())
    return [relation.related_model for relation in relations if relation and relation.one_to_many]


def is_plain(pairs: type[Model]) -> bool:
    """The pairs of a many-to-many relation that says nothing more, so that none is there twice."""
    return bool(pairs._meta.auto_created)


class KindFilter(Counted, django_filters.ChoiceFilter):
    """Chooses one of the values that a field of the record may have; `covers` names those that find others as well."""

    def __init__(
        self, choices: type[TextChoices], covers: Mapping[str, tuple[str, ...]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(choices=choices.choices, empty_label=_("any"), **kwargs)
        self.kinds, self.covers = choices, covers or {}

    def filter(self, queryset: QuerySet, value: str | None) -> QuerySet:
        return queryset.filter(**{f"{self.field_name}__in": self.covered_by(value)}) if value else queryset

    def covered_by(self, kind: str) -> tuple[str, ...]:
        return self.covers.get(kind, (kind,))

    def offers(self, counts: Mapping[str, int]) -> list[tuple[str, int]]:
        return [(kind, sum(counts.get(one, 0) for one in self.covered_by(kind))) for kind in self.kinds.values]

    def said(self, value: str) -> str | Promise:
        return self.kinds(value).label


class YesNoFilter(Counted, django_filters.TypedChoiceFilter):
    """`true` or `false`; anything else is refused."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", _("any")), ("true", _("yes")), ("false", _("no"))]
        super().__init__(choices=choices, coerce=lambda text: text == "true", empty_value=None, **kwargs)

    def offers(self, counts: Mapping[bool, int]) -> list[tuple[bool, int]]:
        return [(answer, counts.get(answer, 0)) for answer in (True, False)]

    def written(self, value: bool) -> str:
        return "true" if value else "false"

    def said(self, value: bool) -> Promise:
        return _("yes") if value else _("no")


class LinkedChoiceFilter(Counted, django_filters.ModelChoiceFilter):
    """Chooses a public record by its slug; a record behind the door is no choice.

    It takes any of them, and a page offers those that records of the list are linked to, so that a form never lists
    hundreds that would find nothing. `counting` says how many records each is linked to, where that is not the field.
    """

    def __init__(
        self, choices: Callable[[], QuerySet], counting: Callable[[QuerySet], QuerySet] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(queryset=lambda request: choices(), to_field_name="slug", empty_label=_("any"), **kwargs)
        self.choices, self.counting = choices, counting

    @property
    def columns(self) -> tuple[str, ...]:
        return () if self.counting else super().columns

    def rows(self, records: QuerySet) -> Iterable[Row]:
        return self.counting(records) if self.counting else super().rows(records)

    def offers(self, counts: Mapping[int | None, int]) -> list[tuple[Publishable, int]]:
        return [(record, counts[record.pk]) for record in self.choices().filter(pk__in=counts.keys() - {None})]

    def written(self, value: Publishable) -> str:
        return value.slug


class TextOnRecordFilter(Counted, django_filters.CharFilter):
    """Takes any text and offers what stands in the field; `words` says what a value means."""

    def __init__(self, words: Callable[[str], str] = str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def offers(self, counts: Mapping[str, int]) -> list[tuple[str, int]]:
        pairs = ((value, number) for value, number in counts.items() if value)
        return sorted(pairs, key=lambda pair: self.said(pair[0]))

    def said(self, value: str) -> str:
        return self.words(value)


class WholeNumberFilter(django_filters.NumberFilter):
    """A number typed as text: a browser would hide from its user what a number field does not understand."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)


class NumberOnRecordFilter(Counted, WholeNumberFilter):
    """Takes any whole number and offers those on record, the highest first."""

    def offers(self, counts: Mapping[int, int]) -> list[tuple[int, int]]:
        return sorted(counts.items(), reverse=True)


class YearFilter(NumberOnRecordFilter):
    """Rows that fall, wholly or in part, into the year; `end` names the last date of those that last."""

    def __init__(self, *args: Any, end: str | None = None, **kwargs: Any) -> None:
        bounds = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR}
        super().__init__(*args, **bounds | {"label": _("Year")} | kwargs)
        self.end = end

    def filter(self, queryset: QuerySet, value: int | None) -> QuerySet:
        if value is None:
            return queryset
        year = PartialDate.parse(str(value))
        until = on_or_after(self.field_name, year)
        if self.end:
            until |= on_or_after(self.end, year)
        return queryset.filter(until, on_or_before(self.field_name, year))

    @property
    def columns(self) -> tuple[str, ...]:
        return f"{self.field_name}__year", f"{self.end or self.field_name}__year"

    def counts(self, rows: Iterable[Row]) -> Counter[int]:
        """What lasts over several years is counted in each."""
        years: Counter[int] = Counter()
        for first, last, number in self.spans([row for row in rows if row[0]]):
            for year in range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1):
                years[year] += number
        return years

    def spans(self, rows: Iterable[Row]) -> list[tuple[int, int, int]]:
        """First and last year of records whose first is known, and how many of them have both."""
        return [(first, max(first, last or first), number) for first, last, number in rows]


def slug_choices(model: type[Publishable]) -> Callable[[], QuerySet]:
    """The public records of `model`, asked anew each time."""
    return lambda: model.objects.public()
