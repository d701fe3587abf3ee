from django.contrib import admin

from amin_portal.publishing.admin import RecordAdmin

from .models import TextPage


@admin.register(TextPage)
class TextPageAdmin(RecordAdmin):
    list_display = ["title", "slug", "position", "state", "is_public", "updated_at"]
    list_filter = ["state"]
    search_fields = ["title", "body"]
    fieldsets = [(None, {"fields": ["title", "body", "position"]})]
