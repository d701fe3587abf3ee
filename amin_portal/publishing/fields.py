"""Lists that staff edit as lines of text, and the sources of a record."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

SOURCE_PARTS = ("title", "publisher", "url", "date")


class LinesFormField(forms.CharField):
    """One entry a line."""

    widget = forms.Textarea

    def __init__(self, *args: Any, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs |= {"rows": 4, "cols": 100}

    def entry(self, line: str) -> Any:
        return line

    def line(self, entry: Any) -> str:
        return str(entry)

    def to_python(self, value: Any) -> list:
        if isinstance(value, list):  # of a field that cannot be changed: what is stored
            return value
        text = super().to_python(value)
        ProhibitNullCharactersValidator()(text)
        lines = (line.strip() for line in text.splitlines())
        return [self.entry(line) for line in lines if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(self.line(entry) for entry in value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class SourcesFormField(LinesFormField):
    """One source a line: `title | publisher | address | date`; parts at the end may be left out."""

    def entry(self, line: str) -> dict[str, str]:
        parts = [part.strip() for part in line.split("|")]
        if len(parts) > len(SOURCE_PARTS):
            raise ValidationError(_("“%(line)s” has more than four parts."), params={"line": line})
        source = dict(zip(SOURCE_PARTS, [*parts, "", "", ""], strict=False))
        check_sources([source])
        return source

    def line(self, entry: dict[str, str]) -> str:
        return " | ".join(entry.get(part, "") for part in SOURCE_PARTS).rstrip(" |")


class LinesField(models.JSONField):
    """A list of short texts, edited one a line."""

    form_class: type[LinesFormField] = LinesFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        kwargs.pop("widget", None)
        return super().formfield(**{"form_class": self.form_class} | kwargs)


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that hold no address
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def check_sources(sources: Any) -> None:
    """Each source is a mapping of title, publisher, url and date to text, with a title or a web address."""
    for source in sources if isinstance(sources, list) else [sources]:
        if not isinstance(source, dict) or set(source) != set(SOURCE_PARTS):
            raise ValidationError(_("A source has exactly these parts: title, publisher, url, date."))
        if not source["title"] and not source["url"]:
            raise ValidationError(_("A source needs a title or an address."))
        if source["url"] and not is_web_address(source["url"]):
            raise ValidationError(_("“%(url)s” is not a web address."), params={"url": source["url"]})


class SourcesField(LinesField):
    """Where the facts of a record come from."""

    form_class = SourcesFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        help_text = _(
            "One source a line: title | publisher | address | date. The title may be empty when the address says it."
        )
        super().__init__(*args, **{"help_text": help_text} | kwargs)
        if check_sources not in self._validators:
            self._validators.append(check_sources)

    def deconstruct(self) -> tuple:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("help_text", None)
        kwargs.pop("validators", None)
        return name, path, args, kwargs


class WebAddressField(models.URLField):
    """An address that staff may type without https://."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"assume_scheme": "https"} | kwargs)
