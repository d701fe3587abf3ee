"""The tag that says at the first use of an acronym what it stands for."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString

from amin_portal.glossary.acronyms import in_order, public_acronyms
from amin_portal.glossary.expansion import expand
from amin_portal.publishing.list_parts import once_for_version

register = template.Library()


class ExpandAcronyms(template.Node):
    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist, self.name = nodelist, name

    def render(self, context: template.Context) -> SafeString:
        known = once_for_version(context.get("request"), "acronyms", public_acronyms)
        page, used = expand(self.nodelist.render(context), known)
        context[self.name] = sorted(used, key=in_order)
        return SafeString(page)  # rendered already: all that was added is escaped


@register.tag
def expand_acronyms(parser: Parser, token: Token) -> ExpandAcronyms:
    """`{% expand_acronyms as used %} ... {% endexpand_acronyms %}`: `used` are the acronyms of what stands between."""
    try:
        _tag, _as, name = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError("Write {% expand_acronyms as NAME %}.") from error
    nodelist = parser.parse(("endexpand_acronyms",))
    parser.delete_first_token()
    return ExpandAcronyms(nodelist, name)
