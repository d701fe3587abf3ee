"""The steps of a record's life on the desk: buttons on its form, actions on its list, a page for withdrawing."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amin_portal.publishing.many import many_changes
from amin_portal.publishing.models import Publishable, State, permission
from amin_portal.publishing.models.transitions import (
    BY_BUTTON,
    PUBLISH,
    RETURN,
    SUBMIT,
    WITHDRAW,
    Transition,
    may_write,
)
from amin_portal.publishing.models.version import take_turn
from amin_portal.publishing.where_used import where_used

from .forms import transition_of
from .keys import is_key

MOST_NAMED = 5  # of those that wait


class Withdrawal(forms.Form):
    """Why records are withdrawn, and what stands in their place."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea({"rows": 4, "cols": 80}),
        help_text=_("Shown to the public in place of the record: “Issued in error; the signed text is the later one.”"),
    )

    def __init__(self, desk: admin.ModelAdmin, records: list[Publishable], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = [record.pk for record in records]
        present = [record.replaced_by_id for record in records if record.replaced_by_id]
        self.fields["replaced_by"] = forms.ModelChoiceField(
            desk.model.objects.exclude(Q(state=State.WITHDRAWN) & ~Q(pk__in=present) | Q(pk__in=left_out)),
            label=_("Replaced by"),
            required=False,
            widget=AutocompleteSelect(desk.model._meta.get_field("replaced_by"), desk.admin_site),
            help_text=_("Where visitors are sent on to; may stay empty."),
        )


class StateSteps(admin.ModelAdmin):
    """What leads a record from draft to public and off again."""

    actions = ["send_to_review", "return_to_draft", "publish_selected", "withdraw_selected"]

    def has_publish_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        return request.user.has_perm(permission("publish", self.model))

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        page = path("<int:object_id>/withdraw/", self.admin_site.admin_view(self.withdraw_view), name=name)
        return [page, *super().get_urls()]

    # On the form

    def render_change_form(self, request: HttpRequest, context: dict, obj: Any = None, **kwargs: Any) -> HttpResponse:
        record = obj or self.model()
        may_save = context["adminform"].form.fields and not context["is_popup"]
        context |= {
            "transitions": [step for step in BY_BUTTON if may_save and step.is_open(record, request.user)],
            "may_withdraw": obj is not None and WITHDRAW.is_open(obj, request.user),
            "may_write": obj is None or may_write(request.user, obj) or not self.has_change_permission(request, obj),
        }
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Publishable, form: Any, change: bool) -> None:
        """What the person may not write is left as it is; its parts are saved by themselves."""
        if change and form.is_locked:
            return
        if form.transition:
            form.transition.prepare(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.transition is PUBLISH:
            left = form.instance.publish()
            self._say_what_is_public(request, [form.instance.pk])
            self._say_what_is_left(request, left)
            self._say_what_waits(request, form.instance)

    def response_add(self, request: HttpRequest, obj: Publishable, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._back_to_form(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Publishable) -> HttpResponse:
        return self._back_to_form(request, obj) or super().response_change(request, obj)

    def _back_to_form(self, request: HttpRequest, obj: Publishable) -> HttpResponse | None:
        """After a step, the form says where the record stands now."""
        step = transition_of(request.POST)
        if step is None:
            return None
        if step is not PUBLISH:
            message = _("“%(record)s” is saved. State: %(state)s.")
            self.message_user(request, message % {"record": obj, "state": obj.get_state_display()}, messages.SUCCESS)
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk]))

    # On the list

    @admin.action(description=_("Send the selected drafts to review"), permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = len(self._take(request, queryset, SUBMIT))
        self.message_user(request, ngettext("%d draft is in review.", "%d drafts are in review.", count) % count)

    @admin.action(description=_("Take the selected records back from review"), permissions=["change"])
    def return_to_draft(self, request: HttpRequest, queryset: QuerySet) -> None:
        count = len(self._take(request, queryset, RETURN))
        self.message_user(request, ngettext("%d record is a draft.", "%d records are drafts.", count) % count)

    @admin.action(description=_("Publish the selected records and their drafts"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet) -> None:
        """What was withdrawn comes back by the button of its form, not in a heap."""
        already = [*queryset.filter(state=State.PUBLISHED).values_list("pk", flat=True)]
        taken = self._take(request, queryset.exclude(state=State.WITHDRAWN), PUBLISH)
        self._say_what_is_public(request, [*{*already, *taken}])

    @admin.action(description=_("Withdraw the selected records"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self._withdraw(request, queryset)

    @transaction.atomic
    def _take(self, request: HttpRequest, queryset: QuerySet, step: Transition) -> list[int]:
        """Take each record that it is open to through `step`; say what is wrong with those that cannot be."""
        taken, left = [], []
        take_turn()
        with many_changes():
            for key in [*queryset.order_by("pk").values_list("pk", flat=True)]:
                record = self.model.objects.select_for_update(of=("self",)).get(pk=key)  # as it stands at its turn
                if not (step.is_open(record, request.user) and self._may_stand(request, record, step)):
                    continue
                if step is PUBLISH and record.unready:
                    left.append(record)
                else:
                    left += record.take(step)
                    taken.append(record.pk)
        self._say_what_is_left(request, left)
        return taken

    def _may_stand(self, request: HttpRequest, record: Publishable, step: Transition) -> bool:
        """Whether the record obeys its rules after the step; what is wrong is said."""
        step.prepare(record)
        try:
            record.full_clean()
        except ValidationError as error:
            self.message_user(request, f"{record}: {' '.join(error.messages)}", messages.ERROR)
            return False
        return True

    def _say_what_is_public(self, request: HttpRequest, published: list[int]) -> None:
        seen = self.model.objects.public().filter(pk__in=published).count()
        self.message_user(request, ngettext("%d record is public.", "%d records are public.", seen) % seen)
        if hidden := len(published) - seen:
            message = ngettext(
                "%d record waits for its time, or for what it belongs to.",
                "%d records wait for their time, or for what they belong to.",
                hidden,
            )
            self.message_user(request, message % hidden, messages.WARNING)

    def _say_what_is_left(self, request: HttpRequest, left: list[Publishable]) -> None:
        """What was not published, by itself or with its whole, because something must be put right in it first."""
        for part in left[:MOST_NAMED]:
            message = _("%(part)s stays as it is: %(why)s") % {"part": part, "why": part.unready}
            self.message_user(request, message, messages.WARNING)
        if (more := len(left) - MOST_NAMED) > 0:
            message = ngettext("So does %d more.", "So do %d more.", more) % more
            self.message_user(request, message, messages.WARNING)

    def _say_what_waits(self, request: HttpRequest, record: Publishable) -> None:
        """Parts that were published with their whole and still hidden: they belong to something else as well."""
        if not type(record).objects.public().filter(pk=record.pk).exists():
            return
        parts: dict[type[Publishable], list[int]] = {}
        for part in record.own_parts():
            parts.setdefault(type(part), []).append(part.pk)
        for model, keys in parts.items():
            seen = model.objects.public().filter(pk__in=keys).values("pk")
            for part in model.objects.filter(pk__in=keys, state=State.PUBLISHED).exclude(pk__in=seen)[:MOST_NAMED]:
                message = _("%(part)s waits for its time, or for something else that it belongs to to be published.")
                self.message_user(request, message % {"part": part}, messages.WARNING)

    # Withdrawing

    def withdraw_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        records = self.get_queryset(request).filter(pk=object_id)
        if not records:
            raise Http404
        return self._withdraw(request, records, back=f"admin:{self.opts.app_label}_{self.opts.model_name}_change")

    def _withdraw(self, request: HttpRequest, queryset: QuerySet, back: str = "") -> HttpResponse:
        """Ask for the reason, showing what uses the records; then withdraw them all, or none."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        records = [record for record in queryset if WITHDRAW.is_open(record, request.user)]
        sent = request.POST.copy() if "reason" in request.POST else None
        if sent and not is_key(sent.get("replaced_by", "")):
            sent["replaced_by"] = ""
        form = Withdrawal(self, records, sent, initial=_tombstone(records))
        if records and form.is_valid() and self._withdraw_all(records, form):
            message = ngettext("%d record is withdrawn.", "%d records are withdrawn.", len(records)) % len(records)
            self.message_user(request, message, messages.SUCCESS)
            changelist = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            return HttpResponseRedirect(reverse(back, args=[records[0].pk]) if back else changelist)
        context = self.admin_site.each_context(request) | {
            "title": _("Withdraw"),
            "opts": self.opts,
            "media": self.media + form.media,
            "form": form,
            "records": [(record, where_used(record)) for record in records],
            "left_out": len(queryset) - len(records),
            "is_action": not back,
        }
        return TemplateResponse(request, "admin/publishing/withdraw.html", context)

    def _withdraw_all(self, records: list[Publishable], form: Withdrawal) -> bool:
        try:
            with transaction.atomic():
                take_turn()
                keys = [record.pk for record in records]
                for record in self.model.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)):
                    record.withdraw(form.cleaned_data["reason"], form.cleaned_data["replaced_by"])
        except ValidationError as error:
            form.add_error(None, error)
            return False
        return True


def _tombstone(records: list[Publishable]) -> dict[str, Any]:
    """What was said when the one record was withdrawn, to be put better."""
    if len(records) != 1:
        return {}
    return {"reason": records[0].withdrawal_reason, "replaced_by": records[0].replaced_by_id}
