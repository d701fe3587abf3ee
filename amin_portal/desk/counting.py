"""Counts that stop early, because beyond a thousand nobody asks for the exact number."""

from dataclasses import dataclass

from django.db.models import IntegerField, QuerySet, Subquery
from django.utils.translation import gettext as _

MANY = 1000


class CountUpToMany(Subquery):
    """How many rows a query finds, up to one more than MANY, as a column of another query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS found)"
    output_field = IntegerField()

    def __init__(self, found: QuerySet) -> None:
        super().__init__(found.order_by().values("pk")[: MANY + 1])


@dataclass(frozen=True)
class Count:
    """A number that says "more than 1,000" where counting stopped."""

    number: int

    def __str__(self) -> str:
        return _("more than %(number)s") % {"number": f"{MANY:,}"} if self.number > MANY else f"{self.number:,}"

    def __bool__(self) -> bool:
        return self.number > 0
