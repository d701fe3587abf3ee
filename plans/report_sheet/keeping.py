"""Drafts, made of the filled rows of a sheet."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amin_portal.publishing.many import many_changes
from amin_portal.publishing.models import State
from amin_portal.publishing.models.transitions import SUBMIT
from plans.models import ProgressReport

from .rows import Row
from .sheet import Sheet


class Refused(Exception):
    """A report cannot be kept; the form of its row says why."""


def keep(sheet: Sheet) -> list[ProgressReport]:
    """The new drafts, handed in where that was asked for. Raises Refused; to be called in a transaction."""
    is_handed_in = sheet.common.cleaned_data.get("state") == State.IN_REVIEW
    with many_changes():
        return [_keep(row, is_handed_in) for row in sheet.filled]


def _keep(row: Row, is_handed_in: bool) -> ProgressReport:
    report = row.report
    if is_handed_in:
        SUBMIT.prepare(report)
    report._change_reason = _("entered on the sheet of reports")
    try:
        report.full_clean()
        report.save()
    except ValidationError as error:
        row.form.add_error(None, ValidationError(error.messages))
        raise Refused from error
    report.evidence.set(row.evidence)
    return report
