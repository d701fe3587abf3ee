"""The colours of tokens.css in both themes, and how well they stand out from each other.

The pairs say which colour stands on which ground, as the style sheets use them. A new pair in the style sheets is a
new line here.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

THEME = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6}|rgb\([^)]*\));")
TEXT, MARK = 4.5, 3.0  # least ratios: WCAG 2.2, 1.4.3 for text, 1.4.11 for what else must be seen


@dataclass(frozen=True)
class Token:
    """A colour by its name in tokens.css, as it is written there for each theme."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True)
class Pair:
    """A colour that stands on a ground, where it does so, and the least contrast that it needs there."""

    front: Token
    ground: Token
    where: str | Promise
    least: float

    @property
    def light(self) -> float:
        return contrast(self.front.light, self.ground.light)

    @property
    def dark(self) -> float:
        return contrast(self.front.dark, self.ground.dark)


def tokens(css: str | None = None) -> dict[str, Token]:
    """The colours of a style sheet (tokens.css) by name; one that the dark theme does not change is the same in it.

    The first `:root` is the light theme, the second the dark one.
    """
    if css is None:
        css = Path(settings.BASE_DIR, "static/css/tokens.css").read_text(encoding="utf-8")
    light, dark = (dict(COLOUR.findall(theme)) for theme in THEME.findall(css))
    return {name: Token(name, colour, dark.get(name, colour)) for name, colour in light.items()}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb), from 1 to 21, as WCAG 2.2 defines it."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour (#rrggbb), from 0 to 1, as WCAG 2.2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


GROUNDS_OF_TEXT = ("paper", "surface", "warning-surface")  # the last is that of a record led to by its anchor
NOTICES = ("warning-surface", "draft-surface")

# (what stands there, the grounds, where)
TEXTS = (
    ("ink", ("paper", "surface"), _("running text")),
    ("ink", NOTICES, _("notices; what an anchor leads to")),
    ("ink", ("surface-quiet",), _("tags, a status of no colour, citations, code")),
    ("ink", ("done-surface", "late-surface", "copper-surface"), _("admin: messages, selected rows; words asked for")),
    ("ink-quiet", GROUNDS_OF_TEXT, _("asides, captions, what is not known")),
    ("ink-quiet", ("surface-quiet",), _("admin: breadcrumbs, help")),
    ("heading", GROUNDS_OF_TEXT, _("headings, figures")),
    ("heading", ("surface-quiet",), _("admin: headings of groups")),
    ("link", (*GROUNDS_OF_TEXT, "draft-surface"), _("links")),
    ("link", ("surface-quiet", "copper-surface"), _("admin: breadcrumbs, selected rows; words asked for")),
    ("link-hover", (*GROUNDS_OF_TEXT, "draft-surface"), _("links under the pointer")),
    ("link-hover", ("surface-quiet", "copper-surface"), _("admin: links under the pointer")),
    ("copper", GROUNDS_OF_TEXT, _("eyebrows, years, kinds of outcomes")),
    ("done-ink", ("done-surface",), _("status: completed")),
    ("going-ink", ("going-surface",), _("status: under way, on track, planned; filters in use")),
    ("late-ink", ("late-surface",), _("status: delayed, cancelled, postponed")),
    ("late-ink", ("paper", "surface"), _("errors of a form")),
    ("sea-ink", ("sea", "sea-deep"), _("head and foot, buttons, the page of a list that is shown")),
    ("sea-ink", ("sea-line",), _("admin: the button that closes")),
    ("sea-ink-quiet", ("sea", "sea-deep"), _("purpose of the site, foot")),
    ("copper-bright", ("sea-deep",), _("headings of the foot")),
)
MARKS = (
    ("focus", ("paper", "surface", "surface-quiet", *NOTICES), _("outline of what has the focus")),
    ("focus-on-sea", ("sea", "sea-deep"), _("outline of what has the focus, in head and foot")),
    ("line-strong", ("paper", "surface"), _("borders of fields, lines between bodies, marks without a colour")),
    ("late", ("paper", "surface"), _("borders of a field with an error; mark: delayed")),
    ("done", ("paper",), _("marks: completed, on track")),
    ("going", ("paper",), _("mark: under way")),
    ("heading", ("paper",), _("marks of years past, dots of meetings, plans in force")),
    (
        "copper",
        ("paper", "surface"),
        _("words asked for, this year, adoption, the thread, edges of outcomes and files"),
    ),
    ("sea-ink-quiet", ("sea", "sea-deep"), _("borders of buttons in head and opening")),
    ("copper-bright", ("sea", "sea-deep"), _("edge of the head, the section where you are")),
    ("warning-line", ("paper", "warning-surface"), _("edge of a notice")),
    ("draft-line", ("paper", "draft-surface"), _("edge of a preview")),
)


def pairs(colours: dict[str, Token] | None = None) -> list[Pair]:
    """Every colour with every ground it stands on."""
    colours = colours or tokens()
    return [
        Pair(colours[front], colours[ground], where, least)
        for lines, least in ((TEXTS, TEXT), (MARKS, MARK))
        for front, grounds, where in lines
        for ground in grounds
    ]
