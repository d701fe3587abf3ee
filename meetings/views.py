"""Pages of bodies, meetings, outcomes, partners and countries."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from amin_portal.publishing.addresses import narrowed
from amin_portal.publishing.citations import Cited, CitedFile, ShortAddress
from amin_portal.publishing.list_parts import once_for_list
from amin_portal.publishing.models import FormerSlug
from amin_portal.publishing.views import Moved, PublicDetail, PublicList, PublicPartDetail

from .calendars import Offer
from .charts import held_by_body, meeting_years
from .citing import outcome_citation
from .filters import BodyFilter, MeetingFilter, OutcomeFilter, PartyFilter
from .membership import accessions, held_since_accession, members_at
from .models import Body, Meeting, Outcome, Party
from .party_record import party_record
from .tiles import tiles

PAPERS = ("papers", "papers__document", "papers__document__plan")
FILES = "papers__document__files"


class BodyList(PublicList):
    model = Body
    filterset_class = BodyFilter
    template_name = "meetings/body_list.html"
    linked = ("parent", "children")
    columns = (
        "acronym", "name", "kind", "parent", "successor", "mandate", "strategic_area", "periodicity",
        "periodicity_months", "established", "concluded",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        years = meeting_years(context["object_list"], held_by_body(Meeting.objects.public()))
        return context | {"meeting_years": years}


class BodyDetail(PublicDetail):
    model = Body
    feed_name = "body-feed"
    template_name = "meetings/body_detail.html"
    linked = (
        "parent", "children", "successor", "predecessors", "meetings", "meetings__host", "joint_meetings",
        "joint_meetings__body", "joint_meetings__host", "documents", "partners", "led_areas", "led_areas__plan",
        "actions", "actions__plan", "taskings", "taskings__meeting", "taskings__meeting__body",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        """The calendar, and whether the two standing addresses, latest and next, lead anywhere."""
        body = self.object
        found = {f"has_{which}": body.neighbour(which) is not None for which in ("latest", "next")}
        meetings = [*body.meetings.all(), *body.joint_meetings.all()]
        calendar = Offer.of(reverse("bodies:calendar", args=[body.slug]), meetings)
        return super().get_context_data(calendar=calendar, **found, **kwargs)


class BodyNeighbour(PublicDetail):
    """Redirects to the next or the latest meeting of a body; 404 where there is none."""

    model = Body

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponse:
        meeting = self.object.neighbour(self.kwargs["which"])
        if meeting is None:
            raise Http404
        return redirect(meeting)


class MeetingList(PublicList):
    model = Meeting
    dated_by = "start"
    filterset_class = MeetingFilter
    template_name = "meetings/meeting_list.html"
    linked = ("body", "host")
    columns = (
        "title", "kind", "body", "joint_bodies", "ordinal", "ordinal_basis", "start", "end", "date_note", "mode",
        "city", "venue", "time_zone", "host", "participants", "status", "summary",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        filterset, total = context["filter"], context["paginator"].count
        number = once_for_list(self.request, "known days", filterset.qs.on_known_days().count) if total else 0
        address = narrowed(reverse("meetings:calendar"), self.request.GET, filterset)
        return context | {"calendar": Offer(address, number, left_out=total - number)}


class MeetingDetail(PublicDetail):
    model = Meeting
    template_name = "meetings/meeting_detail.html"
    linked = (
        "body", "host", "joint_bodies", "participants", "agenda_items", "agenda_items__outcomes",
        "agenda_items__papers", "agenda_items__papers__document", "outcomes", "outcomes__tasked_bodies",
        "outcomes__agenda_item", "outcomes__plans", "outcomes__papers", "outcomes__papers__document",
        "outcomes__papers__document__plan", *PAPERS, FILES, "papers__outcome", "papers__agenda_item",
        "progress_reports", "progress_reports__evidence", "progress_reports__plan", "progress_reports__action",
        "progress_reports__action__plan", "progress_reports__activity", "progress_reports__activity__plan",
        "activities", "activities__plan", "activities__country", "adopted_plans",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        ordinal, previous, following = self.object.ordinal, self.beside("lt", "-ordinal"), self.beside("gt", "ordinal")
        return super().get_context_data(
            previous=previous,
            next=following,
            gap_before=previous is not None and previous.ordinal < ordinal - 1,
            gap_after=following is not None and following.ordinal > ordinal + 1,
            calendar=Offer.of(reverse("meetings:event", args=[self.object.slug]), [self.object]),
            members=members_at(self.object),
            papers=sorted(self.object.papers.all(), key=lambda paper: paper.Role.values.index(paper.role)),
            **kwargs,
        )

    def beside(self, comparison: str, order: str) -> Meeting | None:
        """The nearest public meeting of the same series; some in between may be unknown."""
        if self.object.ordinal is None:
            return None
        series = Meeting.objects.public().filter(
            body=self.object.body_id, **{f"ordinal__{comparison}": self.object.ordinal}
        )
        return series.linked("body").order_by(order).first()


class OutcomeList(PublicList):
    model = Outcome
    dated_by = "date"
    filterset_class = OutcomeFilter
    template_name = "meetings/outcome_list.html"
    linked = ("meeting", "meeting__body", "papers", "papers__document")
    columns = (
        "meeting", "number", "position", "kind", "text", "date", "agenda_item", "due", "follow_up", "tasked_bodies",
        "follows",
    )  # fmt: skip


class OutcomePage(PublicPartDetail, Cited):
    model = Outcome
    whole_model = Meeting
    short_name = "short-outcome"
    citation_of = staticmethod(outcome_citation)
    linked = ("meeting", "meeting__body")


class OutcomeCitation(OutcomePage, CitedFile):
    """The citation of an outcome as a file."""


class OutcomeAddress(ShortAddress, PublicPartDetail):
    """/o/ammin-9/12 leads to outcome 12 of the 9th AMMin."""

    model = Outcome
    whole_model = Meeting
    linked = ("meeting",)


class OutcomeDetail(OutcomePage):
    template_name = "meetings/outcome_detail.html"
    linked = ("meeting", "meeting__body", "agenda_item", "agenda_item__meeting", "tasked_bodies")


class PartyList(PublicList):
    model = Party
    filterset_class = PartyFilter
    columns = (
        "name", "acronym", "kind", "country_code", "member_from", "capital", "ministry", "geological_survey",
        "other_institutions", "cooperation", "note", "bodies", "aliases",
    )  # fmt: skip


class PartnerList(PartyList):
    template_name = "meetings/partner_list.html"
    linked = ("bodies",)
    paginate_by = 50
    in_collection = {"kind__in": ",".join(kind for kind in Party.Kind if kind != Party.Kind.MEMBER_STATE)}

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().partners()


class CountryList(PartyList):
    template_name = "meetings/country_list.html"
    linked = ("hosted_meetings", "hosted_meetings__body")
    in_collection = {"kind": Party.Kind.MEMBER_STATE}

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().member_states()

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        members = accessions(Party.objects.public().member_states())
        return context | {"tiles": tiles(context["object_list"]), "accessions": members}


class PartyDetail(PublicDetail):
    """A party of either kind; one that has changed its kind is found from its former address."""

    model = Party
    linked = (
        "bodies", "hosted_meetings", "hosted_meetings__body", "attended_meetings", "attended_meetings__body",
        "attended_meetings__host", "documents", "published_documents", "drafted_plans", "led_actions",
        "led_actions__plan", "led_activities", "led_activities__plan", "led_activities__country",
        "partnered_activities", "partnered_activities__plan", "partnered_activities__country",
        "activities_there", "activities_there__plan", "led_actions__reports", "led_activities__reports",
        "related_links",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(groups=party_record(self.object), **kwargs)

    def look_for_former_address(self) -> None:
        slug = self.kwargs["slug"]
        if party := Party.objects.public().filter(slug=slug).first() or FormerSlug.known_record(Party, slug):
            raise Moved(party.get_absolute_url())


class PartnerDetail(PartyDetail):
    template_name = "meetings/partner_detail.html"

    def identify(self) -> dict[str, Any]:
        return super().identify() | {"kind__in": [kind for kind in Party.Kind if kind != Party.Kind.MEMBER_STATE]}


class CountryDetail(PartyDetail):
    template_name = "meetings/country_detail.html"

    def identify(self) -> dict[str, Any]:
        return super().identify() | {"kind": Party.Kind.MEMBER_STATE}

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(held_since=held_since_accession(self.object), **kwargs)
