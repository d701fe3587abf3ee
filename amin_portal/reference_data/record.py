"""What has been loaded so far, by the names that the files use."""

from dataclasses import dataclass, field
from typing import Any

from amin_portal.publishing.partial_dates import PartialDate
from documents.models import Document
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Plan

from .reading import Files, Row
from .writing import Writer


@dataclass
class Record:
    """What has been loaded so far, by the names that the files use; None where staff have deleted it."""

    files: Files
    writer: Writer
    editorial: Row
    parties: dict[str, Party] = field(default_factory=dict)  # by slug, name, acronym, alias and country code
    bodies: dict[str, Body] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    outcomes: dict[str, Outcome | None] = field(default_factory=dict)  # by meeting and number in its list: "ammin-9/1"
    documents: dict[str, Document] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    adoption_days: dict[str, PartialDate | None] = field(
        default_factory=dict
    )  # by document, as its plan's record has it

    def find(self, kind: str, row: Row, field_name: str) -> Any:
        """The record of `kind` ("bodies", ...) that a field names; None for null, and where staff deleted it.

        Raises DataError where the files know no such record.
        """
        return self._known(kind, row, field_name, row.text(field_name))

    def find_all(self, kind: str, row: Row, field_name: str) -> list:
        """The records that a list names, each once."""
        found = [self._known(kind, row, field_name, name) for name in row.texts(field_name)]
        return [record for record in dict.fromkeys(found) if record is not None]

    def meeting_key(self, row: Row, field_name: str) -> str | None:
        """The slug, in the files, of the meeting that a field names by body and number."""
        named = row.row(field_name)
        if named is None:
            return None
        key = f"{named.text('body')}-{named.number('number')}"
        named.finish()
        self._known("meetings", row, field_name, key)
        return key

    def _known(self, kind: str, row: Row, field_name: str, name: str) -> Any:
        known = getattr(self, kind)
        if name and name not in known:
            raise row.error(field_name, f"names “{name}”, which is not among the {kind}")
        return known[name] if name else None
