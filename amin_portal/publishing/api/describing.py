"""How the OpenAPI schema describes each parameter: in a sentence, with what it takes and an example."""

import copy
from typing import Any

import django_filters
from django.utils.text import capfirst
from django_filters.utils import get_model_field

from amin_portal.publishing.facets import KindFilter, LinkedChoiceFilter, YearFilter, YesNoFilter
from amin_portal.publishing.filters import LONGEST_QUERY, Ordering, UidFilter
from amin_portal.publishing.lookups import DATE, MOST, ComparedTime, InFilter, MissingFilter, PartialDateFilter

from .shape import Shape, nested

TEXT, NUMBER, YES_OR_NO = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
SLUG = {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}
EXAMPLES = {
    "body": "ammin", "lead_body": "asomm", "parent": "asomm", "meeting": "ammin-9", "event": "ammin-9",
    "plan": "amcap-iii-phase-2", "part_of": "amcap-iii", "host": "viet-nam", "country": "viet-nam", "lead": "malaysia",
    "partner": "igf", "publisher": "asean-secretariat", "document": "ammin-9-declaration-2023", "q": "rare earths",
    "country_code": "VN", "language": "en", "media_type": "application/pdf", "sha256": "0" * 64,
}  # fmt: skip

Described = tuple[str, dict[str, Any], Any]  # a sentence, a schema, an example


def described(name: str, one: django_filters.Filter, model: type) -> Described:
    """A filter of a FilterSet. Raises LookupError for a kind of filter that nobody has described."""
    label = str(one.label or capfirst(get_model_field(model, one.field_name).verbose_name))
    plain = name.partition("__")[0]
    one = copy.copy(one)
    one.model = model
    if told := getattr(one, "described", None):  # by a filter of an app, which the floor does not know
        return f"{label}: {told[0]}", *told[1:]
    for kind, describe in KINDS.items():
        if isinstance(one, kind):
            sentence, schema, example = describe(one)
            if isinstance(one, LinkedChoiceFilter | django_filters.CharFilter):
                example = EXAMPLES.get(plain, example)
            elif kind is InFilter and plain in EXAMPLES:
                example = [EXAMPLES[plain]]
            return f"{label}: {sentence}", schema, example
    raise LookupError(f"{name}: {type(one).__name__}")


def _several(one: InFilter) -> Described:
    if isinstance(one.one, KindFilter):
        values = sorted(one.one.kinds.values)
        schema = {"type": "array", "items": {"type": "string", "enum": values}, "maxItems": MOST}
        return "any of several, with commas between them.", schema, values[:2]
    item = SLUG if isinstance(one.one, LinkedChoiceFilter) else {"type": "string", "pattern": "^[^,\\x00-\\x1f]+$"}
    what = "records, by their slugs" if item is SLUG else "values"
    return f"any of several {what}, with commas between them.", {"type": "array", "items": item, "maxItems": MOST}, []


def _ordering(one: Ordering) -> Described:
    ways = {value: one.said(value) for value, _label in one.extra["choices"]}
    words = "; ".join(f"`{value}` {said}" for value, said in ways.items())
    items = {"type": "string", "enum": list(ways)}
    return f"{words}. What is not known comes last.", {"type": "array", "items": items}, [next(iter(ways))]


def _kind(one: KindFilter) -> Described:
    words = "; ".join(f"`{value}` {label}" for value, label in one.kinds.choices)
    return f"{words}.", {"type": "string", "enum": list(one.kinds.values)}, one.kinds.values[0]


def _record(one: LinkedChoiceFilter) -> Described:
    return f"the slug of a record of `{one.choices().model.collection}`.", SLUG, ""


def _year(one: YearFilter) -> Described:
    bounds = {"minimum": one.extra["min_value"], "maximum": one.extra["max_value"]}
    return "a year; what lasts longer is found in each of its years.", NUMBER | bounds, 2023


def _text(one: django_filters.CharFilter) -> Described:
    if one.method == "filter_text" or one.field_name == "q":
        return (
            "all of these occur, in whatever case and with or without accents.",
            TEXT | {"maxLength": LONGEST_QUERY},
            "",
        )
    return "exactly this.", TEXT | ({"maxLength": one.extra["max_length"]} if "max_length" in one.extra else {}), ""


def _date(one: PartialDateFilter) -> Described:
    which = "or later" if one.lookup_expr == "gte" else "or earlier"
    return (
        f"may have been then {which}. A date known to the month or year is found with any day of it.",
        DATE,
        "2023-05",
    )


def _number(one: django_filters.NumberFilter) -> Described:
    sentence = {"gte": "this or more.", "lte": "this or less."}.get(one.lookup_expr, "exactly this number.")
    bounds = {word: one.extra[name] for word, name in BOUNDS.items() if name in one.extra}
    return sentence, NUMBER | bounds, 2018 if bounds else 9


BOUNDS = {"minimum": "min_value", "maximum": "max_value"}
KINDS = {
    InFilter: _several,
    Ordering: _ordering,
    MissingFilter: lambda one: ("`true` where the record says nothing of it, `false` where it does.", YES_OR_NO, True),
    YesNoFilter: lambda one: ("`true` or `false`.", YES_OR_NO, True),
    KindFilter: _kind,
    LinkedChoiceFilter: _record,
    PartialDateFilter: _date,
    ComparedTime: lambda one: (
        f"at this moment {'or later' if one.lookup_expr == 'gte' else 'or earlier'} (ISO 8601, with its zone).",
        {"type": "string", "format": "date-time"},
        "2026-01-31T12:00:00Z",
    ),
    UidFilter: lambda one: (
        "the permanent identifier of a record.",
        {"type": "string", "format": "uuid"},
        "00000000-0000-4000-8000-000000000000",
    ),
    YearFilter: _year,
    django_filters.NumberFilter: _number,
    django_filters.ChoiceFilter: lambda one: (
        "one of these.",
        {"type": "string", "enum": [value for value, _label in one.extra["choices"]]},
        one.extra["choices"][0][0],
    ),
    django_filters.CharFilter: _text,
}  # the first that fits; sub-classes before what they are made of

SHAPE = {
    "fields": "Only these fields, in the order of the record. A dot leads into what is nested: `{dotted}`.",
    "omit": "All fields but these; dots as in `fields`.",
    "expand": "These mentioned records in full instead of by name alone; one level, always what the public may see.",
}


def shape_parameters(view: Any) -> list[dict]:
    """`fields`, `omit` and `expand` of a collection."""
    serializer = view.serializer_class(context={"request": None})
    names = list(serializer.fields)
    dotted = next(
        f"{name}.{next(iter(inner.fields))}" for name, one in serializer.fields.items() if (inner := nested(one))
    )
    taken = {"fields": names, "omit": names, "expand": list(Shape.expandable(view))}
    return [
        parameter(
            name, SHAPE[name].format(dotted=dotted), {"type": "array", "items": TEXT | {"enum": values}}, values[-1:]
        )
        for name, values in taken.items()
        if values
    ]


def parameter(name: str, description: str, schema: dict, example: Any, place: str = "query") -> dict:
    told = {"name": name, "in": place, "description": description, "schema": schema, "required": place == "path"}
    if example not in ("", []):
        told["example"] = example
    return told | ({"style": "form", "explode": False} if schema.get("type") == "array" else {})
