"""The ways to take a list along, as its page offers them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.addresses import address, without
from amin_portal.publishing.spreadsheets.writing import FORMATS

if TYPE_CHECKING:
    from amin_portal.publishing.views import PublicList

JSON = "json"
NAMES = {"csv": _("CSV"), "xlsx": _("Excel"), JSON: _("JSON"), "calendar": _("iCalendar"), "feed": _("Atom feed")}
UNCOUNTED = {"calendar", "feed"}  # the one leaves out what has no day, the other what is old


@dataclass(frozen=True)
class Export:
    """The list in another form: its name, its address, and how many records are in it, if that is sure."""

    label: str | Promise
    address: str
    count: int | None = None


def ways_to_take(view: "PublicList", query: QueryDict, count: int) -> list[Export]:
    """The list in each of `view.formats`, with what the query string asks for.

    JSON comes from the API; each of the others lies beside the list under the URL name that is its format's.
    """
    return [
        Export(NAMES[format], _address(view, format, query), None if format in UNCOUNTED else count)
        for format in view.formats
        if not _is_too_much(format, count)
    ]


def _is_too_much(format: str, count: int) -> bool:
    most = FORMATS[format].most_rows if format in FORMATS else None
    return most is not None and count > most


def _address(view: "PublicList", format: str, query: QueryDict) -> str:
    if format != JSON:
        asked = without(query, "ordering") if format == "feed" else query  # the order of a feed is its own
        return address(reverse(f"{view.request.resolver_match.namespace}:{format}"), asked)
    return json_twin(view, query)


def json_twin(view: "PublicList", query: QueryDict) -> str:
    """The address in the API of the list with what the query string asks for."""
    asked = QueryDict(mutable=True)
    asked.update(view.in_collection)
    for name in query:
        asked[name] = query[name]
    return address(reverse(f"api:{view.model.collection}-list"), asked)
