"""The tag that shows the thread of the record whose page it is."""

import datetime
from typing import Any

from django import template

from amin_portal.publishing.previews import viewer_of
from amin_portal.thread.drawing import draw
from amin_portal.thread.graph import Graph
from amin_portal.thread.telling import tell

register = template.Library()


@register.inclusion_tag("thread/thread.html", takes_context=True)
def thread(context: template.Context, until: datetime.date | None = None) -> dict[str, Any]:
    """`{% thread %}`: of `object`, for who sees the page, and no later than `until`."""
    record = context["object"]
    viewer = viewer_of(context["request"]) if context.get("preview") else None
    told = tell(Graph.around(record, viewer=viewer, until=until or None))
    return {"thread": told, "record": record, "picture": draw(told), "until": until}
