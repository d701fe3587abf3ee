"""What the portal itself writes, for reading only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from amin_portal.publishing.models import FormerSlug
from amin_portal.publishing.spreadsheets.admin import Exported


class ReadOnlyAdmin(Exported):
    """For what the portal itself writes."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False


@admin.register(FormerSlug)
class FormerSlugAdmin(ReadOnlyAdmin):
    list_display = ["slug", "content_type", "object_id"]
    list_select_related = ["content_type"]
    list_filter = ["content_type"]
    search_fields = ["slug"]
