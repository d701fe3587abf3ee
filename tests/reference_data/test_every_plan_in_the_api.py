"""The API returns every fact of the plans, their items and the reports on them."""

import pytest

from amin_portal.reference_data.items import STATUSES

from .compare import assert_same, by_slug, differences, slug_of, slugs_of
from .facts import read

pytestmark = pytest.mark.django_db


def test_plans(record, parties):
    found = by_slug(record["plans"])

    def expected(one):
        names = (
            "code",
            "title",
            "theme",
            "kind",
            "phase",
            "start_year",
            "end_year",
            "vision",
            "vision_basis",
            "summary",
            "notes",
        )
        return {name: one[name] for name in names}

    plans = read("plans.json")
    assert assert_same((one["slug"], (expected(one), found[one["slug"]])) for one in plans) == 14
    for one in plans:
        shown, adoption = (
            found[one["slug"]],
            found[one["slug"]]["adoption"] or {"act": None, "meeting": None, "on": None},
        )
        at = one["adopted_at"] and f"{one['adopted_at']['body']}-{one['adopted_at']['number']}"
        assert (slug_of(shown["part_of"]), slug_of(shown["predecessor"])) == (one["parent"], one["predecessor"])
        assert (slugs_of(shown["supports"]), slug_of(shown["drafting_lead"])) == (
            sorted(one["supports"]),
            parties.get(one["drafting_lead"]),
        )
        assert (adoption["act"], slug_of(adoption["meeting"]), adoption["on"]) == (
            one["adoption_verb"],
            at,
            one["adopted_on"],
        )
        totals = {name: value for name, value in shown["reported_totals"].items() if name != "sources"}
        assert totals == {name: value for name, value in one["reported_totals"].items() if name != "source"}


def by_title(records, title="title"):
    return {(one["plan"]["slug"], one[title]): one for one in records}


def test_areas_actions_and_activities(record, parties):
    areas, actions, activities = (
        by_title(record["areas"], "name"),
        by_title(record["actions"]),
        by_title(record["activities"]),
    )
    told = []
    for plan in read("plans.json"):
        of_area = [(area, action) for area in plan["strategic_areas"] for action in area["actions"]]
        for area in plan["strategic_areas"]:
            shown = areas.pop((plan["slug"], area["name"]))
            told.append((area["name"], ({name: area[name] for name in ("number", "name_basis", "objective")}, shown)))
            assert slug_of(shown["lead_body"]) == area["lead_body"]
        for area, action in [*of_area, *((None, action) for action in plan["actions"])]:
            shown = actions.pop((plan["slug"], action["title"]))
            names = ("code", "basis", "description", "start_year", "end_year", "outputs")
            same = {name: action[name] for name in names} | {
                "is_cross_cutting": action["cross_cutting"], "measure": "\n".join(action["indicators"]),
            }  # fmt: skip
            told.append((action["title"], (same, shown)))
            assert (shown["area"] and shown["area"]["title"]) == (area and f"{area['number']}. {area['name']}")
            assert slugs_of(shown["leads"]) == [parties[lead] for lead in [action["lead"]] if lead]
        for activity in plan["activities"]:
            shown = activities.pop((plan["slug"], activity["title"]))
            names = ("kind", "start", "end", "city", "link_basis", "summary")
            told.append(
                (
                    activity["title"],
                    ({name: activity[name] for name in names} | {"is_online": activity["online"]}, shown),
                )
            )
            assert slugs_of(shown["partners"]) == sorted({parties[name] for name in activity["partners"]})
            assert (slugs_of(shown["also_serves"]), slug_of(shown["country"])) == (
                sorted(activity["also_plans"]),
                parties.get(activity["country"]),
            )
            assert (shown["area"] and int(shown["area"]["title"].split(".")[0])) == activity["strategic_area"]
    assert (areas, actions, activities) == ({}, {}, {})
    for name, pair in told:
        assert (name, differences(*pair)) == (name, {})


def test_reports(record):
    told = []
    for plan in read("plans.json"):
        told += [(plan["slug"], None, "", one["date"], one["text"]) for one in plan["reported_progress"]]
        for action in [*plan["actions"], *(one for area in plan["strategic_areas"] for one in area["actions"])]:
            history = action["status_history"] or [
                {"status": action["status"], "as_of": action["status_as_of"]}
            ] * bool(action["status"])
            told += [(None, action["title"], str(STATUSES[one["status"]]), one["as_of"], "") for one in history]
    found = [
        (slug_of(one["plan"]), one["action"] and one["action"]["title"], one["status"], one["as_of"], one["narrative"])
        for one in record["reports"]
    ]
    assert sorted(found, key=str) == sorted(told, key=str)
