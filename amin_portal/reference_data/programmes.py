"""plans.json: the plans, then their areas, actions, activities and what was reported on each."""

from collections.abc import Iterator
from typing import Any

from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea

from .loading import Record
from .papers import meeting_of
from .reading import Row
from .sessions import choices

STATUSES = {
    "planned": ProgressReport.Status.NOT_STARTED,
    "ongoing": ProgressReport.Status.ONGOING,
    "completed": ProgressReport.Status.COMPLETED,
    None: "",
}
TOTALS = ("strategic_areas", "actions", "actions_completed", "activities")


def load_plans(record: Record) -> None:
    texts = {row["plan"]: row.key for row in record.files.rows("documents.json", again=True) if row["plan"]}
    homes = {row.key: meeting_of(record, row, "meeting") for row in record.files.rows("documents.json", again=True)}
    for row in record.files.rows("plans.json"):
        for name in ("strategic_areas", "actions", "activities", "reported_progress"):
            row[name]  # read when all plans are there
        text, meeting, day, act = (
            texts.pop(row.key, None),
            meeting_of(record, row, "adopted_at"),
            row.date("adopted_on"),
            row.text("adoption_verb"),
        )
        if text and homes[text]:  # the papers of that meeting say it
            if meeting != homes[text]:
                raise row.error("adopted_at", f"documents.json says {homes[text]}")
            record.adoption_days[text], meeting, day, act = day, None, None, ""
        fields = {
            "slug": row.text("slug"),
            "code": row.text("code"),
            "title": row.text("title"),
            "theme": row.text("theme"),
            "kind": row.choice("kind", choices(Plan.Kind)),
            "phase": row.number("phase"),
            "start_year": row.number("start_year"),
            "end_year": row.number("end_year"),
            "part_of": record.find("plans", row, "parent", row["parent"]),
            "predecessor": record.find("plans", row, "predecessor", row["predecessor"]),
            "document": record.documents[text] if text else None,
            "adopted_at": meeting,
            "adopted_on": day,
            "adoption_note": act,
            "drafting_lead": record.find("parties", row, "drafting_lead", row["drafting_lead"]),
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


def reported_totals(row: Row) -> dict[str, Any]:
    totals = row.row("reported_totals")
    counts = dict(
        zip(
            ("reported_areas", "reported_actions", "reported_actions_completed", "reported_activities"),
            map(totals.number, TOTALS),
            strict=True,
        )
    )
    sources = totals.sources("source")
    totals.finish()
    return counts | {"reported_sources": sources}


class Items:
    """The items of the plans while they are loaded, and what editorial.json adds to them."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actions: dict[tuple[str, str], Action | None] = {}  # None where staff have deleted it
        self.continued = {
            (row.text("plan"), row.text("action")): row.text("continues")
            for row in record.editorial.rows("continued_actions")
        }
        self.notes = {(values["plan"], values["activity"]): values for values in record.editorial["activities"]}
        self.meetings = {
            (row.text("subject"), row["as_of"]): row for row in record.editorial.rows("reported_to") if row["meeting"]
        }

    def load_area(self, plan: Plan, row: Row) -> StrategicArea | None:
        fields = {
            "plan": plan,
            "number": row.number("number"),
            "name": row.text("name"),
            "name_basis": row.choice("name_basis", choices(StrategicArea.NameBasis)),
            "objective": row.text("objective"),
            "lead_body": self.record.find("bodies", row, "lead_body", row["lead_body"]),
            "sources": row.sources(),
        }
        return self.record.writer.write(StrategicArea, row, f"{plan.slug}/{fields['number']}", fields)

    def load_action(self, plan: Plan, area: StrategicArea | None, row: Row, position: int) -> None:
        title = row.text("title")
        fields = {
            "plan": plan,
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
            "continues": self.continues(plan, row, title),
            "sources": row.sources(),
        }
        lead = self.record.find("parties", row, "lead", row["lead"])
        action = self.record.writer.write(
            Action, row, f"{plan.slug}/{title}", fields, relations={"leads": [lead] if lead else []}
        )
        self.actions[plan.slug, title] = action
        for number, report in enumerate(self.status_reports(row), start=1):
            self.write_report(row, f"{plan.slug}/{title}", number, {"action": action} | report)

    def continues(self, plan: Plan, row: Row, title: str) -> Action | None:
        """The action that this one carries on, in the plan that the file names."""
        earlier = row["carried_over_from"]
        if earlier is None:
            return None
        meant = self.continued.pop((plan.slug, title), None)
        if (earlier, meant) not in self.actions:
            raise row.error("carried_over_from", f"editorial.json does not say which action of “{earlier}” is meant")
        return self.actions[earlier, meant]

    def status_reports(self, row: Row) -> Iterator[dict[str, Any]]:
        """The successive reports; where the file has no history, the present status is the only one."""
        status, as_of, sources = row.choice("status", STATUSES), row.date("status_as_of"), row.sources("status_source")
        history = [
            {"status": past.choice("status", STATUSES), "as_of": past.date("as_of"), "sources": past.sources("source")}
            for past in row.rows("status_history")
        ]
        if history and (history[-1]["status"], history[-1]["as_of"]) != (status, as_of):
            raise row.error("status", "is not the last of status_history")
        yield from history or ([{"status": status, "as_of": as_of, "sources": sources}] if status else [])

    def load_activity(self, plan: Plan, areas: dict[int, StrategicArea], row: Row) -> None:
        title, record = row.text("title"), self.record
        note = Row(
            "editorial.json",
            f"activities > {title}",
            self.notes.pop((plan.slug, title), {"plan": plan.slug, "activity": title}),
            again=True,
        )
        number, action = row.number("strategic_area"), note.values.get("action")
        if number is not None and number not in areas:
            raise row.error("strategic_area", f"the plan has no area {number}")
        if action and (plan.slug, action) not in self.actions:
            raise note.error("action", f"names “{action}”, which is not among the actions of {plan.slug}")
        if row["action_code"] is not None:
            raise row.error("action_code", "no action of any plan has a code yet")
        fields = {
            "plan": plan,
            "area": areas.get(number),
            "action": self.actions[plan.slug, action] if action else None,
            "link_basis": row.choice("link_basis", choices(Activity.LinkBasis)),
            "title": title,
            "kind": row.choice("kind", choices(Activity.Kind)),
            "start": row.date("start"),
            "end": row.date("end"),
            "city": row.text("city"),
            "country": record.find("parties", row, "country", row["country"]),
            "is_online": row.flag("online"),
            "event": record.find("meetings", note, "event", note.values.get("event")),
            "summary": row.text("summary"),
            "sources": row.sources(),
        }
        relations = {
            "also_serves": record.find_all("plans", row, "also_plans"),
            "partners": record.find_all("parties", row, "partners"),
            "documents": record.find_all("documents", note, "documents") if "documents" in note.values else [],
        }
        record.writer.write(Activity, row, f"{plan.slug}/{title}", fields, relations)

    def write_report(self, row: Row, subject: str, number: int, fields: dict[str, Any]) -> None:
        date = fields["as_of"].isoformat() if fields["as_of"] else None
        told = self.meetings.pop((subject, date), None)
        if told:
            fields["meeting"] = self.record.find("meetings", told, "meeting", told.text("meeting"))
        if fields.get("plan") or fields.get("action"):
            self.record.writer.write(ProgressReport, row, f"{subject}/report {number}", fields)

    def finish(self) -> None:
        """Whatever editorial.json says of items that do not exist is a mistake in it, unless their plan was deleted."""
        for field, left in (
            ("continued_actions", self.continued),
            ("activities", self.notes),
            ("reported_to", self.meetings),
        ):
            for subject, name in left:
                if self.record.plans.get(subject.partition("/")[0], "unknown") is not None:
                    raise self.record.editorial.error(field, f"“{name}” of {subject} meets nothing in plans.json")


def load_items(record: Record) -> None:
    items = Items(record)
    for row in record.files.rows("plans.json", again=True):
        plan = record.plans[row.key]
        if plan is None:
            continue
        areas = {}
        for nested in row.rows("strategic_areas", again=False):
            area = areas[nested.number("number")] = items.load_area(plan, nested)
            for position, action in enumerate(nested.rows("actions"), start=1):
                items.load_action(plan, area, action, position)
        for position, action in enumerate(row.rows("actions", again=False), start=1):
            items.load_action(plan, None, action, position)
        for activity in row.rows("activities", again=False):
            items.load_activity(plan, areas, activity)
        for number, report in enumerate(row.rows("reported_progress", again=False), start=1):
            fields = {
                "plan": plan,
                "as_of": report.date("date"),
                "narrative": report.text("text"),
                "sources": report.sources("source"),
            }
            items.write_report(report, plan.slug, number, fields)
    items.finish()
