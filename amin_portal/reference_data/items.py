"""plans.json: the areas, actions and activities of the plans, and what was reported on each."""

from collections.abc import Iterator
from typing import Any

from meetings.models import Outcome
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea

from .reading import Row, choices
from .record import Record

STATUSES = {
    "planned": ProgressReport.Status.NOT_STARTED,
    "ongoing": ProgressReport.Status.ONGOING,
    "completed": ProgressReport.Status.COMPLETED,
    None: "",
}


def load_items(record: Record) -> None:
    notes = Notes(record)
    for row in record.files.rows("plans.json", again=True):
        if plan := record.plans[row.key]:  # None where staff have deleted it
            PlanItems(record, notes, row.key, plan).load(row)
    notes.finish()


class Notes:
    """What editorial.json adds to the items, by plan and title. What is used is taken out: the rest is a mistake."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actions: dict[tuple[str, str], Action | None] = {}  # loaded so far; None where staff have deleted it
        editorial = record.editorial
        self.continued = {
            (row.text("plan"), row.text("action")): row.text("continues") for row in editorial.rows("continued_actions")
        }
        self.mandates = {
            (row.text("plan"), row.text("action")): row.text("outcome") for row in editorial.rows("mandates")
        }
        self.activities = {
            (row.text("plan"), row.text("activity")): row for row in editorial.rows("activities", again=True)
        }
        self.reported = {
            (row.text("subject"), row.text("as_of")): row for row in editorial.rows("reported_to", again=True)
        }

    def finish(self) -> None:
        """Raise DataError for what meets nothing, unless its plan was deleted."""
        left = {
            "continued_actions": self.continued,
            "mandates": self.mandates,
            "activities": self.activities,
            "reported_to": self.reported,
        }
        for field, entries in left.items():
            for subject, name in entries:
                if self.record.plans.get(subject.partition("/")[0], "unknown") is not None:
                    raise self.record.editorial.error(field, f"“{name}” of {subject} meets nothing in plans.json")


class PlanItems:
    """The items of one plan. `key` is the plan's slug in the file, whatever staff have made of it since."""

    def __init__(self, record: Record, notes: Notes, key: str, plan: Plan) -> None:
        self.record, self.notes, self.key, self.plan = record, notes, key, plan
        self.areas: dict[int, StrategicArea | None] = {}

    def load(self, row: Row) -> None:
        for nested in row.rows("strategic_areas", again=False):
            area = self.load_area(nested)
            for position, action in enumerate(nested.rows("actions"), start=1):
                self.load_action(area, action, position)
        for position, action in enumerate(row.rows("actions", again=False), start=1):
            self.load_action(None, action, position)
        for activity in row.rows("activities", again=False):
            self.load_activity(activity)
        for number, report in enumerate(row.rows("reported_progress", again=False), start=1):
            fields = {
                "as_of": report.date("date"),
                "narrative": report.text("text"),
                "sources": report.sources("source"),
            }
            self.write_report(report, self.key, number, {"plan": self.plan} | fields)

    def load_area(self, row: Row) -> StrategicArea | None:
        number = row.number("number")
        fields = {
            "plan": self.plan,
            "number": number,
            "name": row.text("name"),
            "name_basis": row.choice("name_basis", choices(StrategicArea.NameBasis)),
            "objective": row.text("objective"),
            "lead_body": self.record.find("bodies", row, "lead_body"),
            "sources": row.sources(),
        }
        self.areas[number] = self.record.writer.write(StrategicArea, row, f"{self.key}/{number}", fields)
        return self.areas[number]

    def load_action(self, area: StrategicArea | None, row: Row, position: int) -> None:
        title = row.text("title")
        fields = {
            "plan": self.plan,
            "area": area,
            "position": position,
            "code": row.text("code"),
            "title": title,
            "description": row.text("description"),
            "basis": row.choice("basis", choices(Action.Basis)),
            "is_cross_cutting": row.flag("cross_cutting"),
            "body": area.lead_body if area else None,
            "start_year": row.number("start_year"),
            "end_year": row.number("end_year"),
            "outputs": row.texts("outputs"),
            "measure": "\n".join(row.texts("indicators")),
            "continues": self.continued_action(row, title),
            "mandate": self.mandate(title),
            "sources": row.sources(),
        }
        lead, reports = self.record.find("parties", row, "lead"), list(self.status_reports(row))
        relations = {"leads": [lead] if lead else []}
        action = self.record.writer.write(Action, row, f"{self.key}/{title}", fields, relations)
        self.notes.actions[self.key, title] = action
        for number, report in enumerate(reports, start=1):
            self.write_report(row, f"{self.key}/{title}", number, {"action": action} | report)

    def continued_action(self, row: Row, title: str) -> Action | None:
        """The action that this one carries on, in the plan that the file names."""
        earlier = row.text("carried_over_from")
        if not earlier:
            return None
        meant = self.notes.continued.pop((self.key, title), "")
        if (earlier, meant) not in self.notes.actions and self.record.plans.get(earlier, "unknown") is not None:
            raise row.error("carried_over_from", f"editorial.json does not say which action of “{earlier}” is meant")
        return self.notes.actions.get((earlier, meant))

    def mandate(self, title: str) -> Outcome | None:
        """The decision that asked for the action."""
        key = self.notes.mandates.pop((self.key, title), "")
        if key and key not in self.record.outcomes:
            raise self.record.editorial.error("mandates", f"“{key}” is no outcome in meetings.json")
        return self.record.outcomes.get(key)

    def status_reports(self, row: Row) -> Iterator[dict[str, Any]]:
        """The successive reports; where the file has no history, the present status is the only one."""
        now = {
            "status": row.choice("status", STATUSES),
            "as_of": row.date("status_as_of"),
            "sources": row.sources("status_source"),
        }
        history = [
            {
                "status": past.choice("status", STATUSES),
                "as_of": past.date("as_of"),
                "sources": past.sources("source"),
            }
            for past in row.rows("status_history")
        ]
        if history and history[-1] | {"sources": now["sources"]} != now:
            raise row.error("status", "is not the last of status_history")
        yield from history or ([now] if now["status"] else [])

    def load_activity(self, row: Row) -> None:
        title, record = row.text("title"), self.record
        plain = {"plan": self.key, "activity": title}
        note = self.notes.activities.pop((self.key, title), Row("editorial.json", title, plain, again=True))
        if row["action_code"] is not None:
            raise row.error("action_code", "no action of any plan has a code yet")
        fields = {
            "plan": self.plan,
            "area": self.area_of(row),
            "action": self.action_of(note),
            "link_basis": row.choice("link_basis", choices(Activity.LinkBasis)),
            "title": title,
            "kind": row.choice("kind", choices(Activity.Kind)),
            "start": row.date("start"),
            "end": row.date("end"),
            "city": row.text("city"),
            "country": record.find("parties", row, "country"),
            "is_online": row.flag("online"),
            "event": record.find("meetings", note, "event") if "event" in note.values else None,
            "summary": row.text("summary"),
            "sources": row.sources(),
        }
        relations = {
            "also_serves": record.find_all("plans", row, "also_plans"),
            "partners": record.find_all("parties", row, "partners"),
            "documents": record.find_all("documents", note, "documents") if "documents" in note.values else [],
        }
        record.writer.write(Activity, row, f"{self.key}/{title}", fields, relations)

    def area_of(self, row: Row) -> StrategicArea | None:
        number = row.number("strategic_area")
        if number is not None and number not in self.areas:
            raise row.error("strategic_area", f"the plan has no area {number}")
        return self.areas.get(number)

    def action_of(self, note: Row) -> Action | None:
        title = note.text("action") if "action" in note.values else ""
        if title and (self.key, title) not in self.notes.actions:
            raise note.error("action", f"names “{title}”, which is not among the actions of {self.key}")
        return self.notes.actions.get((self.key, title))

    def write_report(self, row: Row, subject: str, number: int, fields: dict[str, Any]) -> None:
        """`subject` is what the report is about, by the names of the files; nothing is written where it was deleted."""
        date = fields["as_of"].isoformat() if fields["as_of"] else ""
        told = self.notes.reported.pop((subject, date), None)
        meeting = self.record.find("meetings", told, "meeting") if told else None
        has_documents = told is not None and "documents" in told.values
        relations = {"evidence": self.record.find_all("documents", told, "documents") if has_documents else []}
        if fields.get("plan") or fields.get("action"):
            key = f"{subject}/report {number}"
            self.record.writer.write(ProgressReport, row, key, fields | {"meeting": meeting}, relations)
