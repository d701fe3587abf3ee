"""What was found on the way, as records and the links between them: what pages tell and the API answers."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from amin_portal.publishing.models import Publishable
from documents.models import MeetingDocument
from meetings.models import Body, Meeting, Outcome
from plans.models import Action, Activity, ProgressReport, StrategicArea

from .asking import found_with_keys
from .dates import is_later
from .links import Way
from .walking import Bounds, Branch, Edge, Key, Walker

ITEM = ("plan",)
LINKED: dict[type[Publishable], tuple[str, ...]] = {
    Outcome: ("meeting", "meeting__body"),
    Meeting: ("body",),
    StrategicArea: ITEM,
    Action: ITEM,
    Activity: (*ITEM, "event"),
    ProgressReport: ("plan", "action", "action__plan", "activity", "activity__plan", "meeting", "meeting__body"),
}  # what their titles, addresses and dates are made of
BOUNDS: dict[type[Publishable], Bounds] = {
    Body: Bounds(back=1, forth=2, beside=5),
    Meeting: Bounds(back=2, forth=3),
}


@dataclass(frozen=True)
class Graph:
    """The records around `start` that the viewer may see, with the branches of each that lead from one to another."""

    start: Publishable
    records: dict[Key, Publishable]
    branches: dict[Key, list[Branch]]
    is_cut: bool
    until: datetime.date | None = None

    @classmethod
    def around(
        cls,
        start: Publishable,
        bounds: Bounds | None = None,
        viewer: Any = None,
        until: datetime.date | None = None,
    ) -> "Graph":
        """Walk from `start`; what is known to be later than `until` is left out, with what it alone led to."""
        walk = Walker(start, bounds or BOUNDS.get(type(start), Bounds()), viewer, until).go()
        records = {key: record for key, record in walk.records.items() if key in walk.passed}
        name_in_full(records.values(), walk.records, viewer)
        if until:
            records = {key: one for key, one in records.items() if one is start or not is_later(one, until)}
        return cls(start, records, walk.branches, walk.is_cut, until)

    @property
    def key(self) -> Key:
        return Key(type(self.start), self.start.pk)

    def branches_of(self, key: Key, way: Way) -> Iterator[tuple[Branch, list[Edge]]]:
        """What was followed that way from a record, with the edges to records that are there."""
        for branch in self.branches.get(key, ()):
            edges = [edge for edge in branch.edges if edge.far(way) in self.records]
            if branch.way is way and edges:
                yield branch, edges

    def edges(self) -> list[Edge]:
        """All edges between records that are there, each once, in the order of finding."""
        found = (edge for branches in self.branches.values() for branch in branches for edge in branch.edges)
        return [edge for edge in dict.fromkeys(found) if {edge.earlier, edge.later} <= self.records.keys()]


def name_in_full(records: Iterable[Publishable], known: dict[Key, Publishable], viewer: Any = None) -> None:
    """Give records what their titles and addresses are made of, `known` or fetched through the door; None behind it."""
    by_kind: dict[type[Publishable], list[Publishable]] = defaultdict(list)
    for record in records:
        by_kind[type(record)].append(record)
    for kind, found in by_kind.items():
        for relation in LINKED.get(kind, ()):
            *path, name = relation.split("__")
            holders = [holder for record in found if (holder := along(record, path))]
            join(holders, name, known, viewer)


def along(record: Publishable, path: Iterable[str]) -> Publishable | None:
    for name in path:
        record = record and getattr(record, name)
    return record


def join(holders: list[Publishable], name: str, known: dict[Key, Publishable], viewer: Any) -> None:
    """Set a foreign key of records, which are of one kind; at most one query."""
    if not holders:
        return
    field = holders[0]._meta.get_field(name)
    model, named = field.related_model, {getattr(holder, field.attname) for holder in holders}
    if missing := [pk for pk in named if pk and Key(model, pk) not in known]:
        known |= {Key(model, one.pk): one for one in found_with_keys(model, missing, viewer)}
    for holder in holders:
        if not field.is_cached(holder):
            field.set_cached_value(holder, known.get(Key(model, getattr(holder, field.attname))))


def papers(edges: Iterable[Edge]) -> dict[int, MeetingDocument]:
    """The public papers that edges pass, by primary key. One query."""
    return MeetingDocument.objects.public().in_bulk({edge.paper for edge in edges if edge.paper})
