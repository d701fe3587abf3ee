"""What a search takes, on its page and in the API."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import HiddenInput
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from amin_portal.publishing.facets import (
    FIRST_YEAR,
    LAST_YEAR,
    Choice,
    ChoiceList,
    Counted,
    LinkedChoiceFilter,
    NumberOnRecordFilter,
    TextOnRecordFilter,
    slug_choices,
)
from amin_portal.publishing.filters import InUse, RecordFilter
from amin_portal.publishing.templatetags.publishing import language
from meetings.models import Body, Party

from .facets import NAMES as FACETS
from .finding import Found
from .kinds import BY_NAME, type_choices
from .models import Entry


class TypeFilter(Counted, django_filters.ChoiceFilter):
    """Chooses a kind of record."""

    def offers(self, counts: Mapping[str, int]) -> list[tuple[str, int]]:
        return [(kind, counts[kind]) for kind in BY_NAME]

    def said(self, value: str) -> str | Promise:
        return BY_NAME[value].label


@extend_schema_field(OpenApiTypes.STR)
class RecordFacetFilter(LinkedChoiceFilter):
    """Chooses a record by its slug that others were indexed with."""


def countries() -> QuerySet:
    return Party.objects.public().exclude(country_code="")


class SearchFilter(RecordFilter):
    """A FilterSet whose records come from the index of the search, with their numbers, instead of a table."""

    text_fields = ("names",)
    takes_lookups = False

    type = TypeFilter(choices=type_choices(), label=_("Type"))
    year = NumberOnRecordFilter(min_value=FIRST_YEAR, max_value=LAST_YEAR, label=_("Year"))
    body = RecordFacetFilter(slug_choices(Body), label=_("Body"))
    country = RecordFacetFilter(countries, label=_("Country"))
    language = TextOnRecordFilter(words=language, max_length=20, label=_("Language"))

    class Meta(RecordFilter.Meta):
        model = Entry
        fields: list[str] = []

    @cached_property
    def qs(self) -> Found:
        return self.found_by(self.in_force)

    def without(self, name: str) -> Found:
        return self.found_by({other: value for other, value in self.in_force.items() if other != name})

    def found_by(self, values: dict[str, Any]) -> Found:
        chosen = {name: getattr(values[name], "pk", values[name]) for name in FACETS if name in values}
        return Found(values.get("q", ""), chosen)

    @property
    def in_use(self) -> list[InUse]:
        """Without the words, which stand in the field of the search."""
        return [one for one in super().in_use if one.name != "q"]

    def offer_choices(self) -> None:
        """Let the form offer what would find something; a facet without is left out, and the words go with the form."""
        self.form.fields["q"].widget = HiddenInput()
        for name, choices in self.choices().items():
            if choices:
                self.form.fields[name].widget = ChoiceList(choices, _("any"))
            elif name not in self.form.errors:
                del self.form.fields[name]

    def choices(self) -> dict[str, list[Choice]]:
        """What would find something, and what was chosen in any case."""
        counts = {name: self.qs.counts(name) for name in FACETS}
        return {name: self.filters[name].choices_among(counts[name], self.in_force.get(name)) for name in FACETS}
