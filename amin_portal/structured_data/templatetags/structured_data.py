"""Tags of the base template. They read what the page has rendered, so that what is told twice is written once."""

import html
import json
import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from amin_portal.publishing.models import Publishable
from amin_portal.structured_data.nodes import node
from amin_portal.structured_data.pages import breadcrumbs, dataset, web_site

register = template.Library()
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}  # nothing in it can end the script
PICTURE = "img/mark.png"
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r"""<meta name="description"\s+content="([^"]*)\"""")
CANONICAL = re.compile(r"""<link rel="canonical"\s+href="([^"]*)\"""")


def as_script(told: dict[str, Any] | None) -> SafeString:
    """A block of JSON-LD; nothing where there is nothing to tell."""
    if not told:
        return SafeString("")
    text = json.dumps({"@context": "https://schema.org"} | told, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')  # noqa: S308


class Around(template.Node):
    """A tag around a part of the page, which it repeats, and adds to."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        part = self.nodelist.render(context)
        return part + self.addition(part, context)

    def addition(self, part: str, context: template.Context) -> SafeString:
        raise NotImplementedError


class Breadcrumbs(Around):
    def addition(self, part: str, context: template.Context) -> SafeString:
        return as_script(breadcrumbs(part, context["request"].build_absolute_uri))


class Sharing(Around):
    def addition(self, part: str, context: template.Context) -> SafeString:
        """Nothing for a page without an address of its own, which nobody should share."""
        canonical, site = said(CANONICAL, part), _("ASEAN minerals cooperation")
        if not canonical:
            return SafeString("")
        properties = {
            "og:title": said(TITLE, part).removesuffix(f" | {site}"),
            "og:description": said(DESCRIPTION, part),
            "og:type": "article" if isinstance(context.get("object"), Publishable) else "website",
            "og:url": canonical,
            "og:image": context["request"].build_absolute_uri(static(PICTURE)),
            "og:site_name": site,
        }
        pairs = [(name, value) for name, value in properties.items() if value]
        tags = format_html_join("\n", '<meta property="{}" content="{}">', pairs)
        return format_html('{}\n<meta name="twitter:card" content="summary">\n', tags)


def said(pattern: re.Pattern, part: str) -> str:
    found = pattern.search(part)
    return " ".join(html.unescape(found[1]).split()) if found else ""


@register.tag("breadcrumb_list")
def breadcrumb_list(parser: Parser, token: Token) -> Breadcrumbs:
    """`{% breadcrumb_list %} the breadcrumbs {% endbreadcrumb_list %}`: says them in JSON-LD, too."""
    return around(Breadcrumbs, "breadcrumb_list", parser)


@register.tag("for_sharing")
def for_sharing(parser: Parser, token: Token) -> Sharing:
    """`{% for_sharing %} title, description, canonical address {% endfor_sharing %}`: says them in Open Graph, too."""
    return around(Sharing, "for_sharing", parser)


def around(node: type[Around], name: str, parser: Parser) -> Around:
    nodelist = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return node(nodelist)


@register.simple_tag(takes_context=True)
def structured_data(context: template.Context) -> SafeString:
    """What the page is about: its record, unless nobody but staff may see it yet; the portal; its data."""
    absolute = context["request"].build_absolute_uri
    match = context["request"].resolver_match
    record = context.get("object")
    if isinstance(record, Publishable):
        return as_script(None if context.get("preview") else node(record, absolute))
    if match and match.view_name == "home":
        return as_script(web_site(_("ASEAN minerals cooperation: the public record"), absolute))
    if match and match.view_name == "dumps:list":
        return as_script(dataset(context["newest"], absolute))
    return SafeString("")
