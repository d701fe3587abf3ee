"""In the process of one size: a turn of the list of documents in the admin, and of the search in it (P7)."""

from functools import cache

from .asking import Asked, Case, Turns, same, serve
from .corpus import vocabulary
from .signing_in import cookies_of_an_editor

LIST = "/admin/documents/document/"


@cache
def turns() -> Turns:
    server, cookies = serve(), cookies_of_an_editor()
    word = vocabulary()[400]
    asked = {"admin list of documents": LIST, "search in it": f"{LIST}?q={word}"}
    return Turns(server, [Case(name, same(Asked(address, cookies=cookies))) for name, address in asked.items()])


def turn() -> dict[str, float]:
    return turns().take()
