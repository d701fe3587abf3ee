"""What of a record is told: `fields`, `omit` and `expand` of a query string."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import QueryDict
from rest_framework import serializers

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.refused import Problem

from .records import Reference

Tree = dict[str, "Tree | None"]  # names with what is chosen below them; None is all of it
PARAMETERS = ("fields", "omit", "expand")


def nested(field: serializers.Field) -> serializers.Serializer | None:
    """What tells the inner records of a field, one or many; None where it is a plain value."""
    inner = getattr(field, "child", field)
    return inner if isinstance(inner, serializers.Serializer) else None


def target_of(model: type[Model], field: serializers.Field) -> type[Model] | None:
    """The kind of record that a field leads to; None where the record works it out."""
    try:
        return model._meta.get_field(field.source).related_model
    except FieldDoesNotExist:
        return None


def mentions(serializer: serializers.Serializer, model: type[Model]) -> Iterator[tuple[str, str, type]]:
    """Every field that mentions another record: where it stands (`papers.document`), its relation, its kind."""
    for name, field in serializer.fields.items():
        inner = nested(field)
        target = target_of(model, field) if inner else None
        if target is None:
            continue
        if not isinstance(inner, Reference):
            found = mentions(inner, target)
            yield from ((f"{name}.{at}", f"{field.source}__{relation}", kind) for at, relation, kind in found)
        elif issubclass(target, Publishable) and target.collection:
            yield name, field.source, target


class Shape:
    """The fields that were asked for, in the order of the record, and the mentioned records that are told in full.

    `problems` names what was not understood; nothing of it may be answered then.
    """

    def __init__(self, view: Any, query: QueryDict) -> None:
        self.view, self.problems = view, []
        self.asked = {name: query[name].split(",") for name in PARAMETERS if name in query}
        self.plain = not self.asked
        if self.plain:
            return
        serializer = view.serializer_class(context={"request": None})
        known = self.expandable(view)
        self.expanded = {at: known[at] for at in self.asked.get("expand", ()) if self._known(at, "expand", known)}
        self._expand(serializer)
        self.kept = self._tree("fields", serializer) if "fields" in self.asked else None
        self.dropped = self._tree("omit", serializer) if "omit" in self.asked else {}
        self._narrow(serializer)
        self.roots = {
            root for name, field in serializer.fields.items() for root in view.needs.get(name, (field.source,))
        }

    @staticmethod
    def expandable(view: Any) -> dict[str, tuple[str, type[Model]]]:
        """What a collection can tell in full, with the relation to it and its kind of record."""
        serializer = view.serializer_class(context={"request": None})
        return {at: (relation, kind) for at, relation, kind in mentions(serializer, view.model)}

    def _known(self, name: str, parameter: str, known: Any, before: str = "") -> bool:
        if name in known:
            return True
        allowed = [f"{before}{one}" for one in known]
        self.problems.append(Problem.unknown_name(parameter, f"{before}{name}", allowed))
        return False

    def _tree(self, parameter: str, serializer: serializers.Serializer) -> Tree:
        tree: Tree = {}
        for path in self.asked[parameter]:
            self._plant(tree, path.split("."), serializer, parameter, "")
        return tree

    def _plant(self, tree: Tree, path: list[str], serializer: Any, parameter: str, before: str) -> None:
        name, *below = path
        if not self._known(name, parameter, serializer.fields if serializer else {}, before):
            return
        if not below:
            tree[name] = None
        elif tree.setdefault(name, {}) is not None:
            self._plant(tree[name], below, nested(serializer.fields[name]), parameter, f"{before}{name}.")

    def apply(self, serializer: serializers.Serializer) -> None:
        """Make the serializer tell what was asked for."""
        if not self.plain:
            self._expand(serializer)
            self._narrow(serializer)

    def _expand(self, serializer: serializers.Serializer) -> None:
        for at, (_relation, kind) in self.expanded.items():
            *outer, name = at.split(".")
            place = serializer
            for step in outer:
                place = nested(place.fields[step])
            mention = place.fields[name]
            place.fields[name] = self.view.of_kind[kind].serializer_class(
                many=isinstance(mention, serializers.ListSerializer),
                read_only=True,
                source=None if mention.source == name else mention.source,
            )

    def _narrow(self, serializer: serializers.Serializer) -> None:
        if self.kept is not None:
            _keep(serializer, self.kept)
        _drop(serializer, self.dropped)

    def relations(self) -> list[str]:
        """The relations that it takes to tell this, the outer before the inner."""
        view = self.view
        if self.plain or self.problems:
            return list(view.linked)
        roots = {*self.roots, *(name.split("__")[0] for name in view.model.address_needs)}
        linked = [relation for relation in view.linked if relation.split("__")[0] in roots]
        return list(dict.fromkeys(linked + self._below("linked")))

    def parts(self) -> list[str]:
        """The relations to parts that are no records of their own."""
        if self.plain or self.problems:
            return list(self.view.parts)
        return [name for name in self.view.parts if name in self.roots] + self._below("parts")

    def _below(self, which: str) -> list[str]:
        return [
            f"{relation}__{name}"
            for relation, kind in self.expanded.values()
            if relation.split("__")[0] in self.roots
            for name in getattr(self.view.of_kind[kind], which)
        ]


def _keep(serializer: serializers.Serializer, tree: Tree) -> None:
    for name in list(serializer.fields):
        if name not in tree:
            del serializer.fields[name]
        elif tree[name]:
            _keep(nested(serializer.fields[name]), tree[name])


def _drop(serializer: serializers.Serializer, tree: Tree) -> None:
    for name, below in tree.items():
        if below is None:
            serializer.fields.pop(name, None)
        elif name in serializer.fields:
            _drop(nested(serializer.fields[name]), below)
