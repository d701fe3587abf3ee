"""The admin as the secretariat's desk: what waits comes first, and the records stand in the order of their use."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path

from amin_portal.publishing.history.everywhere import everywhere
from amin_portal.statements.desk import paste_statement

from . import views
from .groups import grouped
from .queue import gap_sections, waiting_sections


class DeskSite(admin.AdminSite):
    def get_urls(self) -> list:
        desk = [
            path("guide/", views.guide, name="desk_guide"),
            path("desk/put-off/", views.put_off, name="desk_put_off"),
            path("desk/<slug:section>/", views.section, name="desk_section"),
            path("desk/<slug:rule>/<uuid:uid>/not-now/", views.not_now, name="desk_not_now"),
            path("desk/<slug:rule>/<uuid:uid>/bring-back/", views.bring_back, name="desk_bring_back"),
        ]
        desk.append(path("changes/", everywhere, name="changes"))
        desk.append(path("statements/<int:meeting_id>/", paste_statement, name="paste_statement"))
        for pattern in desk:
            pattern.callback = self.admin_view(pattern.callback)
        return [*desk, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        gaps = gap_sections(request.user)
        desk = {
            "waiting": waiting_sections(request.user),
            "gaps": [section for section in gaps if section.count],
            "put_off": sum(section.put_off for section in gaps),
        }
        return super().index(request, desk | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """One app as Django lists it; all of them in groups of ours."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else grouped(apps)
