"""What the pages of records need beyond Django's own tags and filters."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language_info

from ..partial_dates import PartialDate

register = template.Library()


@register.filter
def language(code: str) -> str:
    """The English name of a language by its BCP 47 code; the code itself where Django knows no name."""
    try:
        return get_language_info(code.lower())["name"]
    except KeyError:
        return code


@register.filter
def lang(code: str) -> str:
    """The attribute that says in which language (BCP 47) a title is written; empty for that of the page, English."""
    return format_html(' lang="{}"', code) if code and code != "en" else ""


@register.filter
def written_out(date: str) -> str:
    """A date of reduced precision (ISO 8601) as people write it: November 2023 for 2023-11; anything else as it is."""
    try:
        return str(PartialDate.parse(date))
    except ValueError:
        return date


@register.filter
def number(value: Decimal) -> str:
    """A decimal with its thousands grouped and no zeros that say nothing: 1,600.5 for 1600.500."""
    return f"{value.normalize():,f}"
