"""What the pages of records need beyond Django's own tags and filters."""

from collections.abc import Iterator
from decimal import Decimal

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from ..addresses import address, at_page
from ..partial_dates import PartialDate

register = template.Library()
OF_THE_REGION = {"fil": _("Filipino"), "lo": _("Lao"), "tet": _("Tetum"), "tl": _("Tagalog")}  # Django has no names


@register.filter
def language(code: str) -> str:
    """The English name of a language by its BCP 47 code; the code itself where there is none known."""
    try:
        return get_language_info(code.lower())["name"]
    except KeyError:
        return OF_THE_REGION.get(code.partition("-")[0], code)


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


@register.filter
def numbers_nearby(page: Page) -> Iterator[int | str]:
    """The numbers of the first page, the last, and those around this one; the paginator's ELLIPSIS for a gap."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int) -> str:
    """The address of another page of this list, with its filters and order."""
    return address(context["request"].path, at_page(context["request"].GET, number))
