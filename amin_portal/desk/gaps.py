"""What visitors are told that a record lacks."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet

from amin_portal.publishing.models import Publishable

from .queue import there
from .rules import Rule, told_on_page_of


def known_gaps(record: Publishable, preview: bool = False) -> list[Rule]:
    """The rules that hold for this record, by what visitors may see; in a preview, by what they will. One query.

    A draft that would fill the gap is not counted: that it is missing is all that visitors can know.
    """
    rules = told_on_page_of(type(record))
    if not rules:
        return []
    parts = there if preview else public
    holds = {rule.find.__name__: Exists(on_page(rule, parts)) for rule in rules}
    found = type(record).objects.filter(pk=record.pk).annotate(**holds).values(*holds).first() or {}
    return [rule for rule in rules if found.get(rule.find.__name__)]


def public(model: type[Publishable]) -> QuerySet:
    return model.objects.public()


def on_page(rule: Rule, parts: Callable[[type[Publishable]], QuerySet]) -> QuerySet:
    """The records that lack it and that the page of the outer record shows."""
    records = rule.model.objects.all() if rule.page == "pk" else parts(rule.model)
    return rule.find(records.filter(**{rule.page: OuterRef("pk")}), parts)
