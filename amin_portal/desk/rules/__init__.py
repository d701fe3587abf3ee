"""What the record can lack. A new rule is a function in one of these modules and a line in `RULES`."""

from amin_portal.publishing.models import Publishable

from .documents import document_without_file, file_dead, file_without_text, link_dead
from .meetings import (
    meeting_soon_without_agenda,
    meeting_without_outcome,
    meeting_without_statement,
    outcome_overdue,
    outcome_without_text,
)
from .plans import (
    action_without_lead,
    activity_with_old_report,
    activity_without_report,
    plan_without_document,
    plan_without_file,
)
from .rule import InForm, NewRecord, Parts, Rule, change_address, rule

RULES = (  # what matters most comes first
    meeting_soon_without_agenda,
    outcome_without_text,
    meeting_without_statement,
    outcome_overdue,
    file_dead,
    link_dead,
    plan_without_document,
    plan_without_file,
    activity_with_old_report,
    activity_without_report,
    action_without_lead,
    meeting_without_outcome,
    document_without_file,
    file_without_text,
)


def told_on_page_of(model: type[Publishable]) -> list[Rule]:
    """The rules of which visitors are told beside what the page of such a record says."""
    return [one for one in RULES if one.is_told_beside and one.page_model is model]


__all__ = [
    "RULES",
    "InForm",
    "NewRecord",
    "Parts",
    "Rule",
    "change_address",
    "rule",
    "told_on_page_of",
]
