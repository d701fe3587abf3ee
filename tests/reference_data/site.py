"""The whole public site, walked through its links as a visitor would."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from django.http import QueryDict
from django.test import Client
from django.urls import resolve

from tests.pages import links, text_of

OF_ONE_SHAPE = 8  # addresses of one view that differ in the values of their parameters alone


@dataclass(frozen=True)
class Page:
    """What an address answered: its status, its text in small letters without thousands separators, links and HTML."""

    status: int
    text: str
    links: frozenset[str]
    html: str

    def says(self, fact: object) -> bool:
        """A string or number that occurs in the text, or an address that the page links to."""
        words = " ".join(str(fact).split())
        return words in self.links or bool(whole_words(words.lower().replace(",", "")).search(self.text))


@cache
def whole_words(words: str) -> re.Pattern:
    """The words as such: 1 is not found in 2021."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def inside(link: str, base: str) -> str | None:
    """The path (and query) on this site that a link leads to."""
    link = link.partition("#")[0]
    if link.startswith("?"):
        return base.partition("?")[0] + link
    return link if link.startswith("/") else None


def shape(address: str) -> tuple[str, ...]:
    """The view that answers, and the names of the parameters; of an address without any, itself."""
    path, _, query = address.partition("?")
    return (resolve(path).view_name, *sorted(QueryDict(query))) if query else (address,)


def walk(start: str = "/") -> dict[str, Page]:
    """Every page that can be reached from `start`, by its address; of those of one shape, as many as are told apart."""
    client, pages, ahead, met = Client(), {}, [start], Counter()
    while ahead:
        address = ahead.pop()
        if address in pages or met[shape(address)] >= OF_ONE_SHAPE:
            continue
        met[shape(address)] += 1
        answer = client.get(address)
        html = answer.text if answer["Content-Type"].startswith("text/html") else ""
        found = links(answer) if html else []
        if answer.status_code in (301, 302):
            found = [answer["Location"]]
        text = text_of(answer).lower().replace(",", "") if html else ""
        pages[address] = Page(answer.status_code, text, frozenset(found), html)
        ahead.extend(path for path in (inside(link, address) for link in found) if path and path not in pages)
    return pages


def walk_collection(client: Client, name: str) -> list[dict]:
    """All records of a collection of the API, page by page."""
    records, address = [], f"/api/v1/{name}/?page_size=20"
    while address:
        page = client.get(address).json()
        records += page["results"]
        address = page["next"]
    return records
