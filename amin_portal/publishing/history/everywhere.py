"""The page of the desk on every change anywhere: narrowed down by person, kind and date, and as CSV."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amin_portal.publishing.models import permission
from amin_portal.publishing.spreadsheets.writing import CSV, as_csv

from .changes import Change, changes, in_one_order, kinds_with_history

PER_PAGE = 25
AT_ONCE = 500  # changes that are compared together for the CSV
HEADINGS = ("when", "person", "change", "kind", "record", "key", "version", "reason", "field", "before", "after")
BY_THE_PORTAL = "0"


class ChangesForm(forms.Form):
    """What the list of changes can be narrowed down by."""

    person = forms.ChoiceField(label=gettext_lazy("Person"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of record"), required=False)
    change = forms.ChoiceField(
        label=gettext_lazy("Change"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("+", gettext_lazy("Added")),
            ("~", gettext_lazy("Changed")),
            ("-", gettext_lazy("Deleted")),
        ],
    )
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("To"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, kinds: list[type[models.Model]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kinds = {model._meta.label_lower: model for model in kinds}
        people = get_user_model().objects.order_by("username").values_list("pk", "username")
        by_kind = [(label, model._meta.verbose_name_plural) for label, model in self._kinds.items()]
        self.fields["person"].choices = [
            ("", _("Everybody")),
            (BY_THE_PORTAL, _("The portal itself")),
            *((str(key), name) for key, name in people),
        ]
        self.fields["kind"].choices = [("", _("All")), *by_kind]

    def versions(self) -> list[QuerySet]:
        """The versions that were asked for, by kind. A choice that cannot be understood is left out, and named."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        kinds = [self._kinds[asked["kind"]]] if asked.get("kind") else self._kinds.values()
        return [self._narrowed(model.history.all(), asked) for model in kinds]

    def _narrowed(self, versions: QuerySet, asked: dict[str, Any]) -> QuerySet:
        if asked.get("person"):
            versions = versions.filter(history_user=None if asked["person"] == BY_THE_PORTAL else asked["person"])
        if asked.get("change"):
            versions = versions.filter(history_type=asked["change"])
        if asked.get("since"):
            versions = versions.filter(history_date__date__gte=asked["since"])
        if asked.get("until"):
            versions = versions.filter(history_date__date__lte=asked["until"])
        return versions


def everywhere(request: HttpRequest) -> HttpResponseBase:
    """Every change of what the person may see; `?format=csv` is the same list, field by field."""
    kinds = [model for model in kinds_with_history() if request.user.has_perm(permission("view", model))]
    if not kinds:
        raise PermissionDenied
    form = ChangesForm(kinds, request.GET)
    listed = in_one_order(form.versions())
    if request.GET.get("format") == CSV.name:
        return _as_csv(listed)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = admin.site.each_context(request) | {
        "title": _("What was changed"),
        "form": form,
        "page": page,
        "changes": changes(page.object_list),
        "query": f"{query.urlencode()}&" if query else "",
    }
    return TemplateResponse(request, "admin/history/everywhere.html", context)


def _as_csv(listed: QuerySet) -> StreamingHttpResponse:
    response = StreamingHttpResponse(as_csv(HEADINGS, _lines(listed)), content_type=CSV.media_type)
    response["Content-Disposition"] = f'attachment; filename="changes-{localdate():%Y-%m-%d}.csv"'
    return response


def _lines(listed: QuerySet) -> Iterator[list[str | int]]:
    for number in Paginator(listed, AT_ONCE):
        for change in changes(number.object_list):
            yield from _lines_of(change)


def _lines_of(change: Change) -> Iterator[list[str | int]]:
    """A line for each field; one line for a change without any, such as a deletion."""
    version = change.version
    person = version.history_user.username if version.history_user else ""
    start = [
        localtime(version.history_date).isoformat(timespec="seconds"),
        person,
        version.history_type,
        version.instance_type._meta.label_lower,
        change.record,
        version.id,
        version.pk,
        version.history_change_reason,
    ]
    for one in change.differences:
        yield [*start, one.field.name, one.before, one.after]
    if not change.differences:
        yield [*start, "", "", ""]
