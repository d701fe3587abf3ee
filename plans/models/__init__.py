"""What was promised and how far it is: plans, strategic areas, actions, activities, progress reports."""

from .activities import Activity
from .items import Action, PlanItem, StrategicArea
from .plan import Adoption, Plan, PlanQuerySet
from .reports import ProgressReport

__all__ = [
    "Action",
    "Activity",
    "Adoption",
    "Plan",
    "PlanItem",
    "PlanQuerySet",
    "ProgressReport",
    "StrategicArea",
]
