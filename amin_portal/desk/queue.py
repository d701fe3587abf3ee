"""The sections of the desk: what waits for this person, and what the record lacks, the most important first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count as CountAll
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import Publishable, State, permission

from .counting import MANY, Count, CountUpToMany
from .models import Snooze
from .rules import RULES, Rule, change_address
from .waiting import Waiting, kinds, my_drafts, waiting_for_review

SHOWN = 5  # entries of a section on the first page


@dataclass(frozen=True)
class Entry:
    """A record that lacks something, as somebody sees it who may mend it, or not."""

    record: Publishable
    rule: Rule
    may_mend: bool
    may_put_off: bool

    @property
    def name(self) -> str:
        return str(self.record)

    @property
    def beside(self) -> str:
        return str(getattr(self.record, self.rule.beside) or "") if self.rule.beside else ""

    @property
    def address(self) -> str:
        return change_address(type(self.record), self.record.pk)

    @property
    def mend_address(self) -> str:
        return self.rule.mend.address(self.record)


@dataclass(frozen=True)
class Section:
    """Some entries of one kind, and how many there are."""

    name: str
    title: str | Promise
    why: str | Promise
    entries: list[Entry] | list[Waiting]
    count: Count
    put_off: int = 0
    rule: Rule | None = None

    @property
    def has_more(self) -> bool:
        return self.count.number > len(self.entries)


@dataclass(frozen=True)
class WaitingList:
    """Records of every kind that wait for those who may `act` on them."""

    title: str | Promise
    why: str | Promise
    act: str
    find: Callable[[Any], QuerySet]


WAITING = {
    "my-drafts": WaitingList(_("My drafts"), _("You were the last to change them."), "change", my_drafts),
    "waiting-for-review": WaitingList(
        _("Waiting for my review"), _("Handed in, and yours to publish."), "publish", waiting_for_review
    ),
}


def waiting_sections(user: Any) -> list[Section]:
    """What can wait for this person at all. Two queries each: the rows, and how many there are."""
    return [waiting_section(name, one, user) for name, one in WAITING.items() if kinds(user, one.act)]


def waiting_section(name: str, one: WaitingList, user: Any) -> Section:
    found = one.find(user)
    count = Count(found.order_by()[: MANY + 1].count())
    return Section(name, one.title, one.why, as_waiting(found[:SHOWN]), count)


def as_waiting(rows: Iterable[tuple]) -> list[Waiting]:
    return [Waiting(*row) for row in rows]


def rules_for(user: Any) -> list[Rule]:
    """The rules on kinds of records that this person may see."""
    return [rule for rule in RULES if may_see(user, rule)]


def may_see(user: Any, rule: Rule) -> bool:
    return any(user.has_perm(permission(act, rule.model)) for act in ("view", "change"))


def there(model: type[Publishable]) -> QuerySet:
    """What staff count as being there: all that is not withdrawn. A draft waits elsewhere on the desk."""
    return model.objects.exclude(state=State.WITHDRAWN)


def all_lacking(rule: Rule) -> QuerySet:
    """The records in play that lack what the rule asks for, put off or not."""
    states = [State.IN_REVIEW, State.PUBLISHED, *([State.DRAFT] if rule.with_drafts else [])]
    records = rule.find(rule.model.objects.filter(state__in=states), there)
    return records.select_related(*rule.model.address_needs).order_by(*rule.first)


def lacking(rule: Rule) -> QuerySet:
    """Those that nobody has put off."""
    waiting = Snooze.objects.in_force().filter(rule=rule.name, record=OuterRef("uid"))
    return all_lacking(rule).filter(~Exists(waiting))


def as_entries(rule: Rule, records: Iterable[Publishable], user: Any) -> list[Entry]:
    may_mend = user.has_perm(rule.mend.permission(rule.model))
    may_put_off = user.has_perm(permission("change", rule.model))
    return [Entry(record, rule, may_mend, may_put_off) for record in records]


def gap_sections(user: Any) -> list[Section]:
    """What the record lacks, of what this person may see: one query a rule, and one for what was put off."""
    put_off = dict(Snooze.objects.in_force().order_by().values_list("rule").annotate(number=CountAll("pk")))
    return [gap_section(rule, user, put_off.get(rule.name, 0)) for rule in rules_for(user)]


def gap_section(rule: Rule, user: Any, put_off: int) -> Section:
    found = lacking(rule)
    records = list(found.annotate(found_count=CountUpToMany(found))[:SHOWN])
    count = Count(records[0].found_count if records else 0)
    return Section(rule.name, rule.title, rule.why, as_entries(rule, records, user), count, put_off, rule)
