"""The ways from a list of the admin to its files."""

from django import template
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.urls import reverse

from amin_portal.publishing.spreadsheets.writing import Format

register = template.Library()


@register.simple_tag
def export_address(cl: ChangeList, format: Format) -> str:
    """Of the list as it is filtered, searched and ordered; empty where it is too long for this kind of file."""
    if format.most_rows is not None and cl.result_count > format.most_rows:
        return ""
    address = reverse(f"admin:{cl.opts.app_label}_{cl.opts.model_name}_export", args=[format.name])
    return f"{address}{cl.get_query_string(remove=[PAGE_VAR])}"
