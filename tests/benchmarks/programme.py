"""Eight plans with 2,000 actions, of which the first has 400, and 2,000 activities; reports on every third action."""

from collections.abc import Iterator

from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea

from .corpus import Writer
from .pouring import Pouring, Row
from .rows import BODIES, COUNTRIES, MEETINGS, PLANS, dated, records

AREAS, ACTIONS, ACTIONS_OF_THE_FIRST, ACTIVITIES = 5, 2_000, 400, 2_000


def programme(pouring: Pouring, writer: Writer, number_of_documents: int) -> None:
    pouring.pour(Plan, records(9, plans(writer)))
    pouring.pour(StrategicArea, records(10, areas(writer)))
    pouring.pour(Action, records(11, actions(writer)))
    pouring.pour(Action.leads.through, leads("action_id", ACTIONS, writer))
    pouring.pour(Activity, records(12, activities(writer)))
    pouring.pour(Activity.leads.through, leads("activity_id", ACTIVITIES, writer))
    papers = papers_of_activities(writer, number_of_documents)
    pouring.pour(Activity.documents.through, papers)
    pouring.pour(ProgressReport, records(13, reports(writer)))


def plan_of(place: int, most: int, of_the_first: int) -> int:
    """The plan of an item by its place among all: the first plan has the first ones."""
    if place < of_the_first:
        return 1
    return 2 + (place - of_the_first) * (PLANS - 1) // (most - of_the_first)


def plans(writer: Writer) -> Iterator[Row]:
    for number in range(PLANS):
        yield {
            "slug": f"plan-{number}",
            "code": f"PLAN-{number}",
            "title": writer.text(6),
            "kind": Plan.Kind.ACTION_PLAN,
            "start_year": 1996 + 4 * number,
            "end_year": 1999 + 4 * number,
            "document_id": number + 1,
            "summary": writer.text(40),
        }


def areas(writer: Writer) -> Iterator[Row]:
    for plan in range(1, PLANS + 1):
        for number in range(1, AREAS + 1):
            yield {"plan_id": plan, "slug": f"area-{number}", "number": number, "name": writer.text(4)}


def area_of(plan: int, place: int) -> int:
    return (plan - 1) * AREAS + place % AREAS + 1


def actions(writer: Writer) -> Iterator[Row]:
    for place in range(ACTIONS):
        plan = plan_of(place, ACTIONS, ACTIONS_OF_THE_FIRST)
        yield {
            "plan_id": plan,
            "area_id": area_of(plan, place),
            "slug": f"action-{place}",
            "code": f"A.{place}",
            "position": place,
            "title": writer.text(10),
            "body_id": writer.chance.randint(1, BODIES),
            "mandate_id": writer.chance.randint(1, MEETINGS) if place % 4 == 0 else None,
            "start_year": 1996 + 4 * (plan - 1),
            "end_year": 1999 + 4 * (plan - 1),
        }


def activities(writer: Writer) -> Iterator[Row]:
    for place in range(ACTIVITIES):
        plan = plan_of(place, ACTIVITIES, ACTIVITIES // PLANS)
        yield {
            "plan_id": plan,
            "area_id": area_of(plan, place),
            "slug": f"activity-{place}",
            "title": writer.text(8),
            "kind": writer.chance.choice(Activity.Kind.values),
            **dated("start", f"{1996 + 4 * (plan - 1)}-{writer.chance.randint(1, 12):02}"),
            "country_id": writer.chance.randint(1, COUNTRIES),
            "event_id": writer.chance.randint(2, MEETINGS) if place % 5 == 0 else None,
        }


def leads(row: str, number: int, writer: Writer) -> Iterator[Row]:
    for key in range(1, number + 1):
        yield {row: key, "party_id": writer.chance.randint(1, COUNTRIES)}


def papers_of_activities(writer: Writer, number: int) -> Iterator[Row]:
    for key in range(1, ACTIVITIES + 1, 3):
        yield {"activity_id": key, "document_id": writer.chance.randint(1, number)}


def reports(writer: Writer) -> Iterator[Row]:
    for key in range(1, ACTIONS + 1, 3):
        plan = plan_of(key - 1, ACTIONS, ACTIONS_OF_THE_FIRST)
        yield {
            "action_id": key,
            "slug": f"report-{key}",
            **dated("as_of", f"{1997 + 4 * (plan - 1)}-06"),
            "status": writer.chance.choice(ProgressReport.Status.values),
            "narrative": writer.text(30),
            "reason_without_evidence": "Reported orally.",
        }
