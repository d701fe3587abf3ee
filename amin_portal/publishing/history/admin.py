"""The pages of the desk on what was changed: of a record with its parts, and of one of its versions."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from .changes import changes, in_one_order, versions_with_parts
from .reverting import revert, what_would_change

PER_PAGE = 25


class HistoryPages(admin.ModelAdmin):
    """Who changed what and when, old beside new, and the way back."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        view = self.admin_site.admin_view(self.version_view)
        return [path("<int:object_id>/history/<int:number>/", view, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        record = self._asked_for(request, object_id)
        page = Paginator(in_one_order(versions_with_parts(record, request.user)), PER_PAGE).get_page(
            request.GET.get("page")
        )
        context = self._context(request, record, _("What was changed")) | {
            "page": page,
            "changes": changes(page.object_list),
        }
        return TemplateResponse(request, "admin/history/record.html", context | (extra_context or {}))

    @method_decorator(transaction.atomic)
    def version_view(self, request: HttpRequest, object_id: int, number: int) -> HttpResponse:
        """One version beside what is on record now; POST takes it up again."""
        record = self._asked_for(request, str(object_id))
        version = record.history.filter(pk=number).first()
        if version is None:
            raise Http404
        may_revert = self.may_revert(request, record)
        if request.method == "POST":
            if not may_revert:
                raise PermissionDenied
            if self._revert(request, record, version):
                return redirect(self._address("change", record))
            record.refresh_from_db()
        context = self._context(request, record, _("An earlier version")) | {
            "version": version,
            "differences": what_would_change(record, version),
            "may_revert": may_revert,
            "now": self._stamp(record),
        }
        return TemplateResponse(request, "admin/history/version.html", context)

    def may_revert(self, request: HttpRequest, record: Any) -> bool:
        return self.has_change_permission(request, record)

    def _revert(self, request: HttpRequest, record: Any, version: Any) -> bool:
        """Only from what was on record when the person looked."""
        if request.POST.get("now") != self._stamp(record):
            message = _("Somebody else changed this meanwhile. Nothing was changed; look again at what would be.")
            self.message_user(request, message, messages.ERROR)
            return False
        try:
            revert(record, version)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return False
        self.message_user(request, _("The earlier version is on record again."), messages.SUCCESS)
        self.log_change(request, record, str(record._change_reason))
        return True

    def _asked_for(self, request: HttpRequest, object_id: str) -> Any:
        """The record, kept from others while it is put back."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def _stamp(self, record: Any) -> str:
        """Changes with each version."""
        return str(record.history.values_list("history_id", flat=True).first())

    def _address(self, page: str, *of: Any) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[one.pk for one in of])

    def _context(self, request: HttpRequest, record: Any, title: Any) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {
            "title": title,
            "subtitle": str(record),
            "record": record,
            "opts": self.opts,
            "record_url": self._address("change", record),
            "history_url": self._address("history", record),
        }
