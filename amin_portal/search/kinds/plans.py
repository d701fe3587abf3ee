"""Plans and what belongs to them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from amin_portal.search.searched import Searched, period_of
from meetings.models import Body, Party
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea


class Plans(Searched):
    name, label, model, weight = "plans", _("Plans"), Plan, 3.0
    named = ("code", "title", "get_kind_display")
    told = ("theme", "summary", "vision")
    related = ("drafting_lead",)

    def title(self, plan: Plan) -> str:
        return f"{plan.code}: {plan.title}" if plan.code and plan.code not in plan.title else plan.title

    def names(self, plan: Plan) -> list[str]:
        """With each year that it covers: who asks for 2023 finds the plan from 2021 to 2025."""
        first, last = self.years(plan)
        return [*super().names(plan), " ".join(map(str, range(first, last + 1)))] if first else super().names(plan)

    def years(self, plan: Plan) -> tuple[int | None, int | None]:
        return period_of(plan)

    def parties(self, plan: Plan) -> Iterable[Party | None]:
        return [plan.drafting_lead]

    def weigh(self, plan: Plan) -> float:
        return self.weight * 1.5 if plan.kind == Plan.Kind.ACTION_PLAN else self.weight


class Areas(Searched):
    name, label, model = "areas", _("Strategic areas"), StrategicArea
    named, told, related = ("name",), ("objective",), ("lead_body",)

    def years(self, area: StrategicArea) -> tuple[int | None, int | None]:
        return period_of(area.plan)

    def bodies(self, area: StrategicArea) -> Iterable[Body | None]:
        return [area.lead_body]


class Actions(Searched):
    name, label, model, weight = "actions", _("Actions"), Action, 1.2
    named, told, related = ("code", "title"), ("description", "measure", "target"), ("body", "leads")

    def years(self, action: Action) -> tuple[int | None, int | None]:
        return period_of(action) if action.start_year or action.end_year else period_of(action.plan)

    def bodies(self, action: Action) -> Iterable[Body | None]:
        return [action.body]

    def parties(self, action: Action) -> Iterable[Party | None]:
        return action.leads.all()


class Activities(Searched):
    name, label, model = "activities", _("Activities"), Activity
    named, told = ("title",), ("summary", "city", "dates")
    related = ("country", "leads", "partners")

    def day(self, activity: Activity) -> Any:
        return activity.start

    def last_day(self, activity: Activity) -> Any:
        return activity.end

    def parties(self, activity: Activity) -> Iterable[Party | None]:
        return [activity.country, *activity.leads.all(), *activity.partners.all()]


class Reports(Searched):
    name, label, model, weight = "reports", _("Progress reports"), ProgressReport, 0.7
    told = ("narrative", "reason_without_evidence")

    def day(self, report: ProgressReport) -> Any:
        return report.as_of
