"""What is to be seen of time and place at a glance."""

from django.utils.translation import gettext_lazy as _

from amin_portal.timeline.in_force import runs
from amin_portal.timeline.lanes import adoptions, lanes
from amin_portal.timeline.views import in_figures
from amin_portal.timeline.years import years
from meetings.models import Party
from meetings.tiles import PLACES, Tile
from plans import charts
from plans.progress import Item, roll_up

from . import samples
from .samples import THIS_YEAR
from .specimens import Specimen, State


def timeline() -> Specimen:
    meetings = [samples.SECOND, samples.FIRST, samples.FOURTH, samples.UNKNOWN, *samples.BY_STATUS[:1]]
    found = charts.timeline(samples.PLANS, THIS_YEAR, [2021, 2023, 2027])
    of_bodies = lanes(samples.BODIES, meetings, found.axis)
    adopted = adoptions([samples.PAPER], found.axis)
    shown = {
        "timeline": found,
        "runs": runs(samples.PLANS, found.axis, THIS_YEAR),
        "lanes": of_bodies,
        "adoptions": adopted,
        "years": years(of_bodies, adopted),
    }
    charts_of_it = (f"components/charts/{name}.html" for name in ("time_axis", "plan_bars", "in_force", "lanes"))
    return Specimen(
        _("Plans, adoptions and meetings on one axis"),
        "timeline/_picture.html",
        (State("", shown),),
        _("Its table is folded below it, and open on paper."),
        parts=(*charts_of_it, "timeline/_years.html"),
    )


def plans_beside_each_other() -> Specimen:
    statuses = (["completed", "completed", "ongoing", None], ["delayed", "carried_over", "cancelled"], [None])
    roll_ups = [roll_up(Item(status=status) for status in some) for some in statuses]
    return Specimen(
        _("How far several plans are"),
        "components/charts/plans_progress.html",
        (State("", {"progress": in_figures(list(zip(samples.PLANS, roll_ups, strict=False)))}),),
    )


def tile_grid() -> Specimen:
    states = [
        samples.sample(Party, kind="member_state", name=f"Sample State {code}", country_code=code) for code in PLACES
    ]
    shown = [Tile(state, [samples.SECOND] * (at % 3), [samples.FIRST] * (at * 2)) for at, state in enumerate(states)]
    return Specimen(
        _("Meetings hosted, roughly where"),
        "components/charts/tile_grid.html",
        (State("", {"tiles": shown}),),
        _("Above the table of countries, which says the same."),
        parts=(".tile-grid", ".tile"),
    )
