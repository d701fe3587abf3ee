"""A form that was sent twice, by a double click or an impatient reload, is saved once.

Each form that is shown carries a mark of its own. Saving spends it, in the transaction of the save: who comes with a
spent one is told that all is saved. A script greys the buttons out as well, so that few ever see that.
"""

import secrets
from typing import Any

from django.contrib import admin, messages
from django.core.cache import cache
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

FIELD = "_mark"
REMEMBERED = 2 * 3600  # seconds: as long as a session lasts that nobody uses
LENGTH = 22


class SentTwice(Exception):
    """What this form says is saved already."""


class SavedOnce(admin.ModelAdmin):
    """A form without a mark, as a program sends it, is saved each time."""

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        context["mark"] = secrets.token_urlsafe(16)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        """What a save that came too late has begun is taken back with its transaction."""
        try:
            if is_spent(request):
                raise SentTwice
            return super().changeform_view(request, object_id, *args, **kwargs)
        except SentTwice:
            messages.info(request, _("The form was sent twice. It is saved once."))
            name = "change" if object_id else "changelist"
            address = f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"
            return redirect(reverse(address, args=[object_id] if object_id else []))

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        if (key := key_of(request)) and not cache.add(key, 1, REMEMBERED):
            raise SentTwice
        super().save_model(request, obj, form, change)


def key_of(request: HttpRequest) -> str | None:
    """Under which it is remembered that this form was saved, by this person."""
    mark = request.POST.get(FIELD, "")
    return f"saved-{request.user.pk}-{mark}" if len(mark) == LENGTH and mark.isascii() and mark.isprintable() else None


def is_spent(request: HttpRequest) -> bool:
    key = key_of(request) if request.method == "POST" else None
    return key is not None and cache.get(key) is not None
