"""The page of the admin on which the continuations of a plan's items are chosen, all or nothing."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amin_portal.publishing.many import many_changes
from amin_portal.publishing.models import permission
from amin_portal.publishing.models.transitions import may_write
from amin_portal.publishing.models.version import take_turn

from ..models import Action, Activity, Plan
from .forms import ContinuationForm
from .proposing import Proposals, candidates, items_of

KINDS = {"actions": (Action, gettext_lazy("Actions")), "activities": (Activity, gettext_lazy("Activities"))}
MOST_ON_A_PAGE = 50


class Refused(Exception):
    """Something cannot be kept; the form that it is in says why."""


def continuations_page(request: HttpRequest, desk: ModelAdmin, plan_id: int) -> HttpResponse:
    """Shows what each item goes on from and what it may; `?of=` says of which kind. Keeps the choices that are sent."""
    plan, kind = desk.get_queryset(request).filter(pk=plan_id).first(), request.GET.get("of", "actions")
    if plan is None or kind not in KINDS:
        raise Http404
    model = KINDS[kind][0]
    if not request.user.has_perms([permission("view", Plan), permission("change", model)]):
        raise PermissionDenied
    try:
        with transaction.atomic():
            page, forms = _forms(request, model, plan)
            if request.method == "POST":
                count = _keep_all(request, forms)
                messages.success(request, _said(count))
                return redirect(request.get_full_path())
    except Refused:
        pass
    return _answer(request, desk, plan, kind, page, forms)


def _forms(request: HttpRequest, model: type, plan: Plan) -> tuple[Page, list[tuple[Any, ContinuationForm | None]]]:
    """The items of the page, each with its form, or with None where it is not the person's to change."""
    items = items_of(model, plan).select_related("continues__plan")
    if request.method == "POST":
        take_turn()
        items = items.select_for_update(of=("self",))
    page = Paginator(items, MOST_ON_A_PAGE).get_page(request.GET.get("page"))
    proposals = Proposals(page, candidates(model, plan))
    data = request.POST if request.method == "POST" else None
    return page, [
        (item, ContinuationForm(item, proposals.of(item), data) if may_write(request.user, item) else None)
        for item in page
    ]


def _keep_all(request: HttpRequest, forms: list[tuple[Any, ContinuationForm | None]]) -> int:
    """Keep what was chosen anew. Raises Refused where one thing cannot be."""
    mine = [form for _item, form in forms if form]
    refused = [form for form in mine if not form.is_valid()]
    changed = [form for form in mine if form not in refused and form.is_changed]
    with many_changes():
        for form in changed:
            try:
                form.keep()
            except ValidationError as error:
                form.add_error(None, error.messages)
                refused.append(form)
        if refused:
            raise Refused
    items = [form.item for form in changed]
    if items:
        fields = [{"changed": {"fields": [str(items[0]._meta.get_field("continues").verbose_name)]}}]
        LogEntry.objects.log_actions(request.user.pk, items, CHANGE, fields)
    return len(items)


def _said(count: int) -> str:
    if not count:
        return _("Nothing was chosen anew, so nothing was changed.")
    return ngettext("%d continuation was changed.", "%d continuations were changed.", count) % count


def _answer(
    request: HttpRequest, desk: ModelAdmin, plan: Plan, kind: str, page: Page, forms: list[tuple[Any, Any]]
) -> HttpResponse:
    context = desk.admin_site.each_context(request) | {
        "title": _("What goes on in “%(plan)s”") % {"plan": plan},
        "opts": desk.opts,
        "record": plan,
        "record_url": reverse("admin:plans_plan_change", args=[plan.pk]),
        "kind": kind,
        "kinds": {name: label for name, (_model, label) in KINDS.items()},
        "page": page,
        "forms": forms,
        "item_opts": KINDS[kind][0]._meta,
        "is_refused": request.method == "POST",
    }
    return TemplateResponse(request, "admin/plans/plan/continuations.html", context)
