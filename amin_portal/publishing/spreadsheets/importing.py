"""A spreadsheet against the record: what it would change, what is wrong with it, and the change, all or nothing."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.translation import gettext as _
from import_export.results import RowResult
from tablib import Dataset

from amin_portal.publishing.many import many_changes
from amin_portal.publishing.models import Publishable
from amin_portal.publishing.models.version import take_turn

from .headings import Headings, Problem
from .resources import Change, RecordResource
from .sheets import Sheet

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Effect:
    """What a row does: makes a record, or changes one."""

    number: int
    record: Publishable
    is_new: bool
    changes: list[Change]


@dataclass
class Outcome:
    """What a spreadsheet does to the record, or what is wrong with it: with a problem, it does nothing at all."""

    effects: list[Effect] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    other_sheets: tuple[str, ...] = ()
    is_written: bool = False

    @property
    def added(self) -> list[Effect]:
        return [effect for effect in self.effects if effect.is_new]

    @property
    def changed(self) -> list[Effect]:
        return [effect for effect in self.effects if not effect.is_new]

    @property
    def does_something(self) -> bool:
        return bool(self.effects) and not self.problems

    @property
    def digest(self) -> str:
        """The same for the same changes to the same records as they are now."""
        told = [(effect.number, effect.is_new or str(effect.record.uid), effect.changes) for effect in self.effects]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True)
class Import:
    """A spreadsheet that `user` brings for records of the kind of `resource`."""

    resource: type[RecordResource]
    sheet: Sheet
    file_name: str
    user: Any
    progress: Callable[[int], None] = lambda row: None

    def look(self) -> Outcome:
        """What it would do. Each row is saved for the rules of the next, and all is taken back."""
        return self._run(lambda outcome: False, is_rehearsal=True)

    def write(self, expected: str | None = None) -> Outcome:
        """Do it, if nothing is wrong, and if it does what it did when the digest `expected` was made of it."""
        return self._run(lambda outcome: not outcome.problems and expected in (None, outcome.digest))

    def _run(self, is_to_stay: Callable[[Outcome], bool], is_rehearsal: bool = False) -> Outcome:
        headings = Headings(self.resource, self.sheet.headings)
        if problems := headings.problems():
            return Outcome(problems=problems)
        with transaction.atomic():
            take_turn()
            with many_changes():
                outcome = self._outcome(headings, is_rehearsal)
            outcome.is_written = is_to_stay(outcome)
            transaction.set_rollback(not outcome.is_written)
        return outcome

    def _outcome(self, headings: Headings, is_rehearsal: bool) -> Outcome:
        outcome = Outcome(passed_over=headings.passed_over, other_sheets=self.sheet.passed_over)
        reason = _("imported from %(file)s") % {"file": self.file_name}
        numbers = [row.number for row in self.sheet.rows]
        resource = self.resource(numbers, reason, self.user, self.progress, is_rehearsal)
        result = resource.import_data(self._dataset(headings), use_transactions=True, raise_errors=False)
        for number, row in zip(numbers, result.rows, strict=True):
            if row.is_valid() and not row.is_skip():
                outcome.effects.append(Effect(number, row.instance, row.is_new(), row.instance.changes))
            outcome.unchanged += row.is_skip()
            outcome.problems += (headings.place(number, *problem) for problem in _problems_of(row))
        for error in [error for row in result.rows for error in row.errors][:1]:
            log.error("a row could not be imported", exc_info=error.error)
        outcome.problems += self._surplus(headings)
        outcome.problems.sort(key=lambda problem: problem.row)
        return outcome

    def _dataset(self, headings: Headings) -> Dataset:
        """The columns that are read."""
        taken = [(index, name) for index, name in enumerate(headings.names) if name]
        dataset = Dataset(headers=[name for _index, name in taken])
        for row in self.sheet.rows:
            dataset.append([row.cells[index] if index < len(row.cells) else "" for index, _name in taken])
        return dataset

    def _surplus(self, headings: Headings) -> Iterator[Problem]:
        for row in self.sheet.rows:
            if len(row.cells) > len(headings.written):
                yield Problem(row.number, "", "", _("There is something to the right of the last column."))


def _problems_of(row: RowResult) -> Iterator[tuple[str, str]]:
    """Column and message of each."""
    if row.validation_error is not None:
        by_column = getattr(row.validation_error, "error_dict", {NON_FIELD_ERRORS: [row.validation_error]})
        for name, errors in by_column.items():
            column = "" if name == NON_FIELD_ERRORS else name.removesuffix("_precision")
            for error in errors:
                missing = error.code in ("null", "blank")
                yield column, _("This must not be empty.") if missing else " ".join(error.messages)
    for _error in row.errors:
        yield "", _("This row cannot be saved. Whoever runs the portal finds the reason in its log.")
