"""Pages of whole collections as their records were told last, put together without telling anything anew.

What the API tells of each record is kept since its last change, to see what the next one changes: `publishing.changes`.
Where nothing has changed since, a page that is asked for nothing but its number is made of those texts. All else, and
what was not told yet, is left to the view.
"""

import re
from collections.abc import Sequence
from functools import cache, wraps
from math import ceil
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.renderers import JSONRenderer

from amin_portal.publishing.conditional import KEPT, View
from amin_portal.publishing.models import PublicRecord
from amin_portal.publishing.models.changes import NOWHERE
from amin_portal.publishing.models.compiled import KEYS
from amin_portal.publishing.paths import path_to
from amin_portal.publishing.throttling import is_admitted

from .deprecation import DEPRECATED
from .links import links_beside
from .paging import Pages, envelope_of, links_to, pages_around
from .records import absolute

ASKED = re.compile("(?:page=([1-9][0-9]{0,5}))?")
ACCEPTED = ("*/*", "application/json")


def told_first(view: View) -> View:
    """Around the list of a view set (`as_view`)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return told_page(request, view) or view(request, *args, **kwargs)

    return answer


def told_page(request: HttpRequest, view: View) -> HttpResponse | None:
    """The page that is asked for; None where it takes the view to make it."""
    model, asked = view.cls.model, ASKED.fullmatch(request.META.get("QUERY_STRING", ""))
    version = getattr(getattr(request, "validators", None), "version", None)
    if not (asked and version and version.told is not None and is_plain(request, view)):
        return None
    count, number = version.told.get(model.collection, 0), int(asked[1] or 1)
    pages = max(1, ceil(count / Pages.page_size))
    if number > pages or not is_admitted(request, view):
        return None
    texts = texts_of(model, keys_of_page(model, number))
    if len(texts) != min(Pages.page_size, count - (number - 1) * Pages.page_size):
        return None
    around = pages_around(request.build_absolute_uri(), number, pages)
    twin = path_to(view.cls.page) + ("?" + asked[0] if asked[0] else "") if view.cls.page else ""
    return HttpResponse(
        content_of(envelope_of(request, count, around), texts, absolute("", request)),
        content_type="application/json",
        headers={
            "Vary": "Accept",
            "Allow": "GET, HEAD, OPTIONS",
            "Link": ", ".join([links_to(around), *links_beside(request, twin)]),
            "Cache-Control": KEPT,
        },
    )


def is_plain(request: HttpRequest, view: View) -> bool:
    """JSON is wanted of a collection whose records say nothing but what their versions speak of."""
    accepts = request.META.get("HTTP_ACCEPT", "*/*") in ACCEPTED
    return request.method == "GET" and accepts and view.cls.is_told_by_version and not DEPRECATED


def content_of(envelope: dict[str, Any], texts: Sequence[str], site: str) -> bytes:
    """The texts in their envelope, byte for byte as the renderer writes it."""
    before = JSONRenderer().render(envelope).decode().removesuffix("}")
    records = ",".join(texts).replace(NOWHERE, site)
    return f'{before},"results":[{records}]}}'.encode()


def keys_of_page(model: type[Model], number: int) -> list[int]:
    statement, values = keys_in_order(model)
    start = (number - 1) * Pages.page_size
    rows = asked_of_primary(f"{statement} LIMIT {Pages.page_size} OFFSET {start}", values)
    return [key for key, *_beside in rows]


def texts_of(model: type[Model], keys: Sequence[int]) -> list[str]:
    """What was told of the records with these keys, as far as it was told, in that order."""
    if not keys:
        return []
    (before, after), values = texts_with_keys(model)
    texts = dict(asked_of_primary(before + ", ".join(map(str, keys)) + after, values))
    return [texts[key] for key in keys if texts.get(key)]


def asked_of_primary(statement: str, values: Sequence[Any]) -> list[tuple]:
    """A copy of the database may have come as far as the version and not as far as what was told since."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


@cache
def keys_in_order(model: type[Model]) -> tuple[str, tuple]:
    """All public records, without a word on which of them, in the order of their list: compiled once."""
    return model._default_manager.public().values_list("pk").query.sql_with_params()


@cache
def texts_with_keys(model: type[Model]) -> tuple[list[str], tuple]:
    """The statement in two pieces, between which the keys belong."""
    told = PublicRecord.objects.filter(collection=model.collection, is_public=True, object_id__in=KEYS)
    statement, values = told.values_list("object_id", "told").query.sql_with_params()
    *before, after = statement.split("%s")
    return ["%s".join(before), after], values[:-1]
