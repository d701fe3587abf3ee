"""Pages of plans and of their areas, actions and activities."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from amin_portal.publishing.views import PublicDetail, PublicList, PublicPartDetail

from .charts import standing, timeline
from .filters import PlanFilter
from .models import Action, Activity, Plan, StrategicArea
from .progress import latest_status, roll_up

ADOPTION = (
    "document",
    "document__meeting_papers",
    "document__meeting_papers__meeting",
    "document__meeting_papers__meeting__body",
    "adopted_at",
    "adopted_at__body",
)
ADOPTION_OF_PLAN = ("plan", *(f"plan__{name}" for name in ADOPTION))
REPORTS = ("reports", "reports__meeting", "reports__meeting__body", "reports__evidence")


@dataclass
class Branch:
    """A strategic area of a plan (None: what belongs to no area) with its actions and the activities outside them."""

    area: StrategicArea | None
    actions: list[Action] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)


def branches(plan: Plan) -> list[Branch]:
    """The plan as a tree, from its fetched areas, actions and activities; each action carries `shown_activities`."""
    by_area = {area.pk: Branch(area) for area in plan.areas.all()} | {None: Branch(None)}
    by_action = {}
    for action in plan.actions.all():
        action.shown_activities, action.status_report = [], latest_status(action)
        by_action[action.pk] = action
        by_area.get(action.area_id, by_area[None]).actions.append(action)
    for activity in with_status(plan.activities.all()):
        if activity.action_id in by_action:
            by_action[activity.action_id].shown_activities.append(activity)
        else:
            by_area.get(activity.area_id, by_area[None]).activities.append(activity)
    return [branch for branch in by_area.values() if branch.area or branch.actions or branch.activities]


def branch(area: StrategicArea) -> Branch:
    """One area with its actions and activities, as in the tree of its plan."""
    actions = list(area.actions.all())
    for action in actions:
        action.shown_activities, action.status_report = with_status(action.activities.all()), latest_status(action)
    inside = {action.pk for action in actions}
    return Branch(
        area, actions, [activity for activity in with_status(area.activities.all()) if activity.action_id not in inside]
    )


def with_status(activities: Iterable[Activity]) -> list[Activity]:
    """The activities, each with its latest report that names a status as `status_report`."""
    activities = list(activities)
    for activity in activities:
        activity.status_report = latest_status(activity)
    return activities


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


class PlanDetail(PublicDetail):
    model = Plan
    feed_name = "plans:record-feed"
    template_name = "plans/plan_detail.html"
    linked = (
        *ADOPTION, "part_of", "parts", *(f"parts__{name}" for name in ADOPTION), "predecessor", "successors",
        "supports", "supported_by", "drafting_lead", "outcomes", "outcomes__meeting", "outcomes__meeting__body",
        "areas", "areas__lead_body", "actions", "actions__leads", "actions__continues",
        "actions__continues__plan", "actions__reports", "activities", "activities__country",
        "activities__reports", "served_by", "served_by__plan", "served_by__country", *REPORTS,
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        plan, actions = self.object, self.object.actions.all()
        return super().get_context_data(
            branches=branches(plan),
            standing=standing(plan.start_year, plan.end_year, timezone.localdate().year),
            roll_up=roll_up(actions),
            numbered=any(action.basis == Action.Basis.OFFICIAL for action in actions),
            **kwargs,
        )


class PlanItemDetail(PublicPartDetail):
    whole_model = Plan


class AreaDetail(PlanItemDetail):
    model = StrategicArea
    template_name = "plans/area_detail.html"
    linked = (
        *ADOPTION_OF_PLAN, "lead_body", "actions", "actions__plan", "actions__leads", "actions__continues",
        "actions__continues__plan", "actions__reports", "actions__activities", "actions__activities__plan",
        "actions__activities__country", "actions__activities__reports", "activities", "activities__plan",
        "activities__country", "activities__reports",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(branches=[branch(self.object)], **kwargs)


class ActionDetail(PlanItemDetail):
    model = Action
    template_name = "plans/action_detail.html"
    linked = (
        *ADOPTION_OF_PLAN, "area", "area__plan", "leads", "body", "mandate", "mandate__meeting",
        "mandate__meeting__body", "continues", "continues__plan", "continued_by", "continued_by__plan",
        "activities", "activities__plan", "activities__country", "activities__reports", *REPORTS,
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        activities = with_status(self.object.activities.all())
        return super().get_context_data(latest=latest_status(self.object), activities=activities, **kwargs)


class ActivityDetail(PlanItemDetail):
    model = Activity
    template_name = "plans/activity_detail.html"
    linked = (
        *ADOPTION_OF_PLAN, "area", "area__plan", "action", "action__plan", "also_serves", "country", "leads",
        "partners", "event", "documents", "continues", "continues__plan", "continued_by", "continued_by__plan",
        *REPORTS,
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict:
        return super().get_context_data(latest=latest_status(self.object), **kwargs)


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
