"""The search page: the best hits of each kind, or all of one kind."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.addresses import address, without
from amin_portal.publishing.views import PublicList

from .filters import SearchFilter
from .models import Entry

SHOWN_OF_EACH_KIND = 5


class Search(PublicList):
    model = Entry
    filterset_class = SearchFilter
    template_name = "search.html"
    form_summary = _("Narrow the search")
    feed_name = "search-feed"
    formats = ()

    def get_queryset(self) -> Any:
        """The FilterSet asks the index; nothing of the table is needed."""
        return Entry.objects.none()

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        found = context["filter"].qs
        context |= {"words": found.words, "found": found}
        if "type" not in context["filter"].in_force and context["page_obj"].number == 1:
            context["is_paginated"] = False
            context["groups"] = [
                (kind, number, hits, self.narrowed(type=kind.name))
                for kind, number, hits in found.best_of_each_kind(SHOWN_OF_EACH_KIND)
            ]
        if found.better_spelling:
            context["better"] = self.narrowed(q=found.better_spelling)
        return context

    def years(self, records: Any, filterset: SearchFilter) -> list:
        """The best come first, whatever their years."""
        return []

    def narrowed(self, **parameters: str) -> str:
        """The address of this search with other parameters, on its first page."""
        query = without(self.request.GET)
        for name, value in parameters.items():
            query[name] = value
        return address(self.request.path, query)
