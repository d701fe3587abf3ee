"""The pack of a meeting, for its page."""

from django import template

from documents.packs.contents import Pack
from meetings.models import Meeting

register = template.Library()


@register.simple_tag
def pack_of(meeting: Meeting | None) -> Pack | None:
    """None where there is nothing in it, or no meeting; needs papers, their documents and their files fetched."""
    pack = Pack(meeting.papers.all()) if meeting else None
    return pack if pack and pack.is_offered else None
