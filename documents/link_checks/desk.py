"""What staff see of the visits: a filter of both lists, and what was found at an address."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import AddressCheck, DocumentFile, RelatedLink


class AnswersFilter(admin.SimpleListFilter):
    """Links, or files elsewhere, by whether their address answers."""

    title = gettext_lazy("address")
    parameter_name = "address"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("dead", gettext_lazy("answers no more")),
            ("failing", gettext_lazy("did not answer lately")),
            ("answers", gettext_lazy("answers")),
            ("unvisited", gettext_lazy("not visited yet")),
        ]

    def queryset(self, request: HttpRequest, records: QuerySet) -> QuerySet:
        checks = AddressCheck.objects.filter(url=OuterRef("url"))
        rules = {
            "dead": Exists(checks.dead()),
            "failing": Exists(checks.failing()),
            "answers": Exists(checks.filter(failures=0)),
            "unvisited": ~Exists(checks),
        }
        return records.exclude(url="").filter(rules[self.value()]) if self.value() in rules else records


@admin.display(description=gettext_lazy("last visit"))
def last_visit(record: RelatedLink | DocumentFile) -> str:
    """What the last visit to the address found, and when it last answered, for the form of the record."""
    check = AddressCheck.objects.filter(url=record.url).first() if record.url else None
    if check is None:
        return _("not visited yet") if record.url else ""
    said = {"finding": check.finding, "day": day(check.last_checked_at)}
    if check.failures and check.last_ok_at:
        said["last"] = day(check.last_ok_at)
        return _("%(finding)s, on %(day)s; it last answered on %(last)s") % said
    return _("%(finding)s, on %(day)s") % said


def day(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y")
