from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase

from amin_portal.publishing.twins import RecordTwin
from documents.sending import Content, send
from meetings.models import Meeting

from .contents import PAPERS
from .writing import PackFile


class MeetingPack(RecordTwin):
    """The public papers of a meeting as one ZIP; 404 where none of their files is ours."""

    model = Meeting
    linked = ("body", *PAPERS)

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponseBase:
        meeting, request = self.object, self.request
        packed = PackFile(meeting, f"{request.scheme}://{request.get_host()}")
        if not packed.pack.is_offered:
            raise Http404
        name = f"{meeting.slug} papers.zip"
        response = send(request, packed, Content("application/zip", packed.identity, name, name, is_attachment=True))
        response["X-Robots-Tag"] = "noindex"
        return response
