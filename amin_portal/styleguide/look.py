"""What everything is made of: colours, letters, spaces, links, buttons."""

from django.utils.translation import gettext_lazy as _

from . import colours
from .specimens import Specimen, State

# A ministerial meeting, in letters of which a portal of this region has to be able to show some.
SCRIPTS = (
    ("en", _("English"), "Ministerial meeting"),
    ("vi", _("Vietnamese"), "Hội nghị Bộ trưởng"),
    ("th", _("Thai"), "การประชุมรัฐมนตรี"),
    ("lo", _("Lao"), "ກອງປະຊຸມລັດຖະມົນຕີ"),
    ("km", _("Khmer"), "កិច្ចប្រជុំរដ្ឋមន្ត្រី"),
    ("my", _("Burmese"), "ဝန်ကြီးအဆင့် အစည်းအဝေး"),
)
SPACES = range(1, 8)


def tokens() -> Specimen:
    return Specimen(
        _("Every colour, light and dark"),
        "styleguide/_colours.html",
        (State("", {"tokens": colours.tokens().values()}),),
        _("Style sheets name colours by these tokens only. The dark values come by themselves."),
        parts=("static/css/tokens.css",),
    )


def contrast() -> Specimen:
    return Specimen(
        _("What stands out from what"),
        "styleguide/_contrast.html",
        (State("", {"pairs": colours.pairs()}),),
        _("Measured as WCAG 2.2 does: text needs 4.5 to 1, marks and edges that say something 3 to 1."),
        parts=("amin_portal/styleguide/colours.py",),
    )


def sizes() -> Specimen:
    return Specimen(
        _("Sizes"),
        "styleguide/_sizes.html",
        note=_("Headings one and two, titles of cards and figures are serif, everything else is sans."),
        parts=("--text-h1", "--text-h2", "--text-h3", "--text-lead", "--text", "--text-small", ".eyebrow", ".lead"),
    )


def scripts() -> Specimen:
    return Specimen(
        _("Letters of the region"),
        "styleguide/_scripts.html",
        (State("", {"scripts": SCRIPTS}),),
        _("A title in another language than English says which, by its attribute lang."),
        parts=("--sans", "--serif"),
    )


def spaces() -> Specimen:
    return Specimen(
        _("Spaces"),
        "styleguide/_spaces.html",
        (State("", {"spaces": SPACES}),),
        parts=("static/css/tokens.css",),
    )


def prose() -> Specimen:
    return Specimen(
        _("Running text"),
        "styleguide/_prose.html",
        note=_("What comes from a longer field or from Markdown; no line is longer than the measure."),
        parts=(".prose", ".vision"),
    )


def print_only() -> Specimen:
    return Specimen(
        _("Only on paper"),
        "styleguide/_print_only.html",
        note=_("Below stands a line that appears when this page is printed."),
        parts=(".print-only",),
    )


def links() -> Specimen:
    return Specimen(
        _("Links"),
        "styleguide/_links.html",
        (State("", {"address": "https://example.org/sample"}),),
        parts=("a", ".more", ".quick-links", ".address"),
    )


def buttons() -> Specimen:
    return Specimen(
        _("Buttons"),
        "styleguide/_buttons.html",
        (State(_("on paper")), State(_("on sea"), template="styleguide/_buttons_on_sea.html")),
        _("For what sends a form. What leads to another page is a link."),
        parts=("button",),
    )


def focus() -> Specimen:
    return Specimen(
        _("Focus"),
        "styleguide/_focus.html",
        note=_("As the Tab key shows it; everything that can be pressed has it."),
        parts=(":focus-visible",),
    )
