"""One field of many records at once: choose it and its value, look at what would change, confirm."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amin_portal.publishing.many import many_changes
from amin_portal.publishing.models import Publishable
from amin_portal.publishing.models.transitions import may_write
from amin_portal.publishing.models.version import take_turn
from amin_portal.publishing.wording import Names, in_words

from .keys import is_key

MOST_AT_ONCE = 300
FIELD = "bulk_field"


@dataclass(frozen=True)
class Change:
    """What would become of one record."""

    record: Publishable
    old: str
    new: str


class Refused(Exception):
    """Nothing is written; `problems` says of which records, and why."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems


class SetFieldForm(forms.Form):
    """Which of the fields, and the value for each of them; only that of the chosen one counts."""

    use_required_attribute = False

    def __init__(self, desk: admin.ModelAdmin, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {name: desk.model._meta.get_field(name) for name in desk.bulk_fields}
        labels = [(name, capfirst(column.verbose_name)) for name, column in self.columns.items()]
        self.fields[FIELD] = forms.ChoiceField(label=_("Field"), choices=labels, widget=forms.RadioSelect)
        for name, column in self.columns.items():
            self.fields[f"to_{name}"] = _plain(column.formfield())

    def full_clean(self) -> None:
        """What stands at the fields that were not chosen may be anything."""
        super().full_clean()
        chosen = f"to_{self.cleaned_data.get(FIELD)}" if self.is_bound else None
        for name in [name for name in self.errors if name not in {FIELD, chosen}] if chosen else ():
            del self._errors[name]

    def clean(self) -> dict[str, Any]:
        """Ask of the value what a record would ask of it, so that it is said before any record is looked at."""
        cleaned = super().clean()
        column = self.columns.get(cleaned.get(FIELD))
        if column is not None and not column.is_relation and f"to_{column.name}" in cleaned:
            try:
                column.clean(cleaned[f"to_{column.name}"], None)
            except ValidationError as error:
                self.add_error(f"to_{column.name}", error)
        return cleaned

    def rows(self) -> list[tuple[Any, forms.BoundField]]:
        """Each field to be chosen, beside its value."""
        return [(choice, self[f"to_{choice.data['value']}"]) for choice in self[FIELD]]

    @property
    def column(self) -> models.Field:
        return self.columns[self.cleaned_data[FIELD]]

    @property
    def value(self) -> Any:
        """Records, where the field is a relation to many of them."""
        return self.cleaned_data[f"to_{self.column.name}"]

    def sent(self) -> list[forms.BoundField]:
        """The choice and the value, to be sent once more."""
        return [self[FIELD], self[f"to_{self.column.name}"]]


class BulkFields(admin.ModelAdmin):
    """A list on which one of `bulk_fields` can be set for the selected records, each checked as by its form."""

    bulk_fields: Iterable[str] = ()

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        if actions and self.bulk_fields and self.has_change_permission(request):
            actions["set_field"] = self.get_action("set_field")
        return actions

    @admin.action(description=_("Set a field of the selected records"), permissions=["change"])
    def set_field(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Shows the fields; then what would change; then, once that is confirmed, does it."""
        records = [*queryset.order_by("pk")[: MOST_AT_ONCE + 1]]
        if len(records) > MOST_AT_ONCE:
            message = _("A field is set for up to %(most)d records at once. Nothing was changed.")
            self.message_user(request, message % {"most": MOST_AT_ONCE}, messages.ERROR)
            return None
        form = SetFieldForm(self, request, request.POST if FIELD in request.POST else None)
        problems: list[str] = []
        if form.is_valid() and "confirm" in request.POST:
            try:
                count = self._set_all(request, form)
            except Refused as error:
                problems, records = error.problems, [*queryset.order_by("pk")]
            else:
                message = ngettext("%d record was changed.", "%d records were changed.", count) % count
                self.message_user(request, message, messages.SUCCESS)
                return redirect(request.get_full_path())
        return self._ask(request, records, form, problems)

    def _set_all(self, request: HttpRequest, form: SetFieldForm) -> int:
        """Change what differs, in one transaction. Raises Refused where one record cannot be, or is not as shown."""
        shown, problems = _revisions(request.POST.getlist("shown")), []
        with transaction.atomic(), many_changes():
            take_turn()
            locked = self.get_queryset(request).filter(pk__in=shown).select_for_update(of=("self",)).order_by("pk")
            records = [record for record in locked if may_write(request.user, record)]
            if gone := len(shown) - len(records):
                problems.append(
                    ngettext(
                        "%d record is gone, or is not yours to change any more.",
                        "%d records are gone, or are not yours to change any more.",
                        gone,
                    )
                    % gone
                )
            for record in records:
                if record.revision != shown[record.pk]:
                    problems.append(_("%(record)s: somebody changed it since you looked.") % {"record": record})
                elif problem := self._set(request, record, form):
                    problems.append(f"{record}: {problem}")
            if problems:
                raise Refused(problems)
        return len(records)

    def _set(self, request: HttpRequest, record: Publishable, form: SetFieldForm) -> str:
        """Give the record its new value; the answer is what is wrong with that."""
        column = form.column
        record._change_reason = _("set for several records at once")
        if not column.many_to_many:
            setattr(record, column.name, form.value)
        try:
            record.full_clean()
            record.save()
        except ValidationError as error:
            return " ".join(error.messages)
        if column.many_to_many:
            getattr(record, column.name).set(form.value)
        self.log_change(request, record, [{"changed": {"fields": [str(column.verbose_name)]}}])
        return ""

    def _ask(self, request: HttpRequest, records: list, form: SetFieldForm, problems: list[str]) -> HttpResponse:
        """Without a valid choice the fields; with one, what would change."""
        context = self.admin_site.each_context(request) | {
            "title": _("Set a field of several records"),
            "opts": self.opts,
            "form": form,
            "records": records,
            "problems": problems,
        }
        if form.is_valid():
            mine = [record for record in records if may_write(request.user, record)]
            changes = _changes(mine, form)
            context |= {
                "column": capfirst(form.column.verbose_name),
                "changes": changes,
                "unchanged": len(mine) - len(changes),
                "not_mine": [record for record in records if record not in mine],
            }
        return TemplateResponse(request, "admin/publishing/set_field.html", context)


def _plain(field: forms.Field) -> forms.Field:
    """The field as it works without a script; several of the same kind are ticked."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
    field.help_text = ""
    return field


def _changes(records: list[Publishable], form: SetFieldForm) -> list[Change]:
    """What would change, in the order of the records; related records are fetched together."""
    column, names = form.column, Names()
    if column.many_to_many:
        models.prefetch_related_objects(records, column.name)
    values = [(record, _held(record, column)) for record in records]
    names.fetch(type(records[0]) if records else column.model, [{column.name: value} for _record, value in values])
    new = _keys(form.value) if column.many_to_many else getattr(form.value, "pk", form.value)
    said = in_words(column, new, names)
    return [Change(record, in_words(column, old, names), said) for record, old in values if old != new]


def _held(record: Publishable, column: models.Field) -> Any:
    return _keys(getattr(record, column.name).all()) if column.many_to_many else getattr(record, column.attname)


def _keys(records: Iterable[models.Model]) -> list[int]:
    return sorted(record.pk for record in records)


def _revisions(shown: list[str]) -> dict[int, int]:
    """Which records a page showed, and in which revision; what cannot be read was not shown."""
    pairs = (one.split(":") for one in shown)
    return {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(map(is_key, pair))}
