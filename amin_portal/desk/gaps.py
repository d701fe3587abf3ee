"""What visitors are told that a record lacks."""

from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.models.door import records_visible_to

from .rules import Parts, Rule, told_on_page_of


def known_gaps(record: Publishable, viewer: Any = None) -> list[Rule]:
    """The rules that hold for this record, by what the viewer of its page may see (None: the public). One query.

    A draft that would fill the gap does not count for the public: that it is missing is all that they can know.
    """
    rules = told_on_page_of(type(record))
    if not rules:
        return []
    parts = partial(records_visible_to, viewer)
    holds = {rule.find.__name__: Exists(on_page(rule, parts)) for rule in rules}
    found = type(record).objects.filter(pk=record.pk).annotate(**holds).values(*holds).first() or {}
    return [rule for rule in rules if found.get(rule.find.__name__)]


def on_page(rule: Rule, parts: Parts) -> QuerySet:
    """The records that lack it and that the page of the outer record shows."""
    records = rule.model.objects.all() if rule.page == "pk" else parts(rule.model)
    return rule.find(records.filter(**{rule.page: OuterRef("pk")}), parts)
