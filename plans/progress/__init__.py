"""How far a plan is: what was last reported on its actions, added up by one rule that is shown to the public."""

from .rule import NO_REPORT, STATUSES, Item, RollUp, StatusCount, label, roll_up, weight
from .state import MOST_SHOWN, States, latest_reports, roll_ups, with_grounds

__all__ = [
    "MOST_SHOWN",
    "NO_REPORT",
    "STATUSES",
    "Item",
    "RollUp",
    "States",
    "StatusCount",
    "label",
    "latest_reports",
    "roll_up",
    "roll_ups",
    "with_grounds",
    "weight",
]
