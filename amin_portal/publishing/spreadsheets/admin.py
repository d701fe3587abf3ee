"""What lists of the admin can do with spreadsheets."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse

from .exporting import export
from .writing import FORMATS

OF_THE_PAGE = {"p", "all", "o", "e", "_facets"}  # parameters that filter nothing


class Exported(admin.ModelAdmin):
    """A list that can be saved as it is filtered."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/<str:kind>/", self.admin_site.admin_view(self.export), name=name), *super().get_urls()]

    def export(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The list that the same parameters show, all of its pages."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if kind not in FORMATS:
            raise Http404
        address = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        try:
            shown = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect(f"{reverse(address)}?e=1")
        format = FORMATS[kind]
        if format.most_rows is not None and shown.result_count > format.most_rows:
            return redirect(f"{reverse(address)}{shown.get_query_string()}")
        return export(request, shown.queryset, format, bool({*request.GET} - OF_THE_PAGE))

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        return super().changelist_view(request, {"export_formats": [*FORMATS.values()]} | (extra_context or {}))
