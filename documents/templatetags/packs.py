"""The pack of a meeting, for its page."""

from django import template

from documents.packs.contents import Pack
from meetings.models import Meeting

register = template.Library()


@register.simple_tag
def pack_of(meeting: Meeting) -> Pack | None:
    """None where there is nothing in it; needs papers, their documents and their files fetched."""
    pack = Pack(meeting.papers.all())
    return pack if pack.is_offered else None
