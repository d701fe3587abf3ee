"""The numbered paragraphs of a statement, found in a pasted text. Nothing here asks the database.

A paragraph begins with its number: 1. or 1) or (1), else I. or (I); where nothing is numbered, with a bullet; else
after a blank line. Sub-items, (a) or (i) or bullets, stay in their paragraph, each on a line of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .pasting import joined, lines_of

FOLLOWED = r"(?:\s+|$|(?=[A-Z\u201c\u2018\"']))"
NUMBERS = {
    "1.": re.compile(rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})*)\.{FOLLOWED}"),
    "1)": re.compile(rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})*)\){FOLLOWED}"),
    "(1)": re.compile(rf"\((?P<number>\d{{1,3}})\){FOLLOWED}"),
    "I.": re.compile(r"\(?(?P<number>(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3}))[.)](?:\s+|$)"),
}
"""The ways to number, each tried only where none before it is used."""
BULLET = re.compile(r"(?P<number>)[\u2022\u2023\u25aa\u25ab\u25cf\u25cb\u25e6\u2043\u00b7\uf0b7*\u2013-]\s+")
SUB_ITEM = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s+|" + BULLET.pattern.replace("(?P<number>)", ""))
ENDS_A_SENTENCE = re.compile(r"[.;:!?]['\u2019\u201d\")\]]*(?:\s*\b(?:and|or))?$")
LONGEST_HEADING = 200
MOST_MISSING = 3
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True)
class Paragraph:
    """`number` as printed, without dot and brackets; empty where there is none. `heading`: what it stands under."""

    number: str
    text: str
    heading: str = ""


@dataclass
class Statement:
    """What was found, and what the eye should look at: `notices` in words; `before` and `after` are no paragraphs."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    before: str = ""
    after: str = ""


def read_statement(text: str) -> Statement:
    """Never raises: a text without any paragraph is a Statement without any."""
    lines, left_out = lines_of(text)
    mark = _mark_of(lines)
    statement = _Reader(lines, mark).read() if mark else _by_blank_lines(lines)
    if left_out:
        shown = "; ".join(dict.fromkeys(left_out))
        statement.notices.append(_("Taken for the head or foot of a page, and left out: %(lines)s") % {"lines": shown})
    if mark and mark is not BULLET:
        statement.notices += _out_of_order([paragraph.number for paragraph in statement.paragraphs])
    elif statement.paragraphs:
        statement.notices.append(_("Nothing is numbered here: see where each paragraph begins."))
    return statement


def _mark_of(lines: list[str]) -> re.Pattern | None:
    """How this text begins its paragraphs; of two ways with digits, the one that comes first."""
    firsts = {}
    for mark in (*NUMBERS.values(), BULLET):
        found = [place for place, line in enumerate(lines) if mark.match(line)]
        if found and not (mark is NUMBERS["I."] and len(found) < 2):
            firsts[mark] = found[0]
    digits = [mark for name, mark in NUMBERS.items() if name != "I." and mark in firsts]
    if digits:
        return min(digits, key=firsts.get)
    return next(iter(firsts), None)


class _Reader:
    """Goes from line to line; `block` holds the lines of the paragraph that is open."""

    def __init__(self, lines: list[str], mark: re.Pattern) -> None:
        self.lines, self.mark = lines, mark
        self.whole_text = " ".join(lines)
        self.statement = Statement()
        self.put_together: list[str] = []
        self.heading = self.number = ""
        self.is_open = False
        self.block: list[str] = []

    def read(self) -> Statement:
        for line in self.lines:
            if found := self._begins(line):
                self._close()
                self.number, self.block, self.is_open = found["number"], [line[found.end() :]], True
            else:
                self.block.append(line)
        self._close(is_last=True)
        if self.put_together:
            words = ", ".join(dict.fromkeys(self.put_together))
            message = _("Put together where a line ended in a hyphen: %(words)s") % {"words": words}
            self.statement.notices.append(message)
        return self.statement

    def _begins(self, line: str) -> re.Match | None:
        """The number of a new paragraph: it follows the end of a sentence, or is one of the next.

        Any other is a number that a line of the paragraph happens to begin with.
        """
        found = self.mark.match(line)
        text = next((one for one in reversed(self.block) if one), "")
        if not (found and self.is_open and text) or ENDS_A_SENTENCE.search(text) or self.mark is BULLET:
            return found
        ahead = _value(found["number"]) - _value(self.number)
        is_next = 1 <= ahead <= (MOST_MISSING if line[found.end() : found.end() + 1].isupper() else 1)
        return found if is_next or not self.block[-1] else None

    def _close(self, is_last: bool = False) -> None:
        """Keep the open paragraph, without what stands behind it: a heading of the next, or the end of the whole."""
        if not self.is_open:
            self.statement.before, self.heading = self._preface()
            return
        own, rest = _parted(self.block, is_last)
        paragraph = Paragraph(self.number, "\n".join(self._text(own)), self.heading)
        if paragraph.text:
            self.statement.paragraphs.append(paragraph)
        if is_last:
            self.statement.after = "\n".join(line for line in rest if line)
        elif rest:
            self.heading = " ".join(line for line in rest if line)

    def _preface(self) -> tuple[str, str]:
        """What stands before the first number. Its last block is a heading where it is one line, and no sentence."""
        blocks = [*_blocks(self.block)]
        is_heading = len(blocks) > 1 and len(blocks[-1]) == 1 and not ENDS_A_SENTENCE.search(blocks[-1][0])
        return "\n".join(line for line in self.block if line), blocks[-1][0] if is_heading else ""

    def _text(self, lines: list[str]) -> Iterator[str]:
        """The paragraph, and each of its sub-items, as one line."""
        item: list[str] = []
        for line in [*lines, None]:
            is_new = line is None or SUB_ITEM.match(line) or (line == "" and _ends_sentence(item))
            if is_new and any(item):
                text, put_together = joined([one for one in item if one], self.whole_text)
                self.put_together += put_together
                yield text
                item = []
            if line:
                item.append(line)


def _parted(block: list[str], is_last: bool) -> tuple[list[str], list[str]]:
    """A paragraph's own lines, and those behind them that are none of its own."""
    last_item = max((place for place, line in enumerate(block) if SUB_ITEM.match(line)), default=0)
    last_line = max((place for place, line in enumerate(block) if line), default=0)
    before = ""
    for place in range(1, last_line + 1):
        before = block[place - 1] or before
        if place <= last_item or not ENDS_A_SENTENCE.search(before):
            continue
        rest = block[place:]
        if is_last and not block[place - 1]:
            return block[:place], rest
        if not is_last and _is_heading(rest):
            return block[:place], rest
    return block, []


def _is_heading(lines: list[str]) -> bool:
    text = " ".join(line for line in lines if line)
    return 0 < len(text) <= LONGEST_HEADING and not text[0].islower() and not ENDS_A_SENTENCE.search(text)


def _ends_sentence(lines: list[str]) -> bool:
    return bool(lines and ENDS_A_SENTENCE.search(lines[-1]))


def _by_blank_lines(lines: list[str]) -> Statement:
    whole_text = " ".join(lines)
    return Statement([Paragraph("", joined(block, whole_text)[0]) for block in _blocks(lines)])


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            yield block
            block = []


def _out_of_order(numbers: list[str]) -> Iterator[str]:
    """Where the numbering starts again, leaves one out or goes back."""
    counted = [(number, _value(number)) for number in numbers if "." not in number]
    if counted and counted[0][1] > 1:
        yield _("The first number is %(number)s: is the beginning missing?") % {"number": counted[0][0]}
    for (before, last), (number, value) in zip(counted, counted[1:], strict=False):
        said = {"before": before, "number": number}
        if value == 1:
            yield _("After %(before)s the numbering starts again.") % said
        elif value > last + 1:
            yield _("After %(before)s comes %(number)s: is something missing?") % said
        elif value <= last:
            yield _("After %(before)s comes %(number)s: is that so in the text?") % said


def _value(number: str) -> int:
    if number[:1].isdigit():
        return int(number.rpartition(".")[2])
    values = [ROMAN[letter] for letter in number]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=False))
