"""One FilterSet for page and API, which names every parameter and every value that it cannot honour."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import django_filters
from django import forms
from django.core.validators import slug_re
from django.db.models import BooleanField, F, PositiveSmallIntegerField, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field

from .models import Publishable
from .partial_dates import PartialDate, PartialDateFormField, on_or_after, on_or_before
from .slugs import LATIN

LONGEST_QUERY = 200
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")  # a dash separates words, so AMCAP-III is AMCAP III


def without_accents(word: str) -> str:
    """Viet for Việt: Latin letters only lose their marks, other scripts stay as they are."""
    letters = unicodedata.normalize("NFD", word.translate(LATIN))
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f"))


@dataclass(frozen=True)
class Problem:
    """A parameter that was not understood: which, why, and what would have been."""

    parameter: str
    code: str
    detail: str
    allowed: tuple[str, ...] = ()

    @classmethod
    def repeated(cls, parameter: str, times: int) -> "Problem":
        return cls(parameter, "repeated", f"“{parameter}” was given {times} times; it takes one value.")

    @classmethod
    def unknown(cls, parameter: str, allowed: Iterable[str]) -> "Problem":
        allowed = sorted(allowed)
        near = get_close_matches(parameter, allowed, n=1, cutoff=0.5)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        return cls(
            parameter,
            "unknown",
            f"There is no parameter “{parameter}”.{hint} Allowed: {', '.join(allowed)}.",
            tuple(allowed),
        )


class WholeNumberFilter(django_filters.NumberFilter):
    """A number typed as text: a browser would hide from its user what a number field does not understand."""

    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)


class YesNoFilter(django_filters.TypedChoiceFilter):
    """`true` or `false`; anything else is refused."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", _("any")), ("true", _("yes")), ("false", _("no"))]
        super().__init__(choices=choices, coerce=lambda text: text == "true", empty_value=None, **kwargs)


class RecordFilter(django_filters.FilterSet):
    """Base of every FilterSet. `text_fields` are those that `q` reads."""

    text_fields: tuple[str, ...] = ()

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
        names = [*cls.declared_filters, *(name for name in filters if name not in cls.declared_filters)]
        names.sort(key=lambda name: {"q": 0, "ordering": 2}.get(name, 1))
        return {name: filters[name] for name in names if name != "q" or cls.text_fields}

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
        problems = []
        known = {*self.filters, *extra}
        for name in self.data:
            times = len(self.data.getlist(name))
            if name not in known:
                problems.append(Problem.unknown(name, known))
            elif times > 1:
                problems.append(Problem.repeated(name, times))
        for name, errors in self.form.errors.items():
            allowed = self.allowed_values(name)
            detail = f"“{name}”: {' '.join(str(error) for error in errors)}"
            problems.append(
                Problem(name, "invalid", f"{detail} Allowed: {', '.join(allowed)}." if allowed else detail, allowed)
            )
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
    def in_use(self) -> list[tuple[str, str]]:
        """Label and value of each filter that narrows the list now."""
        if not self.is_bound:
            return []
        chosen = (
            (self.form[name], value)
            for name, value in self.form.cleaned_data.items()
            if name != "ordering" and value not in (None, "", [])
        )
        return [
            (bound.label, dict(getattr(bound.field, "choices", ())).get(bound.data, bound.data))
            for bound, _value in chosen
        ]


class LinkedChoiceField(django_filters.fields.ModelChoiceField):
    """Takes any public record, and offers those in `offered`: a form never lists hundreds that would find nothing."""

    offered: QuerySet | None = None

    def __deepcopy__(self, memo: dict) -> "LinkedChoiceField":
        field = super().__deepcopy__(memo)
        if self.offered is not None:
            choices = self.iterator(field)
            choices.queryset = self.offered.all()
            field.widget.choices = choices
        return field


class LinkedChoiceFilter(django_filters.ModelChoiceFilter):
    """Chooses a public record by its slug; a record behind the door is no choice.

    The form offers those that records of the list are linked to, and the one that was asked for; `linked_to` says which
    they are, where that is not the field.
    """

    field_class = LinkedChoiceField

    def __init__(
        self, choices: Callable[[], QuerySet], linked_to: Callable[[QuerySet], QuerySet] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(queryset=lambda request: choices(), to_field_name="slug", empty_label=_("any"), **kwargs)
        self.choices = choices
        self.linked_to = linked_to or (lambda records: records.order_by().values(self.field_name))

    @property
    def field(self) -> LinkedChoiceField:
        field = super().field
        name = next(name for name, one in self.parent.filters.items() if one is self)
        asked = self.parent.data.get(name, "")
        offered = Q(pk__in=self.linked_to(self.parent.queryset))
        if slug_re.match(asked):
            offered |= Q(slug=asked)
        field.offered = self.choices().filter(offered)
        return field


class UidFilter(django_filters.UUIDFilter):
    """Chooses a record that has no slug of its own by its permanent identifier."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name=f"{field_name}__uid", **kwargs)


class KindFilter(django_filters.ChoiceFilter):
    """Chooses one of the values that a field of the record may have."""

    def __init__(self, choices: type[TextChoices], **kwargs: Any) -> None:
        super().__init__(choices=choices.choices, empty_label=_("any"), **kwargs)


@extend_schema_field({"type": "string", "examples": ["2023", "2023-05", "2023-05-10"]})
class PartialDateFilter(django_filters.Filter):
    """`gte`: may have been on that date or later; `lte`: or earlier. A date known to the year matches any day of it."""

    field_class = PartialDateFormField

    def filter(self, queryset: QuerySet, value: PartialDate | None) -> QuerySet:
        if value is None:
            return queryset
        rule = on_or_after if self.lookup_expr == "gte" else on_or_before
        return queryset.filter(rule(self.field_name, value))


class YearFilter(WholeNumberFilter):
    """Rows that fall, wholly or in part, into the year; `end` names the last date of those that last."""

    def __init__(self, *args: Any, end: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"min_value": 1900, "max_value": 2100, "label": _("Year")} | kwargs)
        self.end = end

    def filter(self, queryset: QuerySet, value: int | None) -> QuerySet:
        if value is None:
            return queryset
        year = PartialDate.parse(str(value))
        until = on_or_after(self.field_name, year)
        if self.end:
            until |= on_or_after(self.end, year)
        return queryset.filter(until, on_or_before(self.field_name, year))


class Ordering(django_filters.OrderingFilter):
    """A total order: what is unknown comes last, either way, and the key breaks ties."""

    def __init__(self, *fields: str | tuple[str, str], **kwargs: Any) -> None:
        pairs = [(field, field) if isinstance(field, str) else field for field in fields]
        super().__init__(fields=pairs, **{"label": _("Sort by"), "empty_label": _("usual order")} | kwargs)

    def filter(self, queryset: QuerySet, value: list[str] | None) -> QuerySet:
        if not value:
            return queryset
        terms = []
        for parameter in value:
            field = F(self.get_ordering_value(parameter).lstrip("-"))
            terms.append(field.desc(nulls_last=True) if parameter.startswith("-") else field.asc(nulls_last=True))
        return queryset.order_by(*terms, "pk")


def slug_choices(model: type[Publishable]) -> Callable[[], QuerySet]:
    """The public records of `model`, asked anew each time."""
    return lambda: model.objects.public()
