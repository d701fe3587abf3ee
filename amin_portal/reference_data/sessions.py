"""meetings.json: the meetings and events, then their outcomes."""

from collections.abc import Iterator
from typing import Any

from meetings.models import Meeting, Outcome

from .reading import Row, choices
from .record import Record

MODES = {
    "in_person": Meeting.Mode.IN_PERSON,
    "virtual": Meeting.Mode.ONLINE,
    "hybrid": Meeting.Mode.HYBRID,
    None: Meeting.Mode.UNKNOWN,
}
FILE_NAMES = {
    "ordinal": "number",
    "ordinal_basis": "number_basis",
    "kind": "event_type",
    "host": "host_country",
}


def load_meetings(record: Record) -> None:
    for row in record.files.rows("meetings.json"):
        row["outcomes"]  # read when the plans are there
        fields = {
            "slug": row.text("slug"),
            "body": record.find("bodies", row, "body"),
            "ordinal": row.number("number"),
            "ordinal_basis": row.choice("number_basis", choices(Meeting.OrdinalBasis) | {None: ""}),
            "kind": row.choice("event_type", choices(Meeting.Kind)),
            "title": row.text("title"),
            "start": row.date("start"),
            "end": row.date("end"),
            "date_note": row.text("date_note"),
            "city": row.text("city"),
            "host": record.find("parties", row, "host_country"),
            "mode": row.choice("mode", MODES),
            "status": row.choice("status", choices(Meeting.Status)),
            "summary": row.text("summary"),
            "sources": row.sources(),
        }
        record.meetings[row.key] = record.writer.write(Meeting, row, row.key, fields, file_names=FILE_NAMES)


def check_hosts(record: Record) -> None:
    """The Member States' file says which ministerial meetings they hosted; the meetings' file must say the same."""
    hosted: dict[str, list[int]] = {}
    for row in record.files.rows("meetings.json", again=True):
        if row["body"] == "ammin":
            hosted.setdefault(row.text("host_country"), []).append(row.number("number"))
    for row in record.files.rows("member_states.json", key="code", again=True):
        if (said := row.numbers("ammin_hosted")) != hosted.get(row.key, []):
            raise row.error("ammin_hosted", f"says {said}, meetings.json says {hosted.get(row.key, [])}")


def load_outcomes(record: Record) -> None:
    """Each after the one that it follows. The papers that an outcome names are read with the documents."""
    follows = {row.text("outcome"): row.text("follows") for row in record.editorial.rows("followed_outcomes")}
    read = dict(read_outcomes(record))
    for key in {*follows, *follows.values()} - read.keys():
        raise record.editorial.error("followed_outcomes", f"“{key}” is no outcome in meetings.json")
    for key in [*read]:
        write_outcome(record, key, read, follows)


def read_outcomes(record: Record) -> Iterator[tuple[str, tuple[Row, dict[str, Any], dict[str, list]]]]:
    """By meeting and number: the row, and what it says."""
    for row in record.files.rows("meetings.json", again=True):
        for position, outcome in enumerate(row.rows("outcomes", again=False), start=1):
            plan = record.find("plans", outcome, "plan")
            record.find("documents", outcome, "document")
            fields = {
                "meeting": record.meetings[row.key],
                "position": position,
                "kind": outcome.choice("kind", choices(Outcome.Kind)),
                "text": outcome.text("text"),
                "sources": row.sources(),
            }
            yield f"{row.key}/{position}", (outcome, fields, {"plans": [plan] if plan else []})


def write_outcome(record: Record, key: str, read: dict[str, tuple], follows: dict[str, str]) -> None:
    """Write it, unless that was done, behind the one that it follows. Raises DataError where that leads to itself."""
    if key not in read:
        return
    row, fields, relations = read.pop(key)
    if earlier := follows.get(key):
        write_outcome(record, earlier, read, follows)
        if earlier not in record.outcomes:
            raise record.editorial.error("followed_outcomes", f"“{key}” follows itself")
        fields["follows"] = record.outcomes[earlier]
    is_deleted = fields["meeting"] is None
    record.outcomes[key] = None if is_deleted else record.writer.write(Outcome, row, key, fields, relations)
