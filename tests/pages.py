"""What a page says, as a reader takes it in."""

import html
import re
from html.parser import HTMLParser

from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

SPACES = re.compile(r"\s+")
INLINE = {"a", "abbr", "cite", "code", "em", "span", "strong", "time"}


def made(client: Client, address: str, query: dict[str, str] | None = None) -> HttpResponse:
    """The answer as the view makes it, with its context, where the same was asked before."""
    caches["answers"].clear()
    return client.get(address, query)


def plain(text: str) -> str:
    """Without entities and with single spaces, in whatever way it was broken into lines."""
    return SPACES.sub(" ", html.unescape(text)).strip()


class Reader(HTMLParser):
    """Collects text, links and the main headings of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.titles: list[str] = []
        self.links: list[str] = []
        self.headings: list[str] = []
        self._in_heading = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag == "h1":
            self.headings.append("")
        self._in_heading = tag == "h1" or (self._in_heading and tag != "h1")
        self._separate(tag)
        self.texts.append(f" {values['datetime']} " if values.get("datetime") else "")
        self.titles.append(values.get("title") or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_heading = self._in_heading and tag != "h1"
        self._separate(tag)

    def _separate(self, tag: str) -> None:
        """A list entry or paragraph ends its words; a link or emphasis does not."""
        if tag not in INLINE:
            self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self._in_heading:
            self.headings[-1] += data


def text_of(page: HttpResponse) -> str:
    """The text of the page, and after it what its abbreviations stand for, so that no sentence is broken by that."""
    reader = Reader(page.text)
    return plain(" ".join(["".join(reader.texts), *reader.titles]))


def links(page: HttpResponse) -> list[str]:
    return Reader(page.text).links


def headings(page: HttpResponse) -> list[str]:
    """The main headings (h1): there should be one."""
    return [plain(heading) for heading in Reader(page.text).headings]
