"""Text as it comes from Word, a PDF or a web page, made into plain lines."""

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
INVISIBLE = re.compile("[\u200b\u2060\ufeff\ufffc]")
SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n?[ \t]*")
EDGE = r"[-\u2013\u2014|\[\]]*"
PAGE_NUMBER = re.compile(
    rf"(?:page|p\.)?\s*{EDGE}\s*\d{{1,3}}\s*(?:(?:of|/)\s*\d{{1,3}})?\s*{EDGE}\s*(?:page)?", re.IGNORECASE
)
REPEATED, LONGEST_FOOTER, LONGEST_WORD = 3, 120, 60
TWO_PARTS = re.compile(r"(\w+)-\s*$")
WRITTEN_WITH_HYPHEN = (
    "capacity-building cross-border cross-cutting cross-sectoral data-sharing decision-makers "
    "decision-making environment-friendly evidence-based follow-up high-level high-quality "
    "high-tech inter-agency inter-sectoral knowledge-sharing large-scale long-standing long-term low-carbon low-cost "
    "market-based medium-sized medium-term mid-stream mid-term multi-sectoral multi-stakeholder multi-year net-zero "
    "non-binding non-ferrous non-governmental on-going people-centred policy-makers policy-making post-mining "
    "pre-competitive public-private region-wide result-based rules-based science-based short-term "
    "small-scale socio-economic sub-regional value-added value-adding value-chain well-being world-class"
)
COMPOUNDS = frozenset(WRITTEN_WITH_HYPHEN.split())
"""Words of this field that keep their hyphen where a line ends in it."""


class Lines(NamedTuple):
    """`left_out`: what was taken for the number, the head or the foot of a page."""

    lines: list[str]
    left_out: list[str]


def lines_of(text: str) -> Lines:
    """The lines of a pasted text, each with plain spaces and without what the eye does not see; blank ones too."""
    text = SOFT_HYPHEN.sub("", LINE_ENDS.sub("\n", text))
    text = INVISIBLE.sub("", text)
    plain = [_plain_spaces(line) for line in text.split("\n")]
    times = Counter(_without_numbers(line) for line in plain if line)
    kept, left_out = [], []
    for line in plain:
        is_of_the_page = line and (PAGE_NUMBER.fullmatch(line) or _is_head_or_foot(line, times))
        (left_out if is_of_the_page else kept).append(line)
    return Lines(kept, left_out)


def joined(lines: list[str], whole_text: str) -> tuple[str, list[str]]:
    """One line made of many, and the words that were put together where a line had ended in a hyphen.

    `whole_text` says which way such a word is written where it stands on one line.
    """
    text, put_together = "", []
    for line in lines:
        first_half = TWO_PARTS.search(text, max(len(text) - LONGEST_WORD, 0))
        if not text or not first_half:
            text = f"{text} {line}" if text else line
            if re.search(r"\d[\u2013\u2014] \d", text):  # 2026– at the end of a line, 2030 on the next
                text = re.sub(r"(\d[\u2013\u2014]) (?=\d)", r"\1", text)
            continue
        second_half = re.match(r"\w*", line)[0]
        if _keeps_hyphen(first_half[1], second_half, whole_text):
            text = text.rstrip() + line
        else:
            text = text.rstrip()[:-1] + line
            put_together.append(first_half[1] + second_half)
    return text, put_together


def _keeps_hyphen(first: str, second: str, whole_text: str) -> bool:
    if not (first[-1].islower() and second[:1].islower()):
        return True
    written = re.compile(rf"\b{re.escape(first)}(-?){re.escape(second)}\b", re.IGNORECASE).search(whole_text)
    return bool(written[1]) if written else f"{first}-{second}".lower() in COMPOUNDS


def _plain_spaces(line: str) -> str:
    letters = (" " if unicodedata.category(letter) in {"Zs", "Cc"} else letter for letter in line)
    return " ".join("".join(letters).split())


def _is_head_or_foot(line: str, times: Counter) -> bool:
    """A short line that comes again on every page, and neither begins nor ends as a paragraph does."""
    is_short = len(line) <= LONGEST_FOOTER and not line[0].isdigit() and line[-1] not in ".;:,"
    return is_short and times[_without_numbers(line)] >= REPEATED


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "0", line).casefold()
