"""The page of the admin on which a whole plan is reported on. Nothing is written before it was looked through."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amin_portal.publishing.models import State, permission
from amin_portal.publishing.models.version import take_turn
from plans.models import Plan, ProgressReport

from .keeping import Refused, keep
from .sheet import Sheet


def report_sheet_page(request: HttpRequest, desk: ModelAdmin, plan_id: int) -> HttpResponse:
    """Shows the sheet; what would be made of it; and makes that, all of it or nothing, when it is confirmed."""
    if not request.user.has_perms([permission("view", Plan), permission("add", ProgressReport)]):
        raise PermissionDenied
    plan = Plan.objects.exclude(state=State.WITHDRAWN).filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    sheet = Sheet(plan, request.user, request.POST or None)
    try:
        with transaction.atomic():
            if "confirm" in request.POST:
                take_turn()
                Plan.objects.select_for_update().get(pk=plan.pk)
            return _answer(request, desk, sheet)
    except Refused:
        return _page(request, desk, "fill", sheet)


def _answer(request: HttpRequest, desk: ModelAdmin, sheet: Sheet) -> HttpResponse:
    """Raises Refused where what looked right cannot be kept."""
    if sheet.sent is None or "change" in request.POST:
        return _page(request, desk, "fill", sheet)
    is_confirmed = "confirm" in request.POST
    if is_confirmed and sheet.is_there:
        messages.info(request, _("All of this is on record already; nothing was added."))
        return redirect(_reports_on(sheet.plan))
    if not sheet.is_valid():
        return _page(request, desk, "fill", sheet)
    if is_confirmed and request.POST.get("seen") == sheet.seen:
        return _done(request, sheet, keep(sheet))
    if is_confirmed:
        sheet.problems.append(_("Somebody reported on one of these meanwhile. Nothing was made: look once more."))
    return _page(request, desk, "look", sheet)


def _done(request: HttpRequest, sheet: Sheet, kept: list[ProgressReport]) -> HttpResponse:
    LogEntry.objects.log_actions(request.user.pk, kept, ADDITION, _("Entered on the sheet of reports."))
    count = ngettext("%d draft report was made.", "%d draft reports were made.", len(kept)) % len(kept)
    if kept[0].state == State.IN_REVIEW:
        count = ngettext("%d report was made and is in review.", "%d reports were made and are in review.", len(kept))
        count %= len(kept)
    messages.success(request, count)
    return redirect(f"{_reports_on(sheet.plan)}&state__exact={kept[0].state}")


def _reports_on(plan: Plan) -> str:
    return f"{reverse('admin:plans_progressreport_changelist')}?of_plan={plan.pk}"


def _page(request: HttpRequest, desk: ModelAdmin, page: str, sheet: Sheet) -> HttpResponse:
    context: dict[str, Any] = desk.admin_site.each_context(request) | {
        "title": _("Reports on “%(plan)s”") % {"plan": sheet.plan},
        "opts": desk.opts,
        "record": sheet.plan,
        "record_url": reverse("admin:plans_plan_change", args=[sheet.plan.pk]),
        "sheet": sheet,
    }
    return TemplateResponse(request, f"admin/plans/report_sheet/{page}.html", context)
