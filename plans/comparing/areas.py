"""The strategic areas of two plans beside each other, by a rule that the page tells; never by their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..continuation.titles import telling_words
from ..models import StrategicArea

MOST = 20  # rows that are shown
MOST_BESIDE = 3  # areas beside one that are named


@dataclass(frozen=True)
class Beside:
    """An area of the later plan, and why it stands beside one of the earlier."""

    area: StrategicArea
    reasons: list[str]


@dataclass(frozen=True)
class AreaRow:
    """An area of the earlier plan with those beside it; `area` is None for one of the later that stands alone.

    `more` is how many others stand beside it that are not named, because less speaks for them.
    """

    area: StrategicArea | None
    beside: list[Beside] = field(default_factory=list)
    more: int = 0


def area_rows(
    earlier: Iterable[StrategicArea], later: Iterable[StrategicArea], go_on: dict[tuple[int, int], int]
) -> list[AreaRow]:
    """`go_on` says how many actions go on from an area of the earlier plan in one of the later, by both their keys."""
    later, rows, placed = list(later), [], set()
    for area in earlier:
        found = [Beside(other, why) for other in later if (why := reasons(area, other, go_on))]
        placed |= {one.area.pk for one in found}
        weighty = sorted(found, key=lambda one: (len(one.reasons), go_on.get((area.pk, one.area.pk), 0)), reverse=True)
        named = [one for one in found if one in weighty[:MOST_BESIDE]]
        rows.append(AreaRow(area, named, more=len(found) - len(named)))
    return rows + [AreaRow(None, [Beside(area, [])]) for area in later if area.pk not in placed]


def reasons(area: StrategicArea, other: StrategicArea, go_on: dict[tuple[int, int], int]) -> list[str]:
    """Why the two stand beside each other; none where they do not."""
    found = []
    if area.lead_body and area.lead_body == other.lead_body:
        found.append(_("both led by %(body)s") % {"body": area.lead_body.acronym})
    if telling_words(area.name) == telling_words(other.name):
        found.append(_("the same words in the name"))
    if count := go_on.get((area.pk, other.pk)):
        found.append(ngettext("%d action goes on", "%d actions go on", count) % count)
    return found
