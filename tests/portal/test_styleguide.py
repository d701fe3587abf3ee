"""The style guide: who sees it, that it shows everything, and that every colour stands out from its ground."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as project
from django.template.loader import get_template
from django.urls import reverse

from amin_portal.publishing.models import Publishable
from amin_portal.styleguide import samples
from amin_portal.styleguide.colours import MARK, TEXT, contrast, pairs, tokens
from amin_portal.styleguide.specimens import one_of_several
from tests.factories.accounts import StaffFactory, UserFactory
from tests.factories.meetings import BodyFactory
from tests.pages import headings, text_of

TEMPLATES = Path(project.BASE_DIR, "templates")
CSS = Path(project.BASE_DIR, "static/css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# The menu and the foot stand around this page as around every other, and a link in the head is not seen.
NO_SAMPLE = {f"components/{name}.html" for name in ("menu", "site_foot", "json_twin_link")}


@pytest.fixture
def staff(client, db):
    client.force_login(StaffFactory())
    return client


@pytest.fixture
def page(staff):
    return staff.get("/styleguide/")


# Who sees it


@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [False, True])
def test_styleguide_is_for_visitors_as_if_it_were_not_there(client, signed_in):
    if signed_in:
        client.force_login(UserFactory())
    answer, unknown = client.get("/styleguide/"), client.get("/no-such-page/")
    assert (answer.status_code, answer.content) == (404, unknown.content)


def test_styleguide_is_shown_to_staff_and_kept_by_nobody(page):
    assert page.status_code == 200
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert '<meta name="robots" content="noindex">' in page.text


@pytest.mark.django_db
def test_styleguide_is_shown_to_anybody_where_debug_is_on(client, settings):
    settings.DEBUG = True
    answer = client.get(reverse("styleguide"))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_styleguide_asks_for_no_record_but_the_acronyms(staff, django_assert_num_queries):
    BodyFactory(name="A body that is on record")
    with django_assert_num_queries(3):  # session, account, acronyms
        answer = staff.get("/styleguide/")
    assert "A body that is on record" not in answer.text


# What it shows


def components() -> set[str]:
    return {str(path.relative_to(TEMPLATES)) for path in (TEMPLATES / "components").rglob("*.html")}


def named(page) -> set[str]:
    return set(re.findall(r"<code>([^<]+)</code>", page.text))


def test_every_component_has_a_sample(page):
    rendered = {template.name for template in page.templates}
    assert components() - named(page) == NO_SAMPLE
    assert components() - rendered == {"components/json_twin_link.html"}


def test_every_template_that_is_named_is_there_and_was_used(page):
    templates = {name for name in named(page) if name.endswith(".html")}
    rendered = {template.name for template in page.templates}
    assert templates - rendered == {"410.html"}  # its text is repeated: a whole page has no room here
    assert get_template("410.html")


def test_every_colour_of_the_tokens_is_shown(page):
    written = re.findall(r"--([\w-]+):\s*(?:#|rgb)", (CSS / "tokens.css").read_text())
    shown = re.findall(r'<th scope="row"><code>--([\w-]+)</code></th>', page.text)
    assert (set(shown), Counter(shown).most_common(1)[0][1]) == (set(written), 1)


def test_every_status_is_shown(page):
    statuses = {status.value for status in (*samples.ProgressReport.Status, *samples.Meeting.Status)} | {"none"}
    found = set(re.findall(r'class="status status-(\w+)"', page.text))
    assert statuses - found == {"held"}  # which goes without saying


def everything(value: object) -> Iterator[Publishable]:
    if isinstance(value, Publishable):
        yield value
    elif isinstance(value, list | tuple | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from everything(one)


def test_every_sample_says_that_it_is_one():
    records = list(everything(vars(samples)))
    assert len(records) > 30
    assert [str(record) for record in records if "sample" not in str(record).lower()] == []


# How it is built


def test_styleguide_has_one_main_heading_and_skips_no_level(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page.text)]
    assert headings(page) == ["Style guide"]
    assert [(above, below) for above, below in zip(levels, levels[1:], strict=False) if below > above + 1] == []


def test_no_id_stands_twice_and_whatever_leads_to_one_finds_it(page):
    ids = Counter(re.findall(r'\sid="([^"]+)"', page.text))
    led_to = " ".join(re.findall(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"', page.text)).split()
    led_to += re.findall(r'\shref="#([^"]+)"', page.text)
    assert [name for name, times in ids.items() if times > 1] == []
    assert set(led_to) - set(ids) == set()


def test_no_two_landmarks_have_the_same_name(page):
    names = re.findall(r'<(?:section|form|nav)\b[^>]*\saria-label(?:ledby)?="([^"]+)"', page.text)
    assert len(names) > 20
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_nothing_is_styled_or_scripted_within_the_page(page):
    data = re.compile(r'<script type="application/ld\+json">[^<]*</script>')  # is told, never run
    assert re.findall(r"<style|<script|\s(?:on\w+|style)=", data.sub("", page.text)) == []
    assert re.findall(r'<link rel="stylesheet" href="([^"]*)">', page.text) == [
        "/static/css/styleguide.css",
        "/static/css/portal.css",
    ]


def test_states_are_named(page):
    said = text_of(page)
    states = ["In use", "With an error, and so open", "A draft", "None: nothing is shown", "Not known"]
    assert [state for state in states if state not in said] == []


@pytest.mark.parametrize(
    ("html", "own"),
    [
        ('<p id="a"></p><a href="#a">x</a>', '<p id="a-7"></p><a href="#a-7">x</a>'),
        ('<a href="#elsewhere">x</a><a href="/a">x</a>', '<a href="#elsewhere">x</a><a href="/a">x</a>'),
        ('<label for="q">q</label><input id="q">', '<label for="q-7">q</label><input id="q-7">'),
        ('<nav aria-label="Pages">', '<nav aria-label="Pages: first &amp; last">'),
        (
            '<section aria-labelledby="b"><h2 id="b">B</h2>',
            '<section aria-labelledby="b-7 state-7"><h2 id="b-7">B</h2>',
        ),
        ('<p data-id="a">id="a"</p>', '<p data-id="a">id="a"</p>'),
    ],
)
def test_component_is_one_of_several(html, own):
    assert one_of_several(html, 7, "first & last") == own


def test_component_with_a_single_state_keeps_its_name():
    html = '<nav aria-label="Pages"><ul aria-labelledby="b"><li id="b">'
    assert one_of_several(html, 7, "") == '<nav aria-label="Pages"><ul aria-labelledby="b-7"><li id="b-7">'


# How colours stand out


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.front.name}-on-{pair.ground.name}-{pair.least:g}")
def test_colour_stands_out_from_its_ground_in_both_themes(pair):
    measured = {"light": round(pair.light, 2), "dark": round(pair.dark, 2)}
    assert {theme: ratio for theme, ratio in measured.items() if ratio < pair.least} == {}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert (round(contrast(one, other), 2), contrast(one, other)) == (ratio, contrast(other, one))


def too_pale(css: str) -> set[tuple[str, float]]:
    """The colours of a style sheet that do not stand out, each with the contrast that it lacks."""
    return {(pair.front.name, pair.least) for pair in pairs(tokens(css)) if min(pair.light, pair.dark) < pair.least}


def test_token_that_is_made_too_pale_is_found():
    css = (CSS / "tokens.css").read_text()
    pale = re.sub(r"--copper: #\w+;", "--copper: #d9c2ae;", css, count=1)
    assert too_pale(pale) - too_pale(css) == {("copper", TEXT), ("copper", MARK)}


def test_theme_that_changes_nothing_keeps_the_colour():
    found = tokens(":root { --a: #111111; --b: #222222; --c: 1px; } @media x { :root { --b: #333333; } }")
    assert [(token.name, token.light, token.dark) for token in found.values()] == [
        ("a", "#111111", "#111111"),
        ("b", "#222222", "#333333"),
    ]


def uses(properties: str) -> set[str]:
    """The tokens that the style sheets give to these properties."""
    css = "".join(COMMENT.sub("", path.read_text()) for path in CSS.rglob("*.css"))
    return {
        name
        for value in re.findall(rf"(?<![\w-])(?:{properties}):\s*([^;]+);", css)
        for name in re.findall(r"var\(--([\w-]+)\)", value)
        if name in tokens()
    }


def test_every_colour_that_the_style_sheets_use_is_measured():
    fronts, grounds = ({getattr(pair, side).name for pair in pairs()} for side in ("front", "ground"))
    assert uses("color|outline|outline-color") - fronts == set()
    assert uses("fill|stroke") - fronts == {"line", "paper"}  # lines of the grid of years; the edge around a mark
    # What a thread hangs on is a mark itself; the veil lies over a page while its menu is open.
    assert uses("background|background-color") - grounds == {"copper", "veil"}


def test_every_colour_that_is_given_together_with_its_ground_is_measured():
    measured = {(pair.front.name, pair.ground.name) for pair in pairs() if pair.least == TEXT}
    found = set()
    for path in CSS.rglob("*.css"):
        for rule in re.findall(r"\{([^{}]*)\}", COMMENT.sub("", path.read_text())):
            front = re.search(r"(?<![\w-])color:\s*var\(--([\w-]+)\)", rule)
            ground = re.search(r"(?<![\w-])background(?:-color)?:\s*var\(--([\w-]+)\)", rule)
            if front and ground:
                found.add((front[1], ground[1]))
    assert ("done-ink", "done-surface") in found
    assert found - measured == set()
