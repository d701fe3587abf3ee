"""Fills in the forms of the admin as a browser does."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Fields(HTMLParser):
    """The names and values that a browser would send back for a form it was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._select = self._textarea = None

    @classmethod
    def of(cls, page: str) -> dict[str, Any]:
        fields = cls()
        fields.feed(page)
        return {name: value for name, value in fields.values.items() if "__prefix__" not in name}

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if "disabled" in given:
            return
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in {"submit", "file"}:
            ticked = given.get("type") in {"checkbox", "radio"}
            if not ticked or "checked" in given:
                self._keep(name, given.get("value", "on" if ticked else ""))
        elif tag == "select" and name:
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values.setdefault(self._select, []).append(given.get("value", ""))
        elif tag == "textarea" and name:
            self._textarea, self.values[name] = name, ""

    def _keep(self, name: str, value: str) -> None:
        """Of a group of ticked boxes, all."""
        before = self.values.get(name)
        self.values[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea" and self._textarea:
            self.values[self._textarea] = self.values[self._textarea].removeprefix("\n")
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data


def shown_values(client: Client, address: str) -> dict[str, Any]:
    """What the form at `address` holds now."""
    return Fields.of(client.get(address).text)


def save(client: Client, address: str, **changes: Any):
    """Send the form at `address` back with some values changed."""
    return client.post(address, shown_values(client, address) | changes)


def errors(response: Any) -> dict[str, list[str]]:
    """What the form says is wrong: messages by field, and those of the inlines by form and field."""
    found = dict(response.context["adminform"].form.errors)
    for formset in response.context["inline_admin_formsets"]:
        found |= {
            f"{form.prefix}-{name}": messages
            for form in formset.formset.forms
            for name, messages in form.errors.items()
        }
        if formset.formset.non_form_errors():
            found[formset.formset.prefix] = formset.formset.non_form_errors()
    return found
