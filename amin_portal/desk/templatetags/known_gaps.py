"""The tag that asks what visitors are told that a record lacks."""

from django import template

from amin_portal.desk import gaps
from amin_portal.desk.rules import Rule
from amin_portal.publishing.previews import viewer_of

register = template.Library()


@register.simple_tag(takes_context=True)
def known_gaps(context: template.Context) -> list[Rule]:
    """`{% known_gaps as gaps %}`: of the record whose page it is; in a preview, by what is shown there."""
    viewer = viewer_of(context["request"]) if context.get("preview") else None
    return gaps.known_gaps(context["object"], viewer)
