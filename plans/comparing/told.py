"""What the page says of a comparison in words: what each part is called, and what cannot be told."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Action, Plan
from .comparison import OF_THE_EARLIER, Comparison, Part, Row

RULE_OF_AREAS = gettext_lazy(
    "Two areas stand beside each other where the same body leads both, where their names have the same words, or where "
    "an action of the one goes on in the other; never because they have the same number."
)
RULE_OF_ACTIONS = gettext_lazy(
    "An action is carried over where one of the later plan is on record as continuing it, also by way of actions of "
    "plans between. All others count by the latest report that names a status."
)


@dataclass(frozen=True)
class Told:
    """A part with its name and how many actions are in it: None where nobody can say."""

    part: Part
    label: str
    count: int | None
    rows: list[Row]

    @property
    def left(self) -> int:
        return (self.count or 0) - len(self.rows)


def told(comparison: Comparison, most: int) -> list[Told]:
    """Every part, with its first rows."""
    parts = comparison.parts
    first = {part: parts.get(part, [])[:most] for part in Part}
    rows = comparison.rows(key for keys in first.values() for key in keys)
    return [
        Told(part, label(comparison, part), count(comparison, part), [rows[key] for key in keys if key in rows])
        for part, keys in first.items()
    ]


def count(comparison: Comparison, part: Part) -> int | None:
    """How many actions are in a part; None where the actions that it would be made of are not on record."""
    found = len(comparison.parts.get(part, ()))
    if part == Part.CARRIED_OVER:
        return found if comparison.is_known else None
    actions = comparison.earlier_actions if part in OF_THE_EARLIER else comparison.later_actions
    return found if actions else None


def label(comparison: Comparison, part: Part) -> str:
    """Without "not carried over" and "new" where actions are on record of which that is not known."""
    names = {"later": comparison.later}
    sure, unsure = {
        Part.CARRIED_OVER: (_("Carried over into %(later)s"),) * 2,
        Part.CLOSED: (_("Completed or cancelled, and not carried over"), _("Completed or cancelled")),
        Part.OPEN: (_("Open when last reported, and not carried over"), _("Open when last reported")),
        Part.NOT_REPORTED: (_("No status reported, and not carried over"), _("No status reported")),
        Part.NEW: (_("New in %(later)s"), _("In %(later)s; whether they are new is not known")),
        Part.FROM_OTHERS: (_("In %(later)s, going on from other plans alone"),) * 2,
    }[part]
    is_sure = comparison.is_known or count(comparison, part) is None
    return (sure if is_sure else unsure) % names


def gaps(comparison: Comparison) -> Iterator[str]:
    """What is not known of the two, in sentences."""
    earlier, later = comparison.earlier, comparison.later
    if not comparison.later_actions:
        yield _(
            "No action of %(plan)s is on record: what it carries over from %(other)s, and what is new in it, is not "
            "known. That does not mean that nothing is."
        ) % {"plan": later, "other": earlier}
    if not comparison.earlier_actions:
        yield _("No action of %(plan)s is on record: what became of them in %(other)s is not known.") % {
            "plan": earlier,
            "other": later,
        }
    for plan, actions in ((earlier, comparison.earlier_actions), (later, comparison.later_actions)):
        yield from gaps_of(plan, [comparison.basis[key] for key in actions])


def gaps_of(plan: Plan, bases: list[str]) -> Iterator[str]:
    """What is missing among the actions of one plan, whose bases are these."""
    if plan.reported_actions is not None and plan.reported_actions != len(bases):
        yield ngettext(
            "A source counts %(total)s actions of %(plan)s; %(count)s is on record. The others are in no number.",
            "A source counts %(total)s actions of %(plan)s; %(count)s are on record. The others are in no number.",
            len(bases),
        ) % {"total": plan.reported_actions, "plan": plan, "count": len(bases)}
    if bases and {*bases} == {Action.Basis.REPORTED}:
        yield _(
            "The lines of %(plan)s itself are not on record. Its actions here are what sources tie to it, and there "
            "may be more."
        ) % {"plan": plan}
