"""The first row of a spreadsheet against the columns that an import reads."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from django.utils.translation import gettext as _

from .columns import columns_of
from .references import folded
from .resources import RecordResource


class Problem(NamedTuple):
    """What is wrong, and where: the cell as spreadsheets name it (C4), empty where it is the whole row."""

    row: int
    cell: str
    column: str
    message: str


class Headings:
    """Which column is which. `names` has None for those that are passed over; `passed_over` are their headings."""

    def __init__(self, resource: type[RecordResource], written: list[str]) -> None:
        self.resource, self.written = resource, written
        self.needed = [name for name, column in resource.fields.items() if column.is_needed]
        self.ours = {name: name for name in ("uid", *resource.fields)}
        self.ours = {key(str(column.field.verbose_name)): name for name, column in resource.fields.items()} | self.ours
        exported = {column.column_name for column in columns_of(resource._meta.model)}
        self.names = [self.ours.get(key(heading)) for heading in written]
        self.passed_over = [heading for heading in written if key(heading) in exported - self.ours.keys()]

    def knows(self, heading: str) -> bool:
        return key(heading) in self.ours

    def problems(self) -> list[Problem]:
        """Unknown, nameless, repeated and missing columns, all of them."""
        return [*self._wrong(), *self._missing()]

    def place(self, row: int, name: str, message: str) -> Problem:
        """A problem of a column, by the heading that it has in the file."""
        if name not in self.names:
            return Problem(row, "", name if name in self.ours else "", message)
        index = self.names.index(name)
        return Problem(row, f"{letters_of(index + 1)}{row}", self.written[index], message)

    def _wrong(self) -> Iterable[Problem]:
        for index, (heading, name) in enumerate(zip(self.written, self.names, strict=True)):
            cell = f"{letters_of(index + 1)}1"
            if not heading:
                yield Problem(1, cell, "", _("This column has no name."))
            elif name is None and heading not in self.passed_over:
                yield Problem(1, cell, heading, self._unknown(heading))
            elif name is not None and name in self.names[:index]:
                first = self.written[self.names.index(name)]
                message = _("The column “%(first)s” says the same. Keep one of them.")
                yield Problem(1, cell, heading, message % {"first": first})

    def _unknown(self, heading: str) -> str:
        nearest = get_close_matches(key(heading), self.ours, n=1)
        if nearest:
            return _("There is no such column. Nearest: %(name)s.") % {"name": self.ours[nearest[0]]}
        names = ", ".join(self.resource._meta.fields)
        return _("There is no such column. Those that are read: %(names)s.") % {"names": names}

    def _missing(self) -> Iterable[Problem]:
        """Without uid and slug, every row may be a new record."""
        scope = self.resource._meta.model.slug_scope
        if "uid" in self.names or ("slug" in self.names and (not scope or scope in self.names)):
            return
        for name in self.needed:
            if name not in self.names:
                yield Problem(1, "", name, _("This column is missing."))


def key(heading: str) -> str:
    """The same for “Joint bodies”, “joint-bodies” and “joint_bodies”."""
    return folded(heading.replace("-", " ").replace("_", " ")).replace(" ", "_")


def letters_of(column: int) -> str:
    """What Excel calls a column: 1 is A, 27 is AA."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
