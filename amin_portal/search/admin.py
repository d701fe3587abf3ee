"""The desk for names that mean the same."""

from django.contrib import admin

from .models import SameNames


@admin.register(SameNames)
class SameNamesAdmin(admin.ModelAdmin):
    list_display = ["__str__"]
    search_fields = ["names"]
