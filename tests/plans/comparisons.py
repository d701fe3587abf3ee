"""Two plans put beside each other, and what is said of them."""

from plans.comparing.comparison import Comparison, Part
from plans.comparing.told import count
from plans.models import Plan

PAGE = "/plans/compare/"


def compared(earlier: Plan, later: Plan) -> Comparison:
    plans = Plan.objects.public().linked("areas", "areas__lead_body")
    return Comparison(plans.get(pk=earlier.pk), plans.get(pk=later.pk))


def parts(comparison: Comparison) -> dict[str, list[str]]:
    return {
        part: [row.action.title for row in comparison.rows(keys).values()] for part, keys in comparison.parts.items()
    }


def numbers(comparison: Comparison) -> list[int | None]:
    return [count(comparison, part) for part in Part]


def page_of(client, earlier: Plan, later: Plan, more: str = ""):
    return client.get(f"{PAGE}?a={earlier.slug}&b={later.slug}{more}")
