"""Which two plans."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.refused import nearest

from ..models import Plan

UNKNOWN = _("There is no plan “%(name)s” on record.%(hint)s")
SAME = _("This is the same plan twice: choose another one.")


class PlanField(forms.ChoiceField):
    """One of the public plans, by its slug."""

    def __init__(self, plans: Collection[Plan], **kwargs: Any) -> None:
        self._by_slug = {plan.slug: plan for plan in plans}
        choices = [(slug, str(plan)) for slug, plan in self._by_slug.items()]
        super().__init__(choices=[("", _("Choose a plan")), *choices], **kwargs)

    def validate(self, value: str) -> None:
        super(forms.ChoiceField, self).validate(value)
        if value not in self._by_slug:
            _near, hint = nearest(value, self._by_slug)
            raise forms.ValidationError(UNKNOWN, params={"name": value[:100], "hint": hint})


class CompareForm(forms.Form):
    """Two different plans, the earlier one first; `a` and `b` hold their slugs."""

    use_required_attribute = False

    def __init__(self, plans: Collection[Plan], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missing = {"required": _("Choose a plan here as well.")}
        self.fields["a"] = PlanField(plans, label=_("Earlier plan"), error_messages=missing)
        self.fields["b"] = PlanField(plans, label=_("Later plan"), error_messages=missing)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("a") and cleaned.get("a") == cleaned.get("b"):
            self.add_error("b", SAME)
        return cleaned
