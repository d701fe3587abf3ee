"""What the desk is sent in place of the key of a record, and is none."""

from typing import Any

from django import forms

NOBODY = "0"  # a key that no record has
MOST_DIGITS = 18  # of a number that fits into 64 bits, whichever it is


class KeysOnly(forms.ModelForm):
    """Reads what is no key as that of a record which is not there: the field says so, and the form is shown again.

    Django compares it with keys as it is, which neither the list of choices nor SQLite can do.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            return
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._replace_what_is_no_key(self.add_prefix(name))

    def _replace_what_is_no_key(self, place: str) -> None:
        sent = self.data.getlist(place) if hasattr(self.data, "getlist") else []
        keys = [one if one == "" or is_key(one) else NOBODY for one in sent]
        if keys != sent:
            self.data = self.data.copy()
            self.data.setlist(place, keys)


def is_key(text: str) -> bool:
    """Whether a text that was sent can be the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
