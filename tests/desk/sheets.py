"""Fills in the sheet of reports as staff do."""

from typing import Any

from django.test import Client
from django.urls import reverse

from plans.models import Plan, ProgressReport
from tests.factories.plans import ActionFactory, PlanFactory, StrategicAreaFactory

from . import browsers
from .forms import Fields, shown_values


def plan_of_three_actions() -> Plan:
    """One in each of two areas, and one beside them."""
    plan = PlanFactory(code="AMCAP-III", slug="amcap-iii")
    for number in (1, 2):
        area = StrategicAreaFactory(plan=plan, number=number, name=f"Area {number}")
        ActionFactory(plan=plan, area=area, title=f"Action {number}")
    ActionFactory(plan=plan, title="Action beside them")
    return plan


def page_of(plan: Plan) -> str:
    return reverse("admin:plans_plan_reports", args=[plan.pk])


def list_of(plan: Plan, state: str = "") -> str:
    return f"/admin/plans/progressreport/?of_plan={plan.pk}{state and f'&state__exact={state}'}"


def browser_of(role: str | None) -> Client:
    return browsers.browser_of(role, "dewi")


def look(client: Client, plan: Plan, **typed: Any):
    """Fill in the sheet and see what would be made."""
    return client.post(page_of(plan), shown_values(client, page_of(plan)) | {"as_of": "2025-10-02"} | typed)


def confirm(client: Client, plan: Plan, looked_through, **changes: Any):
    return client.post(page_of(plan), Fields.of(looked_through.text) | {"confirm": ""} | changes)


def enter(client: Client, plan: Plan, **typed: Any):
    return confirm(client, plan, look(client, plan, **typed))


def row(item: Any, **said: Any) -> dict[str, Any]:
    return {f"{item._meta.model_name}-n{item.pk}-{name}": value for name, value in said.items()}


def made() -> list[ProgressReport]:
    return [*ProgressReport.objects.order_by("pk")]


def mistakes(answer) -> dict[str, list[str]]:
    return {mistake.where: [*mistake.messages] for mistake in answer.context["sheet"].mistakes}
