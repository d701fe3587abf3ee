"""A formset whose rows others may change or delete while it is open."""

from typing import Any

from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

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
        for new, old in enumerate(order):
            self._copy_row(data, old, new)
            if old in gone:
                self._gone[new] = read_seen(data.get(f"{self.prefix}-{new}-seen"))
                data[f"{self.prefix}-{new}-{pk}"] = data[f"{self.prefix}-{new}-seen"] = ""
        data[f"{self.prefix}-INITIAL_FORMS"] = str(initial - len(gone))
        self.data = data
        self.__dict__.pop("management_form", None)

    def _copy_row(self, data: QueryDict, old: int, new: int) -> None:
        start = f"{self.prefix}-{old}-"
        for key in [key for key in self.data if key.startswith(start)]:
            data.setlist(f"{self.prefix}-{new}-{key.removeprefix(start)}", self.data.getlist(key))
