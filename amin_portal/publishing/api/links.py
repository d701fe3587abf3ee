"""The `Link` header of an answer: its pages, its twin for people, the schema, and the terms of use (RFC 8288)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from amin_portal.publishing.conditional import KEPT
from amin_portal.publishing.paths import path_to

LONGEST = 400  # characters of an address that is repeated: proxies take some kB of headers in all, nginx 4
NOT_OF_A_PAGE = ("page_size", "cursor", "updated_since", "fields", "omit", "expand", "format")


class Linked:
    """Mixin of a view: its answers say where they are described, and `page` is the list for people, if there is one."""

    page = ""

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """What may be asked here stands in the schema, to which the answer links; `Allow` names the methods."""
        return HttpResponse(status=204)

    def finalize_response(self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        add_links(self, response)
        response.setdefault("Cache-Control", KEPT)  # else caches keep 301, 404 and 410 for as long as they like
        return response


def link(address: str, rel: str, **more: str) -> str:
    return "; ".join([f"<{address}>", f'rel="{rel}"', *(f'{name}="{value}"' for name, value in more.items())])


def links_to(around: Mapping[str, str | None]) -> Iterator[str]:
    """To the pages around, by what each is to this one: to all or, where an address is long, to none.

    Whoever found the first and no next would take this page for the last. The body names them in any case.
    """
    found = {rel: address for rel, address in around.items() if address}
    if max(map(len, found.values()), default=0) <= LONGEST:
        yield from (link(address, rel) for rel, address in found.items())


def joined(*links: Iterable[str]) -> str:
    """All of them as the header writes them."""
    return ", ".join(one for some in links for one in some)


def add_links(view: Any, response: HttpResponseBase) -> None:
    """Add what is known of the answer; what others have put there stays."""
    before = [response["Link"]] if response.get("Link") else []
    response["Link"] = joined(before, links_beside(view.request, twin_of(view, response)))


def links_beside(request: Any, twin: str) -> Iterator[str]:
    """From every answer: to the page for people, if there is one, to the schema and to the terms of use."""
    if twin and len(twin) <= LONGEST:
        yield link(request.build_absolute_uri(twin), "alternate", type="text/html")
    schema, docs = (request.build_absolute_uri(path_to(name)) for name in ("api-schema", "api-docs"))
    yield link(schema, "service-desc", type="application/vnd.oai.openapi")
    yield link(f"{docs}#terms", "terms-of-service")


def twin_of(view: Any, response: HttpResponseBase) -> str:
    """The page for people: of the record, or of the list with the same filters; empty where there is none."""
    action = getattr(view, "action", "")
    if response.status_code != 200:
        return ""
    if action == "retrieve":
        return view.record.get_absolute_url()
    if action != "list" or not view.page:
        return ""
    query = {name: value for name, value in view.request.query_params.items() if name not in NOT_OF_A_PAGE}
    if "page_size" in view.request.query_params:
        query.pop("page", None)  # another page there
    return path_to(view.page) + (f"?{urlencode(query)}" if query else "")
