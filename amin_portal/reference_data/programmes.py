"""plans.json: the plans themselves, each with its text and how it came into force."""

from typing import Any

from plans.models import Plan

from .reading import Row, choices
from .record import Record

TOTALS = {
    "reported_areas": "strategic_areas",
    "reported_actions": "actions",
    "reported_actions_completed": "actions_completed",
    "reported_activities": "activities",
}
READ_LATER = ("strategic_areas", "actions", "activities", "reported_progress")


def load_plans(record: Record) -> None:
    texts, homes = texts_of_plans(record)
    for row in record.files.rows("plans.json"):
        for name in READ_LATER:
            row[name]
        text = texts.pop(row.key, None)
        fields = {
            "slug": row.text("slug"),
            "code": row.text("code"),
            "title": row.text("title"),
            "theme": row.text("theme"),
            "kind": row.choice("kind", choices(Plan.Kind)),
            "phase": row.number("phase"),
            "start_year": row.number("start_year"),
            "end_year": row.number("end_year"),
            "part_of": record.find("plans", row, "parent"),
            "predecessor": record.find("plans", row, "predecessor"),
            "document": record.documents[text] if text else None,
            **adoption(record, row, text, homes),
            "drafting_lead": record.find("parties", row, "drafting_lead"),
            "vision": row.text("vision"),
            "vision_basis": row.choice("vision_basis", choices(Plan.VisionBasis) | {None: ""}),
            "summary": row.text("summary"),
            **reported_totals(row),
            "notes": row.texts("notes"),
            "sources": row.sources(),
        }
        relations = {"supports": record.find_all("plans", row, "supports")}
        record.plans[row.key] = record.writer.write(Plan, row, row.key, fields, relations)
    for plan, document in texts.items():
        raise Row("documents.json", document, {}).error("plan", f"names “{plan}”, which is not among the plans")


def texts_of_plans(record: Record) -> tuple[dict[str, str], dict[str, str | None]]:
    """Which document is a plan's text, by plan, and which meeting decided on it, by document."""
    texts, homes = {}, {}
    for row in record.files.rows("documents.json", again=True):
        if plan := row.text("plan"):
            texts[plan] = row.key
        homes[row.key] = record.meeting_key(row, "meeting")
    return texts, homes


def adoption(record: Record, row: Row, text: str | None, homes: dict[str, str | None]) -> dict[str, Any]:
    """What the plan says of its adoption itself: nothing where the papers of a meeting say it."""
    meeting, day, act = record.meeting_key(row, "adopted_at"), row.date("adopted_on"), row.text("adoption_verb")
    if text and homes[text]:
        if meeting != homes[text]:
            raise row.error("adopted_at", f"documents.json says {homes[text]}")
        record.adoption_days[text], meeting, day, act = day, None, None, ""
    return {"adopted_at": record.meetings[meeting] if meeting else None, "adopted_on": day, "adoption_note": act}


def reported_totals(row: Row) -> dict[str, Any]:
    totals = row.row("reported_totals")
    if totals is None:
        raise row.error("reported_totals", "is null; write an object, empty of counts where none is reported")
    counts = {field: totals.number(name) for field, name in TOTALS.items()}
    sources = totals.sources("source")
    totals.finish()
    return counts | {"reported_sources": sources}
