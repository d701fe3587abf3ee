"""The tag that asks what visitors are told that a record lacks."""

from django import template

from amin_portal.desk import gaps
from amin_portal.desk.rules import Rule

register = template.Library()


@register.simple_tag(takes_context=True)
def known_gaps(context: template.Context) -> list[Rule]:
    """`{% known_gaps as gaps %}`: of the record whose page it is; in a preview, what would be said of what is there."""
    return gaps.known_gaps(context["object"], preview=bool(context.get("preview")))
