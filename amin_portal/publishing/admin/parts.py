"""The parts of a record inside its form."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .forms import Conflict, RecordForm, SeenForm
from .overtaken import OvertakenFormSet


class PartFormSet(OvertakenFormSet):
    """Refuses to delete parts that were public, and two parts that only the database would find to be the same."""

    def clean(self) -> None:
        super().clean()
        for form in self.deleted_forms:
            stored = self.model._base_manager.filter(pk=form.instance.pk).first()
            if stored is not None and (stored.is_decided or stored.may_be_known):
                raise ValidationError(
                    _("“%(part)s” was published: withdraw it instead of deleting it.") % {"part": stored}
                )
        self._refuse_twins()

    def _refuse_twins(self) -> None:
        """Django compares the forms of a formset by unconditional constraints only."""
        kept = [form for form in self.forms if form not in self.deleted_forms and not form.errors and form.cleaned_data]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.condition:
                names = [self.model._meta.get_field(name).attname for name in constraint.fields]
                seen = set()
                for form in kept:
                    row = form.instance._get_field_expression_map(meta=self.model._meta)
                    if constraint.condition.check(row):
                        values = tuple(getattr(form.instance, name) for name in names)
                        if values in seen:
                            form.add_error(constraint.violation_error_code, constraint.violation_error_message)
                        seen.add(values)


class PartInline(admin.StackedInline):
    """The parts of a record inside its form."""

    form = RecordForm
    formset = PartFormSet
    extra = 0
    show_change_link = True
    readonly_fields = ["state"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[BaseInlineFormSet]:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type(formset.form.__name__, (formset.form,), {"viewer": request.user})
        return formset

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        seen = [(None, {"fields": ["seen"]})] if self.has_change_permission(request, obj) else []
        return [*super().get_fieldsets(request, obj), *seen]


def conflicts_of(form: SeenForm, inlines: Iterable[Any]) -> list[tuple[SeenForm, list[Conflict]]]:
    """The forms of a page, of the record and of its parts, that somebody else overtook, each with what differs."""
    parts = [part for inline in inlines for part in inline.formset.forms]
    forms = [one for one in [form, *parts] if getattr(one, "conflicts", None)]
    return [(one, one.conflicts) for one in forms]
