"""The form of one report, by itself or among the parts of what it is about."""

from typing import Any

from amin_portal.publishing.admin import RecordForm
from amin_portal.publishing.models import State
from amin_portal.publishing.models.transitions import PUBLISH
from plans.models.reports import OVER_100, WITHOUT_GROUNDS

GROUNDS = {"status", "evidence", "reason_without_evidence"}


class ReportForm(RecordForm):
    """Asks for evidence, or for the reason why there is none, where a status is published, or changed in public.

    A report that was published without either before can be put right in all else.
    """

    class Meta:
        error_messages = {"percent": {"max_value": OVER_100}}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_public_change = self.instance.state == State.PUBLISHED and not GROUNDS.isdisjoint(self.changed_data)
        is_groundless = cleaned.get("status") and not (
            cleaned.get("evidence") or cleaned.get("reason_without_evidence")
        )
        if is_groundless and (self.transition is PUBLISH or is_public_change):
            self.add_error("reason_without_evidence", WITHOUT_GROUNDS)
        return cleaned
