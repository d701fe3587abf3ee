"""The desk for names that mean the same."""

from django.contrib import admin

from amin_portal.publishing.admin import OneAfterTheOther, SeenForm
from amin_portal.publishing.spreadsheets.admin import Exported

from .models import SameNames


@admin.register(SameNames)
class SameNamesAdmin(OneAfterTheOther, Exported):
    form = SeenForm
    list_display = ["__str__"]
    search_fields = ["names"]
