"""What the list of reports in the admin can be narrowed down to."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.admin.keys import is_key
from plans.models import Plan, ProgressReport


class PlanFilter(admin.SimpleListFilter):
    """The reports on a plan and on all that it undertakes."""

    title = _("plan, with its items")
    parameter_name = "of_plan"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(str(plan.pk), str(plan)) for plan in Plan.objects.only("code", "title")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not is_key(self.value() or ""):
            return queryset
        of_it = Q(plan=self.value()) | Q(action__plan=self.value()) | Q(activity__plan=self.value())
        return queryset.filter(of_it)


class GroundsFilter(admin.SimpleListFilter):
    """What bears a report out."""

    title = _("evidence")
    parameter_name = "grounds"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("evidence", _("with evidence")), ("reason", _("a reason instead")), ("none", _("without evidence"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        evidence = Exists(ProgressReport.evidence.through.objects.filter(progressreport=OuterRef("pk")))
        has_reason = ~Q(reason_without_evidence="")
        chosen = {
            "evidence": Q(evidence),
            "reason": ~Q(evidence) & has_reason,
            "none": ~Q(evidence) & ~has_reason,
        }.get(self.value(), Q())
        return queryset.filter(chosen)
