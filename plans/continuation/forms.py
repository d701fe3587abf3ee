"""What one item of a plan goes on from: nothing, what it is said to now, or one of the suggestions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .proposing import Item, Suggestion

NOTHING = _("Nothing before it, or not known")


class ContinuationForm(forms.Form):
    """The choice for `item`; a choice that is not offered is not heard."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput)
    continues = forms.ChoiceField(
        label=_("Continues"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("This is not offered any more. Look once more, and choose again.")},
    )

    def __init__(self, item: Item, suggestions: list[Suggestion], data: Any = None) -> None:
        self.item, self.present = item, item.continues_id
        initial = {"continues": item.continues_id or "", "revision": item.revision}
        super().__init__(data, prefix=f"i{item.pk}", initial=initial)
        self.suggestions = [one for one in suggestions if one.item.pk != self.present]
        self._offered = {one.item.pk: one.item for one in self.suggestions}
        present = [(self.present, _named(item.continues, _("as it is now")))] if self.present else []
        others = [
            (one.item.pk, _named(one.item, _("in common: %(words)s") % {"words": ", ".join(one.words)}))
            for one in self.suggestions
        ]
        self.has_choice = bool(present or others)
        self.fields["continues"].choices = [("", NOTHING), *present, *others]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_changed and cleaned.get("revision") != self.item.revision:
            raise ValidationError(_("Somebody changed this while you had the page open. Look once more."))
        return cleaned

    @property
    def is_changed(self) -> bool:
        chosen = self.cleaned_data.get("continues")
        return chosen is not None and chosen != str(self.present or "")

    def keep(self) -> None:
        """Take the choice over. Raises ValidationError."""
        chosen = self.cleaned_data["continues"]
        self.item.continues = self._offered[int(chosen)] if chosen else None
        self.item._change_reason = _("chosen among the suggestions for its plan")
        self.item.full_clean()
        self.item.save()


def _named(item: Item, why: str) -> str:
    return f"{item.title} ({item.plan}; {why})"
