"""What visitors are told that a record lacks."""

import datetime
from functools import lru_cache, partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.models.compiled import KEYS, Compiled
from amin_portal.publishing.models.door import records_visible_to

from .rules import Parts, Rule, told_on_page_of

KINDS_WITH_PAGES = 64  # more than there are


def known_gaps(record: Publishable, viewer: Any = None) -> list[Rule]:
    """The rules that hold for this record, by what the viewer of its page may see (None: the public). One query.

    A draft that would fill the gap does not count for the public: that it is missing is all that they can know.
    """
    kind = type(record)
    rules = told_on_page_of(kind)
    if not rules:
        return []
    if viewer is None:
        rows = told_to_the_public(kind, timezone.localdate()).rows([record.pk])
    else:
        rows = looked_for(kind, [record.pk], viewer).values_list("pk", *map(name_of, rules))
    (_record, *holds) = next(iter(rows), (None,))
    return [rule for rule, it_holds in zip(rules, holds, strict=False) if it_holds]


@lru_cache(KINDS_WITH_PAGES)
def told_to_the_public(kind: type[Publishable], _today: datetime.date) -> Compiled:
    """The query about records of a kind, compiled once a day: rules reckon from today."""
    return Compiled(looked_for(kind, KEYS))


def looked_for(kind: type[Publishable], keys: list[int], viewer: Any = None) -> QuerySet:
    """The records with these keys, and beside each whether the rules hold, in the order of the rules."""
    parts = partial(records_visible_to, viewer)
    holds = {name_of(rule): Exists(on_page(rule, parts)) for rule in told_on_page_of(kind)}
    return kind.objects.filter(pk__in=keys).annotate(**holds)


def name_of(rule: Rule) -> str:
    return rule.find.__name__


def on_page(rule: Rule, parts: Parts) -> QuerySet:
    """The records that lack it and that the page of the outer record shows."""
    records = rule.model.objects.all() if rule.page == "pk" else parts(rule.model)
    return rule.find(records.filter(**{rule.page: OuterRef("pk")}), parts)
