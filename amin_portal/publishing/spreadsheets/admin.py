"""What lists of the admin can do with spreadsheets."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse

from .desk import confirm_page, empty_file, import_page
from .exporting import export
from .resources import RecordResource
from .writing import FORMATS

OF_THE_PAGE = {"p", "all", "o", "e", "_facets"}  # parameters that filter nothing


class Exported(admin.ModelAdmin):
    """A list that can be saved as it is filtered."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/<str:kind>/", self.admin_site.admin_view(self.export), name=name), *super().get_urls()]

    def address_of(self, page: str) -> str:
        """The name of a page of this kind of record, for `reverse`."""
        return f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"

    def export(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The list that the same parameters show, all of its pages."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if kind not in FORMATS:
            raise Http404
        address = reverse(self.address_of("changelist"))
        try:
            shown = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return redirect(f"{address}?e=1")
        format = FORMATS[kind]
        if format.most_rows is not None and shown.result_count > format.most_rows:
            return redirect(f"{address}{shown.get_query_string()}")
        return export(request, shown.queryset, format, bool({*request.GET} - OF_THE_PAGE))

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        return super().changelist_view(request, {"export_formats": [*FORMATS.values()]} | (extra_context or {}))


class Imported(Exported):
    """A list that takes spreadsheets too, of the columns of `import_resource`."""

    import_resource: type[RecordResource]

    def get_urls(self) -> list:
        def view(page: Any) -> Any:
            return self.admin_site.admin_view(lambda request, **kwargs: page(request, self, **kwargs))

        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        return [
            path("import/", view(import_page), name=name),
            path("import/confirm/", view(confirm_page), name=f"{name}_confirm"),
            path("import/empty/<str:kind>/", view(empty_file), name=f"{name}_empty"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Rows may be new records or changes of old ones."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        address = reverse(self.address_of("import")) if self.has_import_permission(request) else ""
        return super().changelist_view(request, {"import_url": address} | (extra_context or {}))
