"""The desk's page of a record for links that show it to somebody without an account."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amin_portal.publishing.models import PreviewLink, Publishable

from .keys import is_key
from .read_only import ReadOnlyAdmin

DAYS = (1, 3, 7, 14, 30)


class PreviewLinkForm(forms.ModelForm):
    """For whom the link is, and how long it holds."""

    days = forms.TypedChoiceField(
        label=_("Open for"),
        coerce=int,
        initial=7,
        choices=[(days, ngettext_lazy("%d day", "%d days", days) % days) for days in DAYS],
    )

    class Meta:
        model = PreviewLink
        fields = ["reader"]


class PreviewLinks(admin.ModelAdmin):
    """Making and revoking preview links, for those who may change the record."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview_links"
        page = path("<int:object_id>/preview-links/", self.admin_site.admin_view(self.preview_links_view), name=name)
        return [page, *super().get_urls()]

    def preview_links_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        record = self.get_queryset(request).filter(pk=object_id).first()
        if record is None or record.get_preview_url() is None:
            raise Http404
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        form = PreviewLinkForm(request.POST if "reader" in request.POST else None)
        if "revoke" in request.POST:
            return self._revoke(request, record)
        if form.is_valid():
            return self._make(request, record, form)
        links = [(link, request.build_absolute_uri(link.get_absolute_url())) for link in self._links(record)]
        context = self.admin_site.each_context(request) | {
            "title": _("Preview links"),
            "subtitle": str(record),
            "opts": self.opts,
            "record": record,
            "record_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]),
            "form": form,
            "links": links,
        }
        return TemplateResponse(request, "admin/publishing/preview_links.html", context)

    def _links(self, record: Publishable) -> Any:
        return PreviewLink.objects.of(record).select_related("made_by")

    def _make(self, request: HttpRequest, record: Publishable, form: PreviewLinkForm) -> HttpResponse:
        link = form.save(commit=False)
        link.content_type, link.object_id = ContentType.objects.get_for_model(type(record)), record.pk
        link.made_by, link.expires_at = request.user, PreviewLink.end_of(form.cleaned_data["days"])
        link.save()
        self.log_change(request, record, f"Preview link for {link.reader}")
        self.message_user(request, _("The link is ready: copy it from the list."), messages.SUCCESS)
        return redirect(request.path)

    def _revoke(self, request: HttpRequest, record: Publishable) -> HttpResponse:
        key = request.POST["revoke"]
        ended = self._links(record).filter(pk=key, revoked_at__isnull=True) if is_key(key) else None
        if ended is not None and ended.update(revoked_at=timezone.now()):
            self.log_change(request, record, f"Preview link {key} revoked")
            self.message_user(request, _("The link is closed; whoever opens it is told so."), messages.SUCCESS)
        return redirect(request.path)


@admin.register(PreviewLink)
class PreviewLinkAdmin(ReadOnlyAdmin):
    """Every link there is; they are made and revoked at their records."""

    list_display = [
        "reader",
        "content_type",
        "object_id",
        "made_by",
        "made_at",
        "expires_at",
        "revoked_at",
        "last_used_at",
    ]
    list_select_related = ["content_type", "made_by"]
    list_filter = ["content_type", "made_by"]
    search_fields = ["reader"]
