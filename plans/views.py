"""Pages of plans and of their areas, actions and activities."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from amin_portal.publishing.addresses import address, at_page
from amin_portal.publishing.models.door import records_visible_to
from amin_portal.publishing.views import PublicDetail, PublicList, PublicPartDetail

from .as_of import AsKnown, adoption_by, begun, begun_by, decided_by
from .charts import standing, timeline
from .filters import PlanFilter
from .models import Action, Activity, Plan, ProgressReport, StrategicArea
from .progress import MOST_SHOWN, States, latest_reports, roll_up, with_grounds
from .progress.over_time import over_time
from .tree import MOST_ROWS, Trunk, area_rows, branches

ADOPTION = (
    "document",
    "document__meeting_papers",
    "document__meeting_papers__meeting",
    "document__meeting_papers__meeting__body",
    "adopted_at",
    "adopted_at__body",
)
ADOPTION_OF_PLAN = ("plan", *(f"plan__{name}" for name in ADOPTION))


class PlanList(PublicList):
    model = Plan
    filterset_class = PlanFilter
    template_name = "plans/plan_list.html"
    linked = ("part_of", *ADOPTION)
    columns = (
        "code", "title", "theme", "kind", "start_year", "end_year", "part_of", "phase", "predecessor", "supports",
        "document", "adoption.act", "adoption.on", "adoption.meeting", "adoption.meeting.title", "drafting_lead",
        "vision", "vision_basis", "summary", "notes",
    )  # fmt: skip
    behind_columns = ADOPTION[1:]  # the text is a column itself

    def get_context_data(self, **kwargs: Any) -> dict:
        context = super().get_context_data(**kwargs)
        return context | {"timeline": timeline(context["object_list"], timezone.localdate().year)}


class StateDetail(AsKnown, PublicDetail):
    """The page of a plan or of an item of it, now or as it was known then."""

    def seen(self, model: type) -> QuerySet:
        return records_visible_to(self.seen_by, model)

    def reported(self, subject: str) -> dict:
        """The latest reports on the record, which is their `subject`; older ones are left to the API."""
        reports = self.seen(ProgressReport).filter(**{subject: self.object}).known_by(self.until).latest_first()
        found = list(with_grounds(reports, self.seen_by, self.until)[: MOST_SHOWN + 1])
        return {"reports": found[:MOST_SHOWN], "more_reports": len(found) > MOST_SHOWN}

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(adoption=adoption_by(self.plan, self.until), **kwargs)


class PlanDetail(StateDetail):
    model = Plan
    feed_name = "plans:record-feed"
    template_name = "plans/plan_detail.html"
    linked = (
        *ADOPTION, "part_of", "predecessor", "successors", "drafting_lead", "outcomes", "outcomes__meeting",
        "outcomes__meeting__body", "areas", "areas__lead_body", "served_by", "served_by__plan", "served_by__country",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        plan, until = self.object, self.until
        year = (until or timezone.localdate()).year
        return super().get_context_data(
            standing=standing(plan.start_year, plan.end_year, year),
            outcomes=[one for one in plan.outcomes.all() if decided_by(one.meeting, None, until)],
            served_by=[activity for activity in plan.served_by.all() if begun_by(activity.start, until)],
            **self.reported("plan"),
            **self.progress(Trunk(plan, until=until, viewer=self.seen_by)),
            **kwargs,
        )

    def progress(self, trunk: Trunk) -> dict:
        """How far its actions are, and the tree of them; for a plan with many, its areas in figures."""
        items = States(trunk.actions, self.until, viewer=self.seen_by).items()
        numbered = trunk.actions.filter(basis=Action.Basis.OFFICIAL).exists()
        known = {"roll_up": roll_up(items), "numbered": numbered}
        areas = self.object.areas.all()
        if len(items) + trunk.activities.count() > MOST_ROWS:
            return known | {"area_rows": area_rows(areas, items, trunk.activities)}
        return known | {"branches": branches(areas, *trunk.fetched())}


class PlanItemDetail(StateDetail, PublicPartDetail):
    whole_model = Plan


class AreaDetail(PlanItemDetail):
    """The page of an area, a page of its actions at a time where they are many."""

    model = StrategicArea
    template_name = "plans/area_detail.html"
    linked = (*ADOPTION_OF_PLAN, "lead_body")

    def get_context_data(self, **kwargs: Any) -> dict:
        trunk = Trunk(self.plan, self.object, self.until, self.seen_by)
        states = States(trunk.actions, self.until, self.steps.days, self.seen_by)
        paginator = Paginator(trunk.rows(), MOST_ROWS)
        try:
            page = paginator.page(self.request.GET.get("page", 1))
        except InvalidPage as error:
            raise Http404(str(error)) from error
        return super().get_context_data(
            roll_up=roll_up(states.items()),
            areas=[over_time(self.object, states.over_time(states.areas))] if states.areas else [],
            branches=branches([self.object], *trunk.fetched(page.object_list)),
            page_obj=page,
            paginator=paginator,
            is_paginated=page.has_other_pages(),
            is_narrowed=self.as_of is not None,
            canonical=address(self.request.path, at_page(QueryDict(), page.number)),
            **kwargs,
        )


class ActionDetail(PlanItemDetail):
    model = Action
    template_name = "plans/action_detail.html"
    linked = (
        *ADOPTION_OF_PLAN, "area", "area__plan", "leads", "body", "mandate", "mandate__meeting",
        "mandate__meeting__body",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        action, until = self.object, self.until
        activities = self.seen(Activity).filter(begun("start", until)).linked("country", viewer=self.seen_by)
        shown = list(activities.filter(action=action)[: MOST_SHOWN + 1])
        Trunk(self.plan, until=until, viewer=self.seen_by).with_status("activity", shown)
        return super().get_context_data(
            latest=latest_reports("action", [action], until, self.seen_by).get(action.pk),
            mandate=action.mandate if action.mandate and decided_by(action.mandate.meeting, None, until) else None,
            activities=shown[:MOST_SHOWN],
            more_activities=len(shown) > MOST_SHOWN,
            **self.reported("action"),
            **kwargs,
        )


class ActivityDetail(PlanItemDetail):
    model = Activity
    template_name = "plans/activity_detail.html"
    linked = (
        *ADOPTION_OF_PLAN, "area", "area__plan", "action", "action__plan", "also_serves", "country", "leads",
        "partners", "event", "documents",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        activity, until = self.object, self.until
        return super().get_context_data(
            latest=latest_reports("activity", [activity], until, self.seen_by).get(activity.pk),
            had_begun=begun_by(activity.start, until),
            documents=[document for document in activity.documents.all() if begun_by(document.date, until)],
            **self.reported("activity"),
            **kwargs,
        )


ITEM_PAGES = (AreaDetail, ActionDetail, ActivityDetail)


def item(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """The page of whichever item of the plan has, or had, that slug: no two items of a plan share one."""
    items = {page: page.model.objects.filter(plan__slug=slug, slug=part) for page in ITEM_PAGES}
    for page in sorted(ITEM_PAGES, key=lambda page: not items[page].exists()):
        try:
            return page.as_view()(request, slug=slug, part=part)
        except Http404:
            continue
    raise Http404
