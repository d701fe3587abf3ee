"""The form of a record: it refuses to save over what somebody else saved meanwhile, and takes the steps of its life.

What a form showed goes out with it, field by field, as fingerprints in the hidden field `seen`, and comes back. A field
whose stored value has another fingerprint by then was changed by somebody else.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models.links import ITSELF
from amin_portal.publishing.models.transitions import BY_BUTTON, Transition, may_write
from amin_portal.publishing.wording import in_words

from .keys import KeysOnly
from .posted import posted

PUBLISHED = _(
    "Somebody published this while you had it open, and only those who may publish change it now. "
    "Nothing was saved; what you typed is here."
)
GONE = _("Somebody deleted this while you had it open. Save again to keep yours as a new draft, or take it out here.")


def fingerprint(value: Any) -> str:
    """Ten characters that tell one value of a field from another, be it stored or cleaned."""
    if isinstance(value, models.QuerySet | list | tuple):
        items = [item.pk if isinstance(item, models.Model) else item for item in value]
        value = json.dumps(sorted(items) if all(isinstance(item, int) for item in items) else items, sort_keys=True)
    elif isinstance(value, models.Model):
        value = value.pk
    elif isinstance(value, Decimal):
        value = value.normalize()
    elif isinstance(value, datetime):
        value = value.astimezone(UTC)
    text = "" if value is None or value is False else str(value).replace("\r\n", "\n").strip()
    return hashlib.sha256(text.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else changed meanwhile. `taken_over`: the form holds theirs now, for it was not touched."""

    label: str
    theirs: str
    mine: str
    taken_over: bool


def read_seen(text: str | None) -> dict[str, str]:
    """The fingerprints that a form sent back; none where they cannot be read."""
    try:
        seen = json.loads(text or "{}")
    except (ValueError, RecursionError):
        seen = {}
    return seen if isinstance(seen, dict) else {}


class SeenForm(KeysOnly):
    """A form that knows what it showed. `conflicts` says what was changed meanwhile.

    `gone`: what it showed of a record that somebody deleted meanwhile, and that it would make anew.
    """

    gone: dict[str, str] | None = None
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: list[Conflict] = []
        self._shown = [name for name in self.fields if name != "seen"]  # a formset adds its own fields later
        if self.instance.pk:
            self.initial["seen"] = json.dumps(self._fingerprints(), separators=(",", ":"))

    def _fingerprints(self) -> dict[str, str]:
        return {name: fingerprint(self.get_initial_for_field(self.fields[name], name)) for name in self._shown}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.gone is not None:
            self.add_error(None, ValidationError(GONE, code="stale"))
        elif self.instance.pk:
            self._refuse_if_stale()
        return cleaned

    def has_changed(self) -> bool:
        """What is gone, and was left as it was shown, is let go."""
        return super().has_changed() if self.gone is None else not self._is_as_shown()

    def _is_as_shown(self) -> bool:
        """What was not sent, as of a field that could not be changed, was not touched."""
        for name in self._shown:
            field, place = self.fields[name], self.add_prefix(name)
            omitted = field.widget.value_omitted_from_data(self.data, self.files, place)
            if not omitted and self._is_other(field, name):
                return False
        return True

    def _is_other(self, field: forms.Field, name: str) -> bool:
        sent = self._widget_data_value(field.widget, self.add_prefix(name))
        if isinstance(field, forms.FileField):
            return bool(sent)
        try:
            return fingerprint(field.clean(sent)) != self.gone.get(name)
        except ValidationError:
            return True

    def _refuse_if_stale(self) -> None:
        """Add an error where what is stored is not what was shown; go on from what is stored with what was typed."""
        now, seen = self._fingerprints(), read_seen(self.cleaned_data.get("seen"))
        changed = [name for name in now if seen.get(name) != now[name] and not self.fields[name].disabled]
        if not changed:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.initial["seen"]
        for name in changed:
            self._compare(name, seen.get(name, ""), now[name])
        if self.conflicts:
            message = _("Somebody else changed this while you had it open. Nothing was saved yet: see both versions.")
            self.add_error(None, ValidationError(message, code="stale"))

    def _compare(self, name: str, seen: str, now: str) -> None:
        """A field that was left as it was shown takes over what is stored; one that was changed too stays as typed."""
        is_valid = name in self.cleaned_data
        typed = fingerprint(self.cleaned_data[name]) if is_valid else None
        if typed == now:
            return
        column, field, place = self.instance._meta.get_field(name), self.fields[name], self.add_prefix(name)
        stored = self.get_initial_for_field(field, name)
        mine = in_words(column, self.cleaned_data[name]) if is_valid else self.data.get(place, "")
        self.conflicts.append(Conflict(str(field.label), in_words(column, stored), mine, typed == seen))
        if typed == seen:
            for key, values in posted(field, place, stored).items():
                self.data.setlist(key, values)


class RecordForm(SeenForm):
    """The form of a record in the hands of `viewer`; `transition` is the step whose button was pressed."""

    viewer: Any = None
    transition: Transition | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_locked = bool(self.viewer and self.instance.pk and not may_write(self.viewer, self.instance))
        self._was_open = self.is_locked and self.is_bound and self.add_prefix("seen") in self.data
        if self.is_locked and not self._was_open:
            for name in self.fields:
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """What was published while somebody wrote on it is not theirs to save any more; what they typed is shown."""
        cleaned = super().clean()
        now = self._fingerprints() if self._was_open else {}
        if any(name not in cleaned or fingerprint(cleaned[name]) != now[name] for name in now):
            self.add_error(None, ValidationError(PUBLISHED, code="stale"))
        if self.transition and not self.transition.is_open(self.instance, self.viewer):
            message = _("“%(step)s” is not open to you, or not any more. Nothing was saved; what you typed is here.")
            self.add_error(None, ValidationError(message, code="step", params={"step": self.transition.label}))
        self._refuse_itself(cleaned)
        return cleaned

    def _refuse_itself(self, cleaned: dict[str, Any]) -> None:
        """What saving would refuse of relations to many is said at the field."""
        for relation in self.instance._meta.many_to_many:
            if relation.related_model is type(self.instance) and self.instance in (cleaned.get(relation.name) or ()):
                self.add_error(relation.name, ITSELF)

    def _post_clean(self) -> None:
        """Ask of the record what must hold once the step is taken; it is taken only when everything else is saved."""
        before = self.instance.life
        if self.transition and not self.errors:
            self.transition.prepare(self.instance)
        super()._post_clean()
        self.instance.life = before

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with a field that is not typed here is wrong with the record."""
        if hasattr(errors, "error_dict"):
            elsewhere = [name for name in errors.error_dict if name not in {*self.fields, NON_FIELD_ERRORS}]
            for name in elsewhere:
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)


def transition_of(data: Any) -> Transition | None:
    """The step whose button was pressed in a form that was sent."""
    return next((transition for transition in BY_BUTTON if f"_{transition.name}" in data), None)
