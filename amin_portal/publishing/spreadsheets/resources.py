"""How the rows of a spreadsheet become records of a kind."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.resources import ModelResource

from amin_portal.publishing.models import HISTORY, Publishable
from amin_portal.publishing.models.transitions import may_write

from .cells import UNPRINTABLE, Cell, alike, guarded, unguarded
from .columns import Column, column_of
from .finding import RecordFinder, text_of
from .references import Directories

EMPTY = "(empty)"
"""Typed in a cell, clears what is on record. An empty cell leaves it as it is."""


class Change(NamedTuple):
    """What a row changes in one column, as it stands in the cells."""

    column: str
    old: Cell
    new: Cell


class RecordResource(ModelResource):
    """The columns that an import reads, and how they are read.

    Subclasses say `Meta.model`; `Meta.fields`, in the order of the empty file, a whole before its parts; `examples`
    from the real record; `identified_by`, the columns that together only one record has.
    States are not among the columns: what is new is a draft.
    """

    examples: dict[str, str] = {}
    identified_by: tuple[str, ...] = ()

    class Meta:
        use_transactions = True
        clean_model_instances = True
        skip_diff = True  # `changes` are kept instead
        store_instance = True
        report_skipped = True
        instance_loader_class = RecordFinder

    def __init__(
        self,
        row_numbers: list[int],
        reason: str,
        user: Any,
        progress: Callable[[int], None],
        is_rehearsal: bool,
    ) -> None:
        super().__init__()
        self.is_rehearsal = is_rehearsal
        self.row_numbers, self.reason, self.user = row_numbers, reason, user
        self.progress = progress
        self.directories, self.row_number = Directories(), 0
        self._finder: RecordFinder | None = None
        self._unfound: dict[str, Any] = {}
        self._is_made_now = False

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: models.Field, readonly: bool) -> Column:
        return column_of(django_field)

    @classmethod
    def how_identified(cls) -> str:
        """In a sentence, which record a row is about."""
        if not cls.identified_by:
            return _("A row is about the record with its uid or slug; without either, the one of the same title.")
        message = _(
            "A row is about the record with its uid or slug; without either, the one of the same %(names)s, or title."
        )
        return message % {"names": " + ".join(cls.identified_by)}

    # Which record

    def before_import_row(self, row: dict, row_number: int = 0, **kwargs: Any) -> None:
        self.row_number = self.row_numbers[row_number - 1]
        self.progress(row_number)

    def get_instance(self, instance_loader: RecordFinder, row: dict) -> Publishable | None:
        self._finder, self._unfound = instance_loader, {}
        try:
            return instance_loader.get_instance(row)
        except ValidationError as error:  # shown with whatever else is wrong in the row
            self._unfound = error.error_dict
            return None

    def value_of(self, row: dict, name: str, whole: int | None = None) -> Any:
        """What a cell means. Raises ValidationError by column."""
        try:
            return self.fields[name].widget.clean(text_of(row, name), row, directories=self.directories, whole=whole)
        except ValidationError as error:
            raise ValidationError({name: error}) from error

    def related_to(self, row: dict, name: str) -> Publishable:
        """The whole that a row names. Raises ValidationError by column."""
        if not text_of(row, name):
            raise ValidationError({name: _("Say here what it is part of.")})
        return self.value_of(row, name)

    # What it changes

    def import_instance(self, instance: Publishable, row: dict, **kwargs: Any) -> None:
        """Take the cells of a row. Raises ValidationError with all that is wrong, by column."""
        instance.changes, instance.relations = [], {}
        errors: dict[str, Any] = {}
        for column in self.get_import_fields():
            if column.column_name in row:
                try:
                    self._take(column, instance, row[column.column_name])
                except ValidationError as error:
                    errors[column.column_name] = error
        errors |= self._unfound
        if not errors and instance.changes and not instance._state.adding and not may_write(self.user, instance):
            errors[NON_FIELD_ERRORS] = _(
                "This record was published or withdrawn: to change it you need the right to publish."
            )
        if errors:
            raise ValidationError(errors)

    def _take(self, column: Column, instance: Publishable, cell: str | ValidationError) -> None:
        if isinstance(cell, ValidationError):
            raise cell
        old = None if instance._state.adding else column.cell(instance)
        if not cell.strip() or alike(cell, guarded(old)):
            return
        if found := UNPRINTABLE.search(cell):
            message = _("This cell holds a character that cannot be seen (%(letter)s).")
            raise ValidationError(message, params={"letter": f"U+{ord(found[0]):04X}"})
        value = self._meaning(column, instance, unguarded(cell).strip())
        new = column.cell_of(value)
        if new == old:
            return
        if column.is_many:
            instance.relations[column.attribute] = value
        else:
            setattr(instance, column.attribute, value)
        instance.changes.append(Change(column.column_name, old, new))

    def _meaning(self, column: Column, instance: Publishable, text: str) -> Any:
        if text.casefold() == EMPTY:
            return column.cleared()
        scope = instance.slug_scope
        whole = getattr(instance, f"{scope}_id") if scope else None
        return column.widget.clean(text, directories=self.directories, whole=whole)

    def skip_row(self, instance: Publishable, original: Any, row: dict, import_validation_errors: Any = None) -> bool:
        nothing = not instance.changes and not instance._state.adding and not import_validation_errors
        if nothing:
            self._finder.remember(instance)
        return nothing

    # How it is saved

    def validate_instance(
        self, instance: Publishable, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """All the rules of the model, unless it is not clear which record it is: they would say what is not so."""
        if self._unfound:
            raise ValidationError(import_validation_errors | self._missing(instance, import_validation_errors))
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as error:
            if not instance.slug and len(error.error_dict) > 1:  # it would have been made, had nothing else been wrong
                error.error_dict.pop("slug", None)
            raise

    def _missing(self, instance: Publishable, errors: dict[str, Any]) -> dict[str, Any]:
        """What a new record needs as well, in a row that names none by itself."""
        if {"uid", "slug"} & self._unfound.keys():
            return {}
        try:
            instance.clean_fields(exclude={*errors, *instance.same_whole})
        except ValidationError as error:
            return {name: problems for name, problems in error.error_dict.items() if name in self.fields}
        return {}

    def before_save_instance(self, instance: Publishable, row: dict, **kwargs: Any) -> None:
        instance._change_reason = self.reason
        instance._history_user = self.user

    def do_instance_save(self, instance: Publishable, is_create: bool) -> None:
        """In a rehearsal only for the rules of the rows to come: no history, no search, no relations."""
        self._is_made_now = is_create
        if self.is_rehearsal:
            instance.updated_at = timezone.now()
            instance.created_at = instance.created_at or instance.updated_at
            instance.save_base(raw=True, force_insert=is_create)
        else:
            super().do_instance_save(instance, is_create)

    def save_m2m(self, instance: Publishable, row: dict, **kwargs: Any) -> None:
        if instance.relations and not self.is_rehearsal:
            self._relate(instance)
        self._finder.remember(instance)
        if type(instance) in self.directories:
            self.directories[type(instance)].add(instance)

    def _relate(self, instance: Publishable) -> None:
        """What was just made is known to nobody: its relations are a part of its first version, and touch nothing."""
        for name, records in instance.relations.items():
            if self._is_made_now:
                HISTORY.relate_new(instance, name, records)
            else:
                getattr(instance, name).set(records)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """Not what the library does here: setting a sequence back would hand out numbers that others hold already."""
