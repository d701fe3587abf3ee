"""What a citation says, whatever the style."""

from dataclasses import dataclass
from typing import NamedTuple

from amin_portal.publishing.partial_dates import PartialDate, Precision

SITE = "ASEAN minerals cooperation: the public record"
UNDATED = "n.d."
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Whole(NamedTuple):
    """What the cited thing is a numbered part of: outcome 12 of the 9th AMMin."""

    title: str
    number: str


@dataclass(frozen=True)
class Citation:
    """A work, or a part of one, as it is cited. Citations are in English, as the titles are that they stand beside.

    `authors` are organisations; `description` says what kind of thing it is where the title does not; `key` names it
    among others in a file; `address` is the permanent one. `is_report`: reference managers know it as a report.
    """

    key: str
    title: str
    address: str
    authors: tuple[str, ...] = ()
    date: PartialDate | None = None
    number: str = ""
    language: str = "en"
    description: str = ""
    whole: Whole | None = None
    is_report: bool = False

    @property
    def date_parts(self) -> list[int]:
        """Year, month and day as far as they are known; none if not even the year is."""
        if self.date is None:
            return []
        known = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}[Precision(self.date.precision)]
        return [self.date.first.year, self.date.first.month, self.date.first.day][:known]


def listed(names: tuple[str, ...], last: str) -> str:
    """A & B; A, B, & C; `last` is the word before the last."""
    *others, name = names or ("",)
    if not others:
        return name
    return f"{', '.join(others)}{',' if len(others) > 1 else ''} {last} {name}"


def ended(text: str) -> str:
    """With a full stop, unless it has an end of its own."""
    return text if text.endswith((".", "?", "!", "…")) or not text else f"{text}."
