"""Says in the text of a page, at the first use of each acronym, what it stands for."""

import html
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from .acronyms import Acronym

# Groups that never give back what they took are written (?>...*): before Python 3.11.5, (...)*+ takes too much.
# What stands in these elements is no running text; `abbr` and `dfn` say themselves what they stand for.
CLOSED = "script|style|pre|code|kbd|samp|textarea|title|select|svg|abbr|dfn"
TAG = r"""<[^<>"']*+(?>(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*)>"""
# A comment, a closed element as a whole, a run of tags, or what begins like a tag and is none.
MARKUP = (
    rf"<(?:!--.*?-->|({CLOSED})\b[^>]*>.*?</\1\s*>"
    rf"|{TAG.removeprefix('<')}(?>(?:\s*+(?!<(?:!|(?:{CLOSED})\b)){TAG})*)|[^>]*>)"
)
ADDRESS = r"https?://[^\s<]+"
TAGS = re.compile(TAG)
ELEMENT = re.compile(r"<(?:abbr\b[^>]* title=|dfn\b)[^>]*>(.*)</", re.DOTALL)
NEXT = re.compile(rf"(?>(?:\s++|{TAG})*)(.?)", re.DOTALL)  # the next sign, without white space and tags


def expand(page: str, acronyms: Iterable[Acronym]) -> tuple[str, list[Acronym]]:
    """The HTML of `page` with the first use of each acronym in an `<abbr>`, and those of `acronyms` that it uses.

    Nothing is added where the full name stands beside the acronym, and nothing but that element is ever added.
    """
    meanings = by_acronym(acronyms)
    used: dict[str, None] = {}
    pieces, done = [], 0
    for found in pattern(tuple(meanings)).finditer(page):
        start, end = found.span()
        if page[start] == "<":
            if found.lastindex:
                used |= dict.fromkeys(said_by(found[0], meanings))
            continue
        acronym = found[0] if found[0] in meanings else plain(found[0])
        if acronym in used or acronym not in meanings or not begins_word(page, start):
            continue
        used[acronym] = None
        names = [one.name for one in meanings[acronym]]
        if not is_spelled_out(acronym, names, page, start, end):
            pieces += page[done:start], f'<abbr title="{html.escape(" / ".join(names))}">{found[0]}</abbr>'
            done = end
    pieces.append(page[done:])
    return "".join(pieces), [one for acronym in used for one in meanings[acronym]]


def by_acronym(acronyms: Iterable[Acronym]) -> dict[str, list[Acronym]]:
    """What each acronym stands for: as a rule one name, but nothing keeps two records from having the same."""
    meanings: defaultdict[str, list[Acronym]] = defaultdict(list)
    for one in acronyms:
        meanings[one.acronym].append(one)
    return meanings


@lru_cache(maxsize=8)
def pattern(acronyms: tuple[str, ...]) -> re.Pattern:
    """Finds markup, addresses, and each of the acronyms as a whole word or in the plural; the longest first.

    Every branch begins with a letter of its own, without which the engine would try them all at every character.
    """
    words = sorted((r"\s+".join(map(re.escape, html.escape(one).split())) for one in acronyms), key=len, reverse=True)
    whole_words = [rf"{word}(?=s?(?!\w|\+\w))" for word in words]
    return re.compile("|".join([MARKUP, ADDRESS, *whole_words]), re.DOTALL)


def begins_word(page: str, start: int) -> bool:
    """What goes before is no part of the same word, nor of a character reference such as `&amp;`."""
    return start == 0 or not (page[start - 1].isalnum() or page[start - 1] in "_&#")


def said_by(element: str, meanings: dict[str, list[Acronym]]) -> list[str]:
    """The acronym in an `<abbr title>` or `<dfn>`."""
    found = ELEMENT.match(element)
    acronym = plain(found[1]).strip() if found else ""
    return [acronym] if acronym in meanings else []


def is_spelled_out(acronym: str, names: list[str], page: str, start: int, end: int) -> bool:
    """A full name stands right beside the acronym, one of the two in parentheses, or has the acronym in it."""
    forms = [form for name in names for form in (f"{name} ({acronym})", f"{acronym} ({name})", name)]
    parts = [form.partition(acronym)[::2] for form in forms if acronym in form]
    last, first = read_before(page, start), NEXT.match(page, end)[1]
    likely = [
        (head, tail) for head, tail in parts if (head.strip()[-1:] or last, tail.strip()[:1] or first) == (last, first)
    ]
    if not likely:  # as a rule, which saves the closer look
        return False
    reach = 100 + 2 * max(map(len, names))  # room for the name and for tags in it
    before, after = plain(page[max(0, start - reach) : start]), plain(page[end : end + reach])
    return any(before.endswith(head) and after.startswith(tail) for head, tail in likely)


def read_before(page: str, start: int) -> str:
    """The last sign before, without white space and tags; empty where there is none."""
    while start and (page[start - 1] == ">" or page[start - 1].isspace()):
        start = max(page.rfind("<", 0, start), 0) if page[start - 1] == ">" else start - 1
    return page[max(0, start - 1) : start]


def plain(markup: str) -> str:
    """The text of HTML, with single spaces."""
    return " ".join(html.unescape(TAGS.sub("", f"|{markup}|")).split())[1:-1]
