"""Tells many records at once as their serializer does.

The serializer is the contract, and what it says of a record is what is told: its fields are read once, each into a
function of the record, and whatever is out of the ordinary is left to the field itself. What is saved is that it looks
for its fields, their sources and its own request anew for each record, and once more for each mention in it.
"""

from collections.abc import Callable, Iterable, Sequence
from types import MethodType
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager, Model
from rest_framework import serializers
from rest_framework.fields import SkipField

from amin_portal.publishing.models.lists import listed

from .shape import nested

Read = Callable[[Any], Any]
AS_IT_IS = {serializers.CharField.to_representation: str, serializers.IntegerField.to_representation: int}


class Teller:
    """For the records of one view, which are fetched with all that its serializer mentions."""

    def __init__(self, serializer: serializers.Serializer) -> None:
        self.serializer, self.said = serializer, Said(serializer)

    def tell(self, records: Sequence[Model]) -> list[dict[str, Any]]:
        told = [self.said.of(record) for record in records]
        self.said.forget()
        return told


class Said:
    """What a serializer says of whatever it is given; of what is mentioned more than once it says it once."""

    def __init__(self, serializer: serializers.Serializer) -> None:
        self.inner: list[Said] = []
        self.fields = [(name, self.reading(field)) for name, field in serializer.fields.items() if not field.write_only]
        self.known: dict[int, tuple[Any, dict[str, Any]]] = {}

    def forget(self) -> None:
        self.known.clear()
        for one in self.inner:
            one.forget()

    def of(self, record: Any) -> dict[str, Any]:
        told = {}
        for name, read in self.fields:
            try:
                told[name] = read(record)
            except SkipField:
                continue
        return told

    def once(self, record: Any) -> dict[str, Any]:
        if id(record) not in self.known:
            self.known[id(record)] = record, self.of(record)  # the record too, else another might get its place
        return self.known[id(record)][1]

    def reading(self, field: serializers.Field) -> Read:
        if isinstance(field, serializers.SerializerMethodField):
            return getattr(field.parent, field.method_name)
        many, inner = isinstance(field, serializers.ListSerializer), nested(field)
        if inner is None or type(inner).to_representation not in NESTED:
            return told_as(source(field), AS_IT_IS.get(type(field).to_representation, field.to_representation))
        said = Said(inner)
        self.inner.append(said)
        return (
            told_as(elements(field), lambda some: [*map(said.once, some)])
            if many
            else told_as(source(field), said.once)
        )


NESTED = (serializers.Serializer.to_representation,)


def told_as(get: Read, tell: Read) -> Read:
    """Null stays null."""

    def read(record: Any) -> Any:
        value = get(record)
        return None if value is None else tell(value)

    return read


def source(field: serializers.Field) -> Read:
    """What the field is about, of a record or of a mapping; the field itself is asked where that is not there."""
    if field.source == "*":
        return lambda record: record
    if field.source == "__str__":
        return str
    first, *steps = field.source_attrs

    def get(record: Any) -> Any:
        try:
            value = record[first] if isinstance(record, dict) else getattr(record, first)
            for step in steps:
                value = getattr(value, step)
        except (AttributeError, LookupError, ObjectDoesNotExist):
            return field.get_attribute(record)
        if callable(value):
            return value() if isinstance(value, MethodType) else field.get_attribute(record)
        return value

    return get


def elements(field: serializers.Field) -> Read:
    """Of a list: of the relation where it was fetched as one."""
    get, name = source(field), field.source

    def some(record: Any) -> Iterable[Any]:
        if (fetched := listed(record, name)) is not None:
            return fetched
        value = get(record)
        return value.all() if isinstance(value, Manager) else value

    return some
