"""Feeds over all rooms: everything new, what concerns a body, what a search finds."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from amin_portal.pages.models import TextPage
from amin_portal.publishing.conditional import unchanged_since_version
from amin_portal.publishing.feeds import Entry, RecordFeedView, Told, answer, newest
from amin_portal.publishing.filters import Problem, RecordFilter
from amin_portal.publishing.twins import ListTwin, in_words, no_parameters, refusal
from amin_portal.search.finding import Found
from amin_portal.search.kinds import FilePages, kinds_of
from amin_portal.search.views import Search
from documents.feeds import DOCUMENTS, FIGURES, FILES, LINKS
from documents.models import Document, DocumentFile, FilePage
from meetings.feeds import AGENDA_ITEMS, BODIES, MEETINGS, OUTCOMES, PARTIES
from meetings.models import Body, Meeting
from plans.feeds import ACTIONS, ACTIVITIES, AREAS, PLANS, REPORTS

TEXT_PAGES = Told(TextPage, lambda page: [])
NEWS = (MEETINGS, DOCUMENTS, PLANS, REPORTS)
"""What the feed of everything new tells of. A part (an outcome, a paper, a file) makes its whole newer."""
EVERY_KIND = (
    *NEWS, BODIES, PARTIES, AGENDA_ITEMS, OUTCOMES, FILES, FIGURES, LINKS, ACTIONS, ACTIVITIES, AREAS, TEXT_PAGES,
)  # fmt: skip


class News(View):
    """Everything new."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if problems := no_parameters(request.GET):
            return refusal(problems)
        entries = newest(*(told.newest(told.model.objects.all()) for told in NEWS))
        return answer(request, _("Everything new"), request.build_absolute_uri(reverse("home")), entries)


class BodyFeed(RecordFeedView):
    """A body, its meetings, those too that it held jointly with others, and its documents."""

    model = Body

    def entries(self) -> list[list[Entry]]:
        body = self.object
        joint = Meeting.joint_bodies.through.objects.filter(body=body).values("meeting")
        return [
            BODIES.newest(Body.objects.filter(pk=body.pk)),
            MEETINGS.newest(Meeting.objects.filter(Q(body=body) | Q(pk__in=joint))),
            DOCUMENTS.newest(Document.objects.filter(bodies=body)),
        ]


def entries_of(found: Found) -> list[Entry]:
    """What a search finds, the newest of all kinds; for pages of a file, the file."""
    kinds, entries = found.kinds(), []
    for told in EVERY_KIND:
        if names := kinds & {kind.name for kind in kinds_of(told.model)}:
            entries.append(told.newest(told.model.objects.filter(pk__in=keys_of(found, names))))
    if FilePages.name in kinds:
        files = FilePage.objects.filter(pk__in=keys_of(found, {FilePages.name})).values("file")
        entries.append(FILES.newest(DocumentFile.objects.filter(pk__in=files)))
    return newest(*entries)


def keys_of(found: Found, kinds: set[str]) -> QuerySet:
    return found.entries().filter(kind__in=kinds).values("object_id")


class SearchFeed(ListTwin):
    """What a search finds, the newest first: for those who wait for a word."""

    page = Search

    def answer(self, filterset: RecordFilter) -> HttpResponse:
        found = filterset.qs
        if not found.words:
            return refusal([Problem("q", "required", _("A search needs words: ?q=critical minerals"))])
        return answer(self.request, in_words(found.words, filterset), self.page_address(filterset), entries_of(found))


news = unchanged_since_version(News.as_view())
body = unchanged_since_version(BodyFeed.as_view())
search = unchanged_since_version(SearchFeed.as_view())
