from django.contrib import admin

from amin_portal.publishing.admin import ReadOnlyAdmin

from .models import LoadedRecord


@admin.register(LoadedRecord)
class LoadedRecordAdmin(ReadOnlyAdmin):
    list_display = ["model", "key", "revision"]
    list_filter = ["model"]
    search_fields = ["key"]
