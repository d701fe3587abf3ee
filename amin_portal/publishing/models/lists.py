"""What many records are related to, where each has many of it: fetched for all of them, without a query set for each.

`linked` of the door leaves in every record a query set of every such relation, which can be asked further. Who only
reads the lists pays for that with most of the time that the fetching takes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet, prefetch_related_objects

ATTRIBUTE = "_listed"


def listed(record: Any, relation: str) -> list[Model] | None:
    """The records of a relation to many; None where they were not fetched as a list."""
    return getattr(record, ATTRIBUTE, {}).get(relation)


def fetch_lists(records: Sequence[Model], relation: str, among: QuerySet, further: Sequence[Any] = ()) -> None:
    """Fetch those `among` which the records, all of one kind, have in a relation, and what is `further` of them.

    They come in the order of `among`. Two queries where both sides have many, else one; shared others are one object.
    """
    if not records:
        return
    field = type(records[0])._meta.get_field(relation)
    pairs = _owned(records, field, among) if field.one_to_many else _shared(records, relation, among)
    lists: dict[int, list[Model]] = defaultdict(list)
    others: dict[int, Model] = {}
    for key, other in pairs:
        lists[key].append(other)
        others[other.pk] = other
    prefetch_related_objects(list(others.values()), *further)
    for record in records:
        record.__dict__.setdefault(ATTRIBUTE, {})[relation] = lists.get(record.pk, [])


def _owned(records: Iterable[Model], field: Any, among: QuerySet) -> Iterator[tuple[int, Model]]:
    """Others that name one of the records in a foreign key, and are given it there."""
    by_key = {record.pk: record for record in records}
    key = field.field
    for other in among.filter(**{f"{key.name}__in": by_key}):
        owner = by_key[getattr(other, key.attname)]
        key.set_cached_value(other, owner)
        yield owner.pk, other


def _shared(records: Sequence[Model], relation: str, among: QuerySet) -> Iterator[tuple[int, Model]]:
    having = type(records[0])._base_manager.filter(pk__in=[record.pk for record in records])
    pairs = having.filter(**{f"{relation}__isnull": False}).order_by().values_list(relation, "pk")
    owners: dict[int, list[int]] = defaultdict(list)
    for other, owner in pairs:
        owners[other].append(owner)
    for other in among.filter(pk__in=owners) if owners else ():
        for owner in owners[other.pk]:
            yield owner, other
