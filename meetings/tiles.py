"""The Member States as tiles of one size, roughly where they lie, with the meetings that each hosted."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Meeting, Party

PLACES = ("MM", "LA", "VN", "TH", "KH", "PH", "MY", "BN", "SG", "ID", "TL")
"""Country codes (ISO 3166-1) from north-west to south-east, row by row; the style sheet puts each into its field."""

IN_A_ROW, STEP = 6, 8  # marks; pixels from one to the next
MOST = 5 * IN_A_ROW  # more marks are told apart by nobody; the number stands beside them


@dataclass(frozen=True)
class Tile:
    """A country with its meetings: those of ministers and others, each a mark in a strip; `x`, `y` in pixels."""

    party: Party
    ministerial: list[Meeting]
    others: list[Meeting]

    @property
    def place(self) -> str:
        """The name of its field; a country that nobody gave one stands after the others."""
        return self.party.country_code.lower() if self.party.country_code in PLACES else "elsewhere"

    @property
    def marks(self) -> list[tuple[int, int, bool]]:
        """Where each mark stands, and whether it is a meeting of ministers, which come first."""
        number = min(len(self.ministerial) + len(self.others), MOST)
        return [(at % IN_A_ROW * STEP, at // IN_A_ROW * STEP, at < len(self.ministerial)) for at in range(number)]

    @property
    def height(self) -> int:
        return max((y for _x, y, _of_ministers in self.marks), default=0) + STEP


def tiles(parties: Iterable[Party]) -> list[Tile]:
    """In the order in which they lie, so that the way through by keyboard is the way of the eye.

    Needs `hosted_meetings` and their bodies fetched.
    """
    places = {code: at for at, code in enumerate(PLACES)}
    in_order = sorted(parties, key=lambda party: (places.get(party.country_code, len(places)), party.name))
    return [Tile(party, party.hosted_ministerial_meetings, party.hosted_others) for party in in_order]
