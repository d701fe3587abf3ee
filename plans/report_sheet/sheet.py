"""The sheet of a plan, and all that can be wrong with what was typed in it."""

import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.models import Plan, ProgressReport

from .evidence import DocumentsOnRecord
from .forms import CommonForm, RowForm
from .rows import Group, Row, groups_of, reports_on, there

MOST_ITEMS = 1000  # settings.DATA_UPLOAD_MAX_NUMBER_FIELDS leaves room for their fields
OF_A_ROW = re.compile(r"((?:plan|action|activity)-n\d+)-[a-z_]+")


class Mistake(NamedTuple):
    """What is wrong, in which row or field, and the `id` of its element on the page."""

    target: str
    where: str
    messages: list[str]


class Sheet:
    """The sheet of `plan` in the hands of `viewer`, with what was `sent`. A row in which nothing was typed is left."""

    def __init__(self, plan: Plan, viewer: Any, sent: Any = None) -> None:
        self.plan, self.viewer, self.sent = plan, viewer, sent
        self.documents = DocumentsOnRecord(plan)
        self.common = CommonForm(self.documents, viewer, sent)
        self.problems: list[str | Promise] = []
        self.empty_fields: dict[type[RowForm], str] = {}
        sent = {name: OF_A_ROW.fullmatch(name) for name in sent or ()}
        self.keys_sent = {match[1] for name, match in sent.items() if match and self.sent[name].strip()}

    @cached_property
    def groups(self) -> list[Group]:
        return [*groups_of(self, MOST_ITEMS)]

    @cached_property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def filled(self) -> list[Row]:
        return [row for row in self.rows if row.is_filled]

    @property
    def left_out(self) -> int:
        """How many items have no row, because there are too many."""
        if len(self.rows) <= MOST_ITEMS:  # one of them is the plan
            return 0
        return there(self.plan.actions).count() + there(self.plan.activities).count() - MOST_ITEMS

    # What was typed, once it is known to be right

    @property
    def occasion(self) -> dict[str, Any]:
        """What all its reports have in common."""
        return {name: self.common.cleaned_data[name] for name in ("as_of", "meeting", "sources")}

    @cached_property
    def on_that_occasion(self) -> dict[tuple[str, int], ProgressReport]:
        """The reports on the filled rows as of the same date, to the same meeting, by what they are about."""
        as_of, meeting = self.occasion["as_of"], self.occasion["meeting"]
        precision = as_of.precision if as_of else ""
        reports = reports_on(self.filled).filter(as_of=as_of, as_of_precision=precision, meeting=meeting)
        return {
            (kind, getattr(report, f"{kind}_id")): report
            for report in reports
            for kind in ProgressReport.wholes
            if getattr(report, f"{kind}_id")
        }

    @property
    def is_there(self) -> bool:
        """All of it is on record as it was typed: somebody clicked twice."""
        forms = [self.common, *(row.form for row in self.filled)]
        return bool(self.filled) and all(form.is_valid() for form in forms) and all(row.is_there for row in self.filled)

    @property
    def seen(self) -> str:
        """Changes where somebody else reports on one of the filled rows."""
        reports = [*reports_on(self.filled).order_by("pk").values_list("pk", "revision")]
        return hashlib.sha256(repr(reports).encode()).hexdigest()[:16]

    # What is wrong

    def is_valid(self) -> bool:
        """Whether drafts can be made of it; `problems` and the forms say what is wrong."""
        are_right = [self.common.is_valid(), *(row.form.is_valid() for row in self.filled)]
        self.documents.meeting = self.common.cleaned_data.get("meeting")
        if self.keys_sent - {row.key for row in self.rows}:
            message = _(
                "Something was sent for an item that is not on this sheet: since you looked it may have been moved to "
                "another plan, or withdrawn. It is left out here; see whether the rest is right."
            )
            self.problems.append(message)
        elif not self.filled:
            self.problems.append(_("Nothing was typed for any item, so there is nothing to be made."))
        return not self.problems and all(are_right) and not self._refuse_twins()

    def _refuse_twins(self) -> bool:
        """One occasion, one report on an item: else whoever sends a page twice would make two of each."""
        twins = [row for row in self.filled if row.same_occasion]
        for row in twins:
            message = _("A report as of that date, to that meeting, is on record already: change that one.")
            row.form.add_error(None, message)
        return bool(twins)

    @property
    def mistakes(self) -> list[Mistake]:
        """What is wrong in the fields, from the top of the page to its end."""
        common = [(self.common[name], messages) for name, messages in self.common.errors.items()]
        return [
            *(Mistake(field.id_for_label, str(field.label), messages) for field, messages in common),
            *(Mistake(row.key, row.title, [*_in_words(row.form)]) for row in self.filled if row.form.errors),
        ]


def _in_words(form: forms.Form) -> Iterator[str]:
    for name, messages in form.errors.items():
        before = "" if name == NON_FIELD_ERRORS else f"{form[name].label}: "
        yield from (f"{before}{message}" for message in messages)
