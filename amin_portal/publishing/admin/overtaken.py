"""A formset whose rows others may change or delete while it is open."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from .forms import SeenForm, read_seen


class OvertakenFormSet(BaseInlineFormSet):
    """Keeps its rows from others until they are saved. What somebody deleted meanwhile comes back as a new row.

    Such a row goes nowhere unless it was changed; then it is refused once, so that its author decides.
    """

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        self._gone: dict[int, dict[str, str]] = {}
        super().__init__(data, *args, **kwargs)
        if self.is_bound and self.management_form.is_valid():
            self._move_what_is_gone_to_the_end()

    def get_queryset(self) -> QuerySet:
        if not hasattr(self, "_queryset"):
            queryset = super().get_queryset()
            self._queryset = queryset.select_for_update(of=("self",)) if self.is_bound else queryset
        return self._queryset

    def clean(self) -> None:
        """What a colleague rewrote is not deleted before one has seen it."""
        super().clean()
        for form in self.deleted_forms:
            if getattr(form, "conflicts", None):
                message = _("“%(part)s”, which you want to delete, was changed meanwhile: see what it says now.")
                raise ValidationError(message % {"part": form.instance}, code="stale")

    def _construct_form(self, i: int, **kwargs: Any) -> SeenForm:
        form = super()._construct_form(i, **kwargs)
        form.gone = self._gone.get(i)
        return form

    def _move_what_is_gone_to_the_end(self) -> None:
        """Number the rows anew: those that are still stored, those that are gone, those that were new anyway."""
        initial, total = self.initial_form_count(), self.total_form_count()
        there = {str(row.pk) for row in self.get_queryset()}
        pk = self.model._meta.pk.name
        gone = [i for i in range(initial) if self.data.get(f"{self.prefix}-{i}-{pk}") not in there]
        if not gone:
            return
        order = [*(i for i in range(initial) if i not in gone), *gone, *range(initial, total)]
        data = self.data.copy()
        for key in [key for key in data if key.startswith(f"{self.prefix}-") and key.split("-")[1].isdigit()]:
            del data[key]
        files = self.files.copy()
        for key in [key for key in files if key.startswith(f"{self.prefix}-")]:
            del files[key]
        for new, old in enumerate(order):
            self._copy_row(self.data, data, old, new)
            self._copy_row(self.files, files, old, new)
            if old in gone:
                self._gone[new] = read_seen(data.get(f"{self.prefix}-{new}-seen"))
                data[f"{self.prefix}-{new}-{pk}"] = data[f"{self.prefix}-{new}-seen"] = ""
        data[f"{self.prefix}-INITIAL_FORMS"] = str(initial - len(gone))
        self.data, self.files = data, files
        self.__dict__.pop("management_form", None)

    def _copy_row(self, sent: MultiValueDict, kept: MultiValueDict, old: int, new: int) -> None:
        start = f"{self.prefix}-{old}-"
        for key in [key for key in sent if key.startswith(start)]:
            kept.setlist(f"{self.prefix}-{new}-{key.removeprefix(start)}", sent.getlist(key))
