"""What stands on the sheet of a plan: the plan as a whole and each of its items, with the last report on each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import State
from documents.models import Document
from plans.models import Action, Activity, Plan, ProgressReport

from .forms import PlanRowForm, RowForm

if TYPE_CHECKING:
    from .sheet import Sheet

FIELDS = "admin/plans/report_sheet/_fields.html"
NO_KEY = "no-key"


@dataclass
class Row:
    """One item of the plan, or the plan itself. `last`: the latest report on it that names a status, draft or not."""

    sheet: "Sheet"
    subject: Plan | Action | Activity
    last: ProgressReport | None = None

    @property
    def kind(self) -> str:
        """The field of a report that says what it is about."""
        return self.subject._meta.model_name

    @property
    def key(self) -> str:
        """What the names of its fields begin with."""
        return f"{self.kind}-n{self.subject.pk}"

    @property
    def title(self) -> str:
        return str(self.subject)

    @property
    def is_filled(self) -> bool:
        """Something was typed in it, be it right or wrong."""
        return self.key in self.sheet.keys_sent

    @cached_property
    def form(self) -> RowForm:
        return self._form(self.sheet.sent, prefix=self.key)

    @property
    def fields(self) -> str:
        """Its fields as HTML. Those of empty rows, of which there are hundreds, are drawn once and named anew."""
        if self.is_filled:
            return render_to_string(FIELDS, {"form": self.form})
        empty = self.sheet.empty_fields
        if self.form_class not in empty:
            empty[self.form_class] = render_to_string(FIELDS, {"form": self._form(prefix=NO_KEY)})
        return SafeString(empty[self.form_class].replace(NO_KEY, self.key))

    @property
    def form_class(self) -> type[RowForm]:
        return PlanRowForm if isinstance(self.subject, Plan) else RowForm

    def _form(self, *args: Any, **kwargs: Any) -> RowForm:
        return self.form_class(self.sheet.documents, self.sheet.viewer, *args, **kwargs)

    # What was typed, once it is known to be right

    @property
    def evidence(self) -> list[Document]:
        typed, common = self.form.cleaned_data, self.sheet.common.cleaned_data
        return typed.get("evidence") or ([] if typed["reason"] else common.get("evidence", []))

    @property
    def reason(self) -> str:
        common = self.sheet.common.cleaned_data["reason"]
        return self.form.cleaned_data["reason"] or ("" if self.evidence else common)

    @property
    def report(self) -> ProgressReport:
        """The draft that would be made, unsaved and without its evidence."""
        said = {name: self.form.cleaned_data[name] for name in self.form.SAID}
        said |= self.sheet.occasion | {self.kind: self.subject, "reason_without_evidence": self.reason}
        return ProgressReport(**said)

    @property
    def is_unready(self) -> bool:
        """Nobody may publish it so."""
        return bool(self.report.unready) and not self.evidence

    @property
    def same_occasion(self) -> ProgressReport | None:
        """A report on it as of the same date, to the same meeting."""
        return self.sheet.on_that_occasion.get((self.kind, self.subject.pk))

    @property
    def is_there(self) -> bool:
        """The same was reported on that occasion: somebody sends it a second time."""
        there, report = self.same_occasion, self.report
        return there is not None and all(getattr(there, name) == getattr(report, name) for name in self.form.SAID)


@dataclass
class Group:
    """Rows under one heading. Those that are folded away come to light where something is typed in them."""

    name: str
    title: str | Promise
    rows: list[Row]
    is_folded: bool = False

    @property
    def is_open(self) -> bool:
        return any(row.is_filled for row in self.rows)


def groups_of(sheet: "Sheet", most: int) -> Iterator[Group]:
    """The plan, its areas, what is not placed in one of them, its activities; up to `most` items."""
    yield Group("whole", _("The plan as a whole"), _rows(sheet, [sheet.plan], "plan"))
    actions = _rows(sheet, there(sheet.plan.actions).select_related("area")[:most], "action")
    for area in dict.fromkeys(row.subject.area for row in actions):
        title = str(area) if area else _("Actions that are not placed in one area")
        rows = [row for row in actions if row.subject.area == area]
        yield Group(f"area-{area.number}" if area else "no-area", title, rows)
    if activities := _rows(sheet, there(sheet.plan.activities)[: most - len(actions)], "activity"):
        yield Group("activities", _("Activities"), activities, is_folded=True)


def there(records: Any) -> QuerySet:
    return records.exclude(state=State.WITHDRAWN)


def reports_on(rows: Iterable[Row]) -> QuerySet:
    """What is on record about the items of these rows, withdrawn reports left out."""
    about = Q(pk=None)
    for kind in ProgressReport.wholes:
        about |= Q(**{f"{kind}__in": [row.subject.pk for row in rows if row.kind == kind]})
    return there(ProgressReport.objects).filter(about)


def _rows(sheet: "Sheet", subjects: Iterable[Any], kind: str) -> list[Row]:
    rows = [Row(sheet, subject) for subject in subjects]
    told = reports_on(rows).exclude(status="").latest_of_each(kind).prefetch_related("meeting__body")
    last = {getattr(report, f"{kind}_id"): report for report in told} if rows else {}
    for row in rows:
        row.last = last.get(row.subject.pk)
    return rows
