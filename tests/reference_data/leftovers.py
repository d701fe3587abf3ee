"""What a finished page does not show: empty places, words of the workshop, dates as machines write them."""

import re
from html.parser import HTMLParser

from tests.pages import INLINE, SPACES

FILLED = {"caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "p", "summary", "td", "th"}
FILLED |= {"dl", "li", "ol", "ul"}
SHOWN = {"img", "svg", "input", "select", "textarea", "hr"}  # say something without words
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNREAD = {"head", "script", "style"}
WORKSHOP = re.compile(
    r"\b(?:[Ll]orem|TODO|FIXME|XXX|TBD|TBC|N/A|n/a|None|True|False|null|NaN|undefined|\w+_\w+)\b"
    r"|\{\{|\{%|%\(\w+\)s|<\w+ object"
)
MACHINE_DATE = re.compile(r"(?<![\d-])(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\d-])")
AROUND_BLOCKS = re.compile(rf" ?(</?(?!(?:{'|'.join(INLINE)}|img|svg|input|select)\b)[a-z][^>]*>) ?")
SEEN_ALREADY = re.compile(
    rf"(?: |<(?!/?(?:{'|'.join(INLINE)}|img|svg|input|select)\b)[^>]*>)(?:<(?:{'|'.join(INLINE)})\b[^>]*> ?)+"
)  # behind white space, or at the beginning of a line, whatever opens in between
ADDRESS = re.compile(r"\bhttps?://\S+")


class Leaves(HTMLParser):
    """Reads the words of a page, and which of its elements hold none."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.empty: list[str] = []
        self.words = ""
        self._open: list[list] = []  # tag, whether it shows anything, class
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += " " * (tag in FILLED)
        if tag in SHOWN:
            self._mark()
        if tag not in VOID:
            self._open.append([tag, False, dict(attrs).get("class", "")])

    def handle_endtag(self, tag: str) -> None:
        self.words += " " * (tag in FILLED)
        while self._open:
            name, shows, css_class = self._open.pop()
            if name in FILLED and not shows and not self._may_be_empty(name):
                self.empty.append(f"{name}.{css_class}" if css_class else name)
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if not UNREAD & {name for name, _shows, _class in self._open}:
            self.words += data
            if data.strip():
                self._mark()

    def _may_be_empty(self, name: str) -> bool:
        """The table of years says in its caption what an empty cell means."""
        return name == "td" and "meeting-years" in {css_class for _name, _shows, css_class in self._open}

    def _mark(self) -> None:
        for element in self._open:
            element[1] = True


def empty_elements(html: str) -> list[str]:
    """Entries, cells, headings and lists that hold nothing, by tag and class."""
    return Leaves(html).empty


def workshop_words(html: str) -> list[str]:
    """What is left of drafts, a value that was printed as the program has it, or the name of a column."""
    return WORKSHOP.findall(ADDRESS.sub("", Leaves(html).words))


def machine_dates(html: str) -> list[str]:
    """Dates as ISO 8601 writes them, other than in addresses."""
    return MACHINE_DATE.findall(ADDRESS.sub("", Leaves(html).words))


def spaced(html: str) -> str:
    """The page with white space only where a reader sees some: single, and none around what begins a line anyway."""
    text = AROUND_BLOCKS.sub(r"\1", SPACES.sub(" ", html)).replace('=" ', '="').replace(' ">', '">')
    return SEEN_ALREADY.sub(lambda opening: opening[0].replace("> ", ">"), text).strip()
