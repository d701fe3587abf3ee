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
from django.db.models import F, Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.renderers import JSONRenderer

from amin_portal.publishing.conditional import KEPT, View
from amin_portal.publishing.models import PublicRecord
from amin_portal.publishing.models.changes import NOWHERE
from amin_portal.publishing.paths import path_to
from amin_portal.publishing.throttling import is_admitted

from .deprecation import DEPRECATED
from .links import joined, links_beside, links_to
from .paging import Pages, envelope_of, pages_around
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
    texts = texts_of_page(model, number)
    if len(texts) != min(Pages.page_size, count - (number - 1) * Pages.page_size) or not all(texts):
        return None
    around = pages_around(request.build_absolute_uri(), number, pages)
    twin = path_to(view.cls.page) + ("?" + asked[0] if asked[0] else "") if view.cls.page else ""
    return HttpResponse(
        content_of(envelope_of(request, count, around), texts, absolute("", request)),
        content_type="application/json",
        headers={
            "Vary": "Accept",
            "Allow": "GET, HEAD, OPTIONS",
            "Link": joined(links_to(around), links_beside(request, twin)),
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


def texts_of_page(model: type[Model], number: int) -> list[str | None]:
    """What was told of the records of a page, in their order; None or "" where nothing is told of one yet.

    One query, to the primary: a copy may have come as far as the version and not as far as what was told since.
    """
    statement, values = texts_in_order(model)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(statement, (*values, Pages.page_size, (number - 1) * Pages.page_size))
        return [text for (text,) in cursor.fetchall()]


@cache
def texts_in_order(model: type[Model]) -> tuple[str, tuple]:
    """The text beside the key of each public record, in the order of their list: compiled once.

    The keys of a page are found first, without a word on which records are public; neither database puts the rows of a
    subquery with a limit into another order.
    """
    told = PublicRecord._meta.db_table
    keys, values = model._default_manager.public().annotate(key=F("pk")).values_list("key").query.sql_with_params()
    text = f"SELECT told FROM {told} WHERE collection = %s AND object_id = page.key AND is_public"  # noqa: S608
    return f"SELECT ({text}) FROM ({keys} LIMIT %s OFFSET %s) AS page", (model.collection, *values)  # noqa: S608
