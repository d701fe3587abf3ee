"""Filters that choose a value on record: a page offers those that would find something, each with how much."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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


def counted(records: QuerySet, *fields: str) -> QuerySet:
    """Each combination of the fields with the number of records that have it: one query, no record counted twice."""
    found = records.order_by().prefetch_related(None).values_list(*fields)
    comes_twice = bool(joined_to_many(records)) or not all(map(is_plain, joined_to_many(found)))
    return found.annotate(Count("pk", distinct=comes_twice))  # to count each but once takes up to three times as long


def joined_to_many(records: QuerySet) -> list[type[Model]]:
    """What the query joins of which a record may have many."""
    relations = (getattr(join, "join_field", None) for join in records.query.alias_map.values())
    return [relation.related_model for relation in relations if relation and relation.one_to_many]


def is_plain(pairs: type[Model]) -> bool:
    """The pairs of a many-to-many relation that says nothing more, so that none is there twice."""
    return bool(pairs._meta.auto_created)


class Counted:
    """Mixin of a filter: `offers` what is on record with its number; `written` in an address, `said` in words."""

    def offers(self, records: QuerySet) -> Iterable[tuple[Any, int]]:
        """The values that the filter can take and how many of the records each finds, in the order of the form."""
        raise NotImplementedError

    def counts(self, records: QuerySet) -> dict[Any, int]:
        return dict(counted(records, self.field_name))

    def written(self, value: Any) -> str:
        return str(value)

    def said(self, value: Any) -> str | Promise:
        return str(value)

    def choices_among(self, records: QuerySet, chosen: Any) -> list[Choice]:
        """What would find something among the records, and what was chosen in any case (None: nothing was)."""
        return self.listed(self.offers(records), chosen)

    def listed(self, offers: Iterable[tuple[Any, int]], chosen: Any) -> list[Choice]:
        """The values that find something, and what was chosen in any case."""
        offers = [(value, number) for value, number in offers if number]
        if chosen is not None and chosen not in [value for value, _number in offers]:
            offers.append((chosen, 0))
        return [Choice(self.written(value), self.said(value), number, value == chosen) for value, number in offers]


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

    def offers(self, records: QuerySet) -> list[tuple[str, int]]:
        counts = self.counts(records)
        return [(kind, sum(counts.get(one, 0) for one in self.covered_by(kind))) for kind in self.kinds.values]

    def said(self, value: str) -> str | Promise:
        return self.kinds(value).label


class YesNoFilter(Counted, django_filters.TypedChoiceFilter):
    """`true` or `false`; anything else is refused."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", _("any")), ("true", _("yes")), ("false", _("no"))]
        super().__init__(choices=choices, coerce=lambda text: text == "true", empty_value=None, **kwargs)

    def offers(self, records: QuerySet) -> list[tuple[bool, int]]:
        counts = self.counts(records)
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
        self.choices = choices
        self.counting = counting or (lambda records: counted(records, self.field_name))

    def offers(self, records: QuerySet) -> list[tuple[Publishable, int]]:
        counts = dict(self.counting(records))
        return [(record, counts[record.pk]) for record in self.choices().filter(pk__in=counts.keys() - {None})]

    def written(self, value: Publishable) -> str:
        return value.slug


class TextOnRecordFilter(Counted, django_filters.CharFilter):
    """Takes any text and offers what stands in the field; `words` says what a value means."""

    def __init__(self, words: Callable[[str], str] = str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def offers(self, records: QuerySet) -> list[tuple[str, int]]:
        pairs = ((value, number) for value, number in self.counts(records).items() if value)
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

    def offers(self, records: QuerySet) -> list[tuple[int, int]]:
        return sorted(self.counts(records).items(), reverse=True)


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

    def counts(self, records: QuerySet) -> dict[int, int]:
        """What lasts over several years is counted in each."""
        years: Counter[int] = Counter()
        for first, last, number in self.spans(records):
            for year in range(max(first, FIRST_YEAR), min(last, LAST_YEAR) + 1):
                years[year] += number
        return years

    def spans(self, records: QuerySet) -> list[tuple[int, int, int]]:
        """First and last year of the records, and how many of them have both."""
        rows = counted(records, f"{self.field_name}__year", f"{self.end or self.field_name}__year")
        return [(first, max(first, last or first), number) for first, last, number in rows if first]


def slug_choices(model: type[Publishable]) -> Callable[[], QuerySet]:
    """The public records of `model`, asked anew each time."""
    return lambda: model.objects.public()
