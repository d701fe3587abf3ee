"""Reads CSV as Excel, LibreOffice and we write it: by comma, semicolon or tab, in UTF-8 or UTF-16."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from .sheets import Refused, Taken

SEPARATORS = ",;\t"
SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # a line of Excel's own
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|table|svg)", re.IGNORECASE)


def lines_of_csv(content: bytes, encoding: str, is_known: Callable[[str], bool]) -> Iterator[list[Taken]]:
    """The lines of a file, read while they are asked for. Raises Refused where it is no CSV, or broken at a line."""
    text = decoded(content, encoding)
    if MARKUP.match(text) or "\x00" in text:
        raise Refused(_("This is neither an Excel file (.xlsx) nor a CSV."))
    said = SAID.match(text)
    text = text[said.end() :] if said else text
    separator = said[1] if said else _separator(text, is_known)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for line in reader:
            yield [*line]
    except csv.Error as error:
        message = _("The CSV is broken at line %(line)d: %(reason)s.")
        raise Refused(message % {"line": reader.line_num, "reason": error}) from error


def decoded(content: bytes, encoding: str) -> str:
    """The text of a file that says its encoding by a mark, is UTF-8, or is what `encoding` says. Nothing is guessed."""
    said = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    if not said and b"\x00" in content:
        raise Refused(_("This is neither an Excel file (.xlsx) nor a CSV."))
    try:
        return content.decode(said or encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if said or encoding != "utf-8":
            message = _("The letters of this file are not in %(encoding)s (line %(line)d).")
        else:
            message = _(
                "The letters of this file are not in UTF-8 (line %(line)d). Save it as “CSV UTF-8” or as .xlsx, or say "
                "below that it is in the encoding of Windows."
            )
        raise Refused(message % {"encoding": (said or encoding).removesuffix("-sig"), "line": line}) from error


def _separator(text: str, is_known: Callable[[str], bool]) -> str:
    """The one by which most headings are known to us; then the one that stands there most often."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            headings = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        except csv.Error:
            headings = []
        return sum(is_known(heading) for heading in headings), len(headings)

    return max(SEPARATORS, key=worth)
