"""What keeps a list of the desk quick however many records there are."""

import json
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, cached_property

from amin_portal.publishing.on_record import leads_an_index, values_on_record, years_on_record

FEW = 1_000  # found records whose keys are kept for the length of a request
KEYS = {  # as one value: a thousand of them would take longer to be put into a statement than to be found
    "postgresql": "SELECT json_array_elements_text(%s)::bigint",
    "sqlite": "SELECT value FROM json_each(%s)",
}


class RecordList(ChangeList):
    """A list of the desk that knows its years by an index, where it can."""

    @cached_property
    def years(self) -> list[dict[str, str]] | None:
        """The years above a list that nothing narrows down; None where Django has to look through what is left."""
        date = self.date_hierarchy
        if not date or self.query or self.get_filters_params() or not leads_an_index(self.model, date):
            return None
        years = years_on_record(self.model, date)
        choices = [{"link": self.get_query_string({f"{date}__year": year}), "title": str(year)} for year in years]
        return choices if len(choices) > 1 else None


class ValuesOnRecordFilter(admin.AllValuesFieldListFilter):
    """Offers the values of a field that leads an index; who saves the list as a file is not offered any."""

    def __init__(self, field: models.Field, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        self.lookup_choices = SimpleLazyObject(partial(values_on_record, field.model, field.name))


class LongLists(admin.ModelAdmin):
    """Mixin: looks once for what a search finds, not again for its number, its years and its page."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RecordList

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, may_repeat
        keys = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
        if len(keys) > FEW:
            return found, may_repeat
        return queryset.filter(pk__in=RawSQL(KEYS[connection.vendor], [json.dumps(keys)])), False  # noqa: S611
