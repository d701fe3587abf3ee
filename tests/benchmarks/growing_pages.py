"""In the process of one size: a turn of the pages whose growth is measured (P5)."""

from functools import cache, partial
from urllib.parse import parse_qs, urlsplit

from documents.models import Document

from .asking import Asked, Case, Server, Turns, by_other_hosts, publish, same, serve
from .lists import API, PAGE

PAGE_SIZE, DEEPEST = 25, 4_000


@cache
def turns() -> Turns:
    """Answers are made anew each time, with the counts of their version at hand: another reader has just asked."""
    server = serve()
    last = min(DEEPEST, Document.objects.count() // PAGE_SIZE)
    asked = {
        "API, first page": API,
        "page, first page": PAGE,
        "API, filtered page": Asked(f"{API.address}?kind=study&year=2005"),
        "page, filtered page": Asked(f"{PAGE.address}?kind=study&year=2005"),
        "document": Asked("/documents/document-20/"),
        "meeting": Asked("/meetings/meeting-0/"),
        "API, page by cursor": Asked(f"{API.address}?cursor={cursor(server)}"),
        "API, last page against page 4,000": Asked(f"{API.address}?page={last}"),
    }
    cases = [Case(name, by_other_hosts(one), partial(server.ask, one)) for name, one in asked.items()]
    cases.append(Case("API, first page, nothing cached", same(API), publish))
    cases.append(Case("page, first page, nothing cached", same(PAGE), publish))
    return Turns(server, cases)


def cursor(server: Server) -> str:
    """The way on from the first page by cursor."""
    address = server.json(Asked(f"{API.address}?cursor="))["next"]
    return parse_qs(urlsplit(address).query)["cursor"][0]


def turn() -> dict[str, float]:
    return turns().take()
