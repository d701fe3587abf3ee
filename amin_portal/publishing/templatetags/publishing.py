"""What the pages of records need beyond Django's own tags and filters."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language_info

register = template.Library()


@register.filter
def language(code: str) -> str:
    """The English name of a language by its BCP 47 code; the code itself where Django knows no name."""
    try:
        return get_language_info(code.lower())["name"]
    except KeyError:
        return code


@register.filter
def number(value: Decimal) -> str:
    """A decimal with its thousands grouped and no zeros that say nothing: 1,600.5 for 1600.500."""
    return f"{value.normalize():,f}"
