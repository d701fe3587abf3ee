"""The page of the admin that makes the next meeting of a series."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from amin_portal.publishing.models.version import take_turn
from meetings.models import Body, Meeting

from .forms import NextMeetingForm
from .proposing import next_on_record


@transaction.atomic
def next_meeting_page(request: HttpRequest, desk: ModelAdmin, meeting_id: int) -> HttpResponse:
    """Shows what the next meeting would be; makes it when that is sent. The body is kept from others meanwhile."""
    meeting = desk.get_queryset(request).select_related("body").filter(pk=meeting_id, ordinal__isnull=False).first()
    if not desk.has_add_permission(request):
        raise PermissionDenied
    if meeting is None:
        raise Http404
    if request.method == "POST":
        take_turn()
        Body.objects.select_for_update().get(pk=meeting.body_id)
    there = next_on_record(meeting)
    form = None if there else NextMeetingForm(meeting, request.user, request.POST or None)
    if form and form.is_valid():
        following = form.make()
        desk.log_addition(request, following, [{"added": {}}])
        message = _("“%(next)s” is a draft now. Visitors see nothing of it until you publish it.")
        messages.success(request, message % {"next": following})
        return redirect(_form_of(following))
    context = desk.admin_site.each_context(request) | {
        "title": _("The next meeting after “%(meeting)s”") % {"meeting": meeting},
        "opts": desk.opts,
        "record": meeting,
        "record_url": _form_of(meeting),
        "there": there,
        "there_url": there and _form_of(there),
        "form": form,
        "fieldsets": form and AdminForm(form, _fieldsets(form), {}),
    }
    return TemplateResponse(request, "admin/meetings/meeting/next_meeting.html", context)


def _form_of(meeting: Meeting) -> str:
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


def _fieldsets(form: NextMeetingForm) -> list:
    own = [name for name in form.fields if name not in {"agenda", "minutes"}]
    taken_over = [name for name in ("agenda", "minutes") if name in form.fields]
    return [(None, {"fields": own}), *([(_("From the meeting before"), {"fields": taken_over})] if taken_over else [])]
