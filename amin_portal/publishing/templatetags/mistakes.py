"""What is wrong with a form of the desk, said once above it, each with a way to where it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.text import capfirst

register = template.Library()


@dataclass(frozen=True)
class Mistake:
    """What is wrong (`messages`) and what it is wrong with (`label`); `target` is the id of that in the page."""

    target: str
    label: str
    messages: list[str]


@register.simple_tag
def mistakes(adminform: Any, inlines: Iterable[Any]) -> list[Mistake]:
    """Of the record's own fields, then of its parts; what is wrong with the record as a whole stands there already."""
    found = [*_of_fields(adminform.form)]
    for inline in inlines:
        formset, kind = inline.formset, capfirst(inline.opts.verbose_name)
        if messages := formset.non_form_errors():
            found.append(Mistake(f"{formset.prefix}-group", str(capfirst(inline.opts.verbose_name_plural)), messages))
        for number, form in enumerate(formset.forms, start=1):
            if messages := form.non_field_errors():
                found.append(Mistake(form.prefix, f"{kind} {number}", messages))
            found += _of_fields(form, f"{kind} {number}: ")
    return found


def _of_fields(form: BaseForm, before: str = "") -> Iterator[Mistake]:
    for field in form.visible_fields():
        if field.errors:
            yield Mistake(field.id_for_label or field.auto_id, f"{before}{field.label}", field.errors)
