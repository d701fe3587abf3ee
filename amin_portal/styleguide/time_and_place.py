"""What is to be seen of time and place at a glance."""

from django.utils.translation import gettext_lazy as _

from meetings.models import Party
from meetings.tiles import PLACES, Tile

from . import samples
from .specimens import Specimen, State


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
