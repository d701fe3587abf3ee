"""The page that explains the figures of a plan's progress."""

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

from ..models import Plan
from ..views import StateDetail
from .account import Account, Chosen

MOST_ITEMS = 25


class PlanProgress(StateDetail):
    """How far a plan is: each action with the report that counts, now or as known then, and how that changed."""

    model = Plan
    template_name = "plans/plan_progress.html"
    linked = ("areas",)

    def get_context_data(self, **kwargs: Any) -> dict:
        account = Account(self.object, self.as_of, self.seen_by)
        account.steps = self.steps
        chosen = Chosen.among(self.request.GET, account.areas.values(), besides=("page", "preview"))
        items = account.chosen(chosen)
        is_list = bool(chosen.status or chosen.area or "page" in self.request.GET or len(items) <= MOST_ITEMS)
        paginator = Paginator(items, MOST_ITEMS)
        try:
            page = paginator.page(self.request.GET.get("page", 1))
        except InvalidPage as error:
            raise Http404(str(error)) from error
        return super().get_context_data(
            account=account,
            chosen=chosen,
            problems=chosen.problems,
            rows=account.rows(page.object_list) if is_list else [],
            is_list=is_list,
            page_obj=page,
            paginator=paginator,
            is_paginated=page.has_other_pages(),
            is_narrowed=bool(self.request.GET),
            **kwargs,
        )
