"""What a reading found out, and how it is told to staff."""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.models import DocumentFile

from .cleaning import clean

State = DocumentFile.TextState
MOST_PAGES = 2**31 - 1  # what the column holds: a PDF may claim any number
NAMED_PAGES = 10
REASONS = {
    "password": gettext_lazy("It is locked with a password."),
    "damaged": gettext_lazy("It is damaged."),
    "memory": gettext_lazy("Reading it needed too much memory."),
    "slow": gettext_lazy("Reading it took too long."),
}


class Picture(NamedTuple):
    """A WebP picture; sizes in pixels."""

    content: bytes
    width: int
    height: int


@dataclass
class Reading:
    """What is known of a file after reading it: `texts` by number of page, without the pages that have none."""

    state: str
    note: str = ""
    pages: int | None = None
    texts: dict[int, str] = field(default_factory=dict)
    picture: Picture | None = None


class Account:
    """What the child said, line by line, as far as it can be true: a PDF may have taken it over."""

    def __init__(self, lines: Iterable[Any], limits: dict[str, int]) -> None:
        self.limits = limits
        self.ready = self.complete = False
        self.pages: int | None = None
        self.texts: dict[int, str] = {}
        self.failed: list[int] = []
        self.shortened: list[int] = []
        self.problem = ""
        self.picture: Picture | None = None
        for line in lines:
            self._take(line)

    def _take(self, line: Any) -> None:
        match line:
            case {"ready": True}:
                self.ready = True
            case {"pages": int(pages)} if self.pages is None and 0 < pages <= MOST_PAGES:
                self.pages = pages
            case {"page": int(number)} if number == self.said + 1 <= min(self.pages or 0, self.limits["pages"]):
                self._take_page(number, line.get("text"))
            case {"complete": True}:
                self.complete = True
            case {"picture": str(picture), "width": int(width), "height": int(height)}:
                self._take_picture(picture, width, height)
            case {"problem": str(problem)} if problem in REASONS:
                self.problem = problem

    @property
    def said(self) -> int:
        """How many pages, from the first on, were said to be read or not readable."""
        return len(self.texts) + len(self.failed)

    def _take_page(self, number: int, text: Any) -> None:
        if not isinstance(text, str):
            self.failed.append(number)
            return
        longest = self.limits["characters_of_page"]
        if len(text) > longest:
            self.shortened.append(number)
        self.texts[number] = clean(text[:longest])

    def _take_picture(self, picture: str, width: int, height: int) -> None:
        try:
            content = base64.b64decode(picture, validate=True)
        except binascii.Error:
            return
        fits = 0 < width <= self.limits["picture_width"] and 0 < height <= self.limits["picture_height"]
        if fits and content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            self.picture = Picture(content, width, height)

    def reading(self) -> Reading:
        texts = {number: text for number, text in self.texts.items() if text}
        return Reading(self._state(bool(texts)), " ".join(self._notes(bool(texts))), self.pages, texts, self.picture)

    @property
    def is_whole(self) -> bool:
        return self.complete and self.said == self.pages and not self.failed and not self.shortened

    def _state(self, has_text: bool) -> str:
        if has_text:
            return State.READ if self.is_whole else State.PARTLY
        return State.NO_TEXT if self.complete and self.texts else State.UNREADABLE

    def _notes(self, has_text: bool) -> Iterable[str]:
        if self.complete and self.texts and not has_text:
            yield _("Its pages are pictures.")
        if self.pages and 0 < self.said < self.pages:
            counts = {
                "read": number_format(self.said, force_grouping=True),
                "all": number_format(self.pages, force_grouping=True),
            }
            yield _("The first %(read)s of %(all)s pages were read.") % counts
        if self.failed:
            yield _("These pages are damaged: %(pages)s.") % {"pages": _numbers(self.failed)}
        if self.shortened:
            yield _("These pages have more text than is kept: %(pages)s.") % {"pages": _numbers(self.shortened)}
        if not self.complete:
            yield str(REASONS[self.problem or "damaged"])
        elif not self.picture:
            yield _("No picture could be made of its first page.")


def _numbers(pages: list[int]) -> str:
    named = ", ".join(str(page) for page in pages[:NAMED_PAGES])
    if more := len(pages) - NAMED_PAGES:
        return (
            named
            if more < 0
            else ngettext("%(named)s and %(more)d more", "%(named)s and %(more)d more", more)
            % {"named": named, "more": more}
        )
    return named
