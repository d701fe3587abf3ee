"""What a browser would send for a value that a form shows."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper


def posted(field: forms.Field, name: str, value: Any) -> dict[str, list[str]]:
    """The values of every input of `field`, by the names of the inputs; an empty list where nothing would be sent."""
    widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
    value = field.prepare_value(value)
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {f"{name}{suffix}": _sent(part, inner) for suffix, part, inner in parts}
    return {name: _sent(widget, value)}


def _sent(widget: forms.Widget, value: Any) -> list[str]:
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    return [str(one) for one in (shown if isinstance(shown, list | tuple) else [shown]) if one is not None]
