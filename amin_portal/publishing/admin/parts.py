"""The parts of a record inside its form."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _


class PartFormSet(BaseInlineFormSet):
    """Refuses to delete parts that were public, and two parts that only the database would find to be the same."""

    def clean(self) -> None:
        super().clean()
        for form in self.deleted_forms:
            stored = self.model._base_manager.filter(pk=form.instance.pk).first()
            if stored is not None and stored.may_be_known:
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

    formset = PartFormSet
    extra = 0
    show_change_link = True
