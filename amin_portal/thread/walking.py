"""Following the links of the thread from one record: level by level, each step through the door, within bounds.

One level costs at most a query for each kind of link that leads on from there, and for each kind of record that those
found name themselves, whatever the number of records.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Self

from amin_portal.publishing.models import Publishable
from documents.models import MeetingDocument
from meetings.models import Body, Meeting

from .asking import found_along, found_with_keys
from .links import LINKS, Beyond, Link, Way

CROSSROADS = (Body, Meeting)  # from there, ways lead to every other matter: one that comes there ends
ROWS = 500  # of one query: what is beyond is not asked for


class Key(NamedTuple):
    """Which record."""

    model: type[Publishable]
    pk: int


@dataclass(frozen=True)
class Bounds:
    """How far one goes: so many levels back and forth, so many records of one link, so many in all.

    Unless `into_plans`, one does not go from a plan or a strategic area forth to what it consists of, which may be
    hundreds of items: its own page lists them.
    """

    back: int = 7
    forth: int = 4
    beside: int = 8
    records: int = 80
    into_plans: bool = False

    @property
    def levels(self) -> int:
        return max(self.back, self.forth)

    def level(self, way: Way) -> int:
        return self.back if way is Way.BACK else self.forth


@dataclass(frozen=True)
class Edge:
    """A link between two records; `role` is what the paper between them was, if there is one (of that `paper`)."""

    link: Link
    earlier: Key
    later: Key
    role: str = ""
    paper: int | None = None

    @classmethod
    def along(cls, link: Link, way: Way, near: Key, far: Key, role: str = "", paper: int | None = None) -> Self:
        """The edge that was followed that way from one record to the other."""
        earlier, later = (far, near) if way is Way.BACK else (near, far)
        return cls(link, earlier, later, role, paper)

    def far(self, way: Way) -> Key:
        return self.earlier if way is Way.BACK else self.later

    @property
    def holder(self) -> Key:
        """The record in whose fields the link stands, where no paper is between."""
        return self.later if self.link.stands_in_later else self.earlier


@dataclass(frozen=True)
class Branch:
    """What was found from one record along one kind of link; `has_more` than was followed."""

    link: Link
    way: Way
    edges: tuple[Edge, ...]
    has_more: bool


@dataclass
class Walk:
    """What was found from `start`: the records, which way each was passed, and the branches of each, as found."""

    start: Key
    records: dict[Key, Publishable]
    passed: dict[Key, set[Way]]
    branches: dict[Key, list[Branch]] = field(default_factory=lambda: defaultdict(list))
    is_cut: bool = False


class Walker:
    """Follows the links from a record that the viewer may see.

    Back from a record leads to what it comes from, and forth to what became of it; what continues it, or is continued
    by it, is the same matter and followed both ways. No record is passed twice the same way, so circles end.
    """

    def __init__(
        self, start: Publishable, bounds: Bounds, viewer: Any = None, until: datetime.date | None = None
    ) -> None:
        self.bounds, self.viewer, self.until = bounds, viewer, until
        key = Key(type(start), start.pk)
        self.walk = Walk(key, {key: start}, {key: set(Way)})

    def go(self) -> Walk:
        frontier: dict[Key, set[Way]] = {self.walk.start: set(Way)}
        for level in range(self.bounds.levels):
            frontier = self.step(level, frontier)
        self.walk.is_cut |= bool(frontier)
        return self.walk

    def step(self, level: int, frontier: dict[Key, set[Way]]) -> dict[Key, set[Way]]:
        """Go one step from each of these records, and say from where one goes on, and which ways."""
        following: dict[Key, set[Way]] = defaultdict(set)
        for way in Way:
            keys = [key for key, ways in frontier.items() if way in ways] if level < self.bounds.level(way) else []
            roads = [(link, [key for key in keys if key.model is link.near(way)]) for link in self.links_at(level, way)]
            roads = [(link, near) for link, near in roads if near]
            self.fetch_named(roads, way)
            for link, near in roads:
                found = self.named(link, way, near) if link.foreign_key(way) else self.asked(link, way, near)
                for key, edges in found.items():
                    self.follow(Branch(link, way, tuple(edges), has_more=False), key, following)
        return following

    def links_at(self, level: int, way: Way) -> Iterator[Link]:
        """What is only mentioned is mentioned of the record itself, not of those further on."""
        for link in LINKS:
            is_out_of_bounds = way is Way.FORTH and link.is_into_plan and not self.bounds.into_plans
            if not is_out_of_bounds and (level == 0 or link.beyond is not Beyond.STOP):
                yield link

    def follow(self, branch: Branch, key: Key, following: dict[Key, set[Way]]) -> None:
        """Take from a branch what there is room for; what finds none makes the walk incomplete."""
        beside = [*dict.fromkeys(edge.far(branch.way) for edge in branch.edges)][: self.bounds.beside]
        taken = {far for far in beside if self.admits(far)}
        admitted = tuple(edge for edge in branch.edges if edge.far(branch.way) in taken)
        more = len(admitted) < len(branch.edges)
        self.walk.is_cut |= more
        self.walk.branches[key].append(replace(branch, edges=admitted, has_more=more))
        for edge in admitted:
            far = edge.far(branch.way)
            if onward := self.ways_on(branch, far) - self.walk.passed[far]:
                self.walk.passed[far] |= onward
                following[far] |= onward

    def admits(self, key: Key) -> bool:
        """There is room for it."""
        has_room = key in self.walk.passed or len(self.walk.passed) < self.bounds.records
        if has_room:
            self.walk.passed.setdefault(key, set())
        return has_room

    def ways_on(self, branch: Branch, far: Key) -> set[Way]:
        """Which ways one goes on from a record reached so; a body's thread is what its meetings decided."""
        if self.walk.start.model is Body and far.model is Meeting:
            return {Way.FORTH}
        if branch.link.beyond is Beyond.STOP or far.model in CROSSROADS:
            return set()
        return set(Way) if branch.link.beyond is Beyond.BOTH else {branch.way}

    # How the records are found, all of it through the door

    def fetch_named(self, roads: list[tuple[Link, list[Key]]], way: Way) -> None:
        """Fetch what the records name themselves, by foreign keys: one query for each kind of record."""
        wanted: dict[type[Publishable], set[int]] = defaultdict(set)
        for link, near in roads:
            if name := link.foreign_key(way):
                pks = {getattr(self.walk.records[key], name) for key in near}
                wanted[link.far(way)] |= {pk for pk in pks if pk and Key(link.far(way), pk) not in self.walk.records}
        for model, pks in wanted.items():
            if pks:
                self.keep(found_with_keys(model, pks, self.viewer))

    def named(self, link: Link, way: Way, near: list[Key]) -> dict[Key, list[Edge]]:
        """The edges to what the records name themselves."""
        found = {}
        for key in near:
            far = Key(link.far(way), getattr(self.walk.records[key], link.foreign_key(way)))
            if far != key and far in self.walk.records:
                edge = Edge.along(link, way, key, far)
                if link.stands(self.walk.records[edge.later]):
                    found[key] = [edge]
        return found

    def asked(self, link: Link, way: Way, near: list[Key]) -> dict[Key, list[Edge]]:
        """The edges to what names the records, or is named with them on a paper. One query."""
        model, pks = link.near(way), [key.pk for key in near]
        each = len(MeetingDocument.Role) if link.has_paper else 1  # rows of the same two records
        most = min(self.bounds.beside * each, ROWS) if len(near) == 1 else ROWS
        rows = found_along(link, way, pks, most + 1, self.viewer, self.until)
        self.walk.is_cut |= len(rows) > most
        self.keep(record for record, *_between in rows)
        found: dict[Key, list[Edge]] = defaultdict(list)
        for record, pk, role, paper in rows:
            key, far = Key(model, pk), Key(type(record), record.pk)
            if far != key:
                found[key].append(Edge.along(link, way, key, far, role, paper))
        return found

    def keep(self, records: Iterable[Publishable]) -> None:
        """Remember them, each once."""
        for record in records:
            self.walk.records.setdefault(Key(type(record), record.pk), record)
