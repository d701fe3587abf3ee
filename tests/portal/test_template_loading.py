"""Templates are compiled without the white space that only their writers need, and no word suffers from it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Engine

ROOT = Path(settings.BASE_DIR, "templates")
SLIM, AS_WRITTEN = "amin_portal.template_loading.SlimLoader", "django.template.loaders.filesystem.Loader"
ON_SEVERAL_LINES = re.compile(r"{%-?\s*blocktrans(?:late)?\b([^%]*)%}((?:(?!{%\s*endblocktrans).)*)", re.DOTALL)


@pytest.fixture
def rendered(tmp_path):
    """Renders `page` and the templates beside it with a loader."""

    def render(page: str, loader: str = SLIM, context: dict | None = None, **beside: str) -> str:
        for name, text in {"page": page, **beside}.items():
            (tmp_path / f"{name}.html").write_text(text)
        engine = Engine(dirs=[tmp_path], loaders=[loader])
        return engine.get_template("page.html").render(Context(context or {}))

    return render


def written() -> dict[str, str]:
    """Our templates by name."""
    return {str(path.relative_to(ROOT)): path.read_text() for path in ROOT.rglob("*.html")}


@pytest.mark.parametrize(
    ("page", "slim"),
    [
        ("<b>\n    Ministers   met\n\n\n  twice.\n</b>\n", "<b>\nMinisters   met\ntwice.\n</b>\n"),
        ("<i>a</i>  \n\t<i>b</i>", "<i>a</i>\n<i>b</i>"),
        ("a\n  {% if x %}\n    b\n  {% endif %}\nc\n", "a\nb\nc\n"),
        ("a\n  {% if y %}\n    b\n  {% else %}\n    d\n  {% endif %}\nc\n", "a\nd\nc\n"),
        ("a\n{# why #}\nc\n", "a\nc\n"),
        ("{% if x %}a{% endif %}\nb", "a\nb"),
        ("{# needs x #}\n{% if x %}\nc\n{% endif %}\n", "c\n"),
        ("a\n{% if x %}\nb\n{% endif %}\n{% if y %}\nd\n{% endif %}\n{% if x %}\nc\n{% endif %}\n", "a\nb\nc\n"),
        ("a\n{{ x }}\n{{ x }}\nb", "a\n1\n1\nb"),
        ("a\n{% firstof x %}\n{% firstof x %}\nb", "a\n1\n1\nb"),
        ("a\n{% for n in 'xy' %}\n{{ n }}\n{% endfor %}\nb", "a\nx\ny\nb"),
    ],
)
def test_white_space_at_line_breaks_shrinks_to_one_break(rendered, page, slim):
    assert rendered(page, context={"x": 1, "y": 0}) == slim


@pytest.mark.parametrize(
    ("page", "slim"),
    [
        ("<ul>\n  <li>\n    a\n  </li>\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"),
        ('<tr class="x">\n  <td>a</td>\n  <td>b</td>\n</tr>\n', '<tr class="x"><td>a</td><td>b</td></tr>'),
        ('<li class="{{ x }}">\na\n</li>\n', '<li class="1">\na</li>'),
        ('<div\n  class="x"\n  id="y">\na\n</div>\n', '<div\nclass="x"\nid="y">\na</div>'),
        ("<ul>\n{% for n in 'xy' %}\n<li>{{ n }}</li>\n{% endfor %}\n</ul>\n", "<ul><li>x</li><li>y</li></ul>"),
        ("a\n<a>b</a>\n<abbr>c</abbr>\n<span>d</span>\ne", "a\n<a>b</a>\n<abbr>c</abbr>\n<span>d</span>\ne"),
        ("a\n{% firstof x as y %}\nb", "a\nb"),
        ("a\n{% cycle 'n' 'm' as y %}\nb", "a\nn\nb"),
    ],
)
def test_nothing_stays_of_a_break_where_a_block_begins_or_ends(rendered, page, slim):
    assert rendered(page, context={"x": 1}) == slim


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("2023.\n{% if x %}\n{% include 'part.html' %}\n{% endif %}\nPhnom Penh", "2023. Part Phnom Penh"),
        ("2023.\n{% include 'part.html' %}\n{% include 'part.html' %}\nPhnom", "2023. Part Part Phnom"),
        ("2023.\n{% include 'empty.html' %}\nPhnom", "2023. Phnom"),
        ("2023.\n{% with y=x %}\n{{ y }}\n{% endwith %}\nPhnom", "2023. 1 Phnom"),
        ("2023.\n{% for n in nothing %}\nn\n{% empty %}\nnone\n{% endfor %}\nPhnom", "2023. none Phnom"),
        ("2023.\n{% block a %}\nb\n{% endblock a %}\nPhnom", "2023. b Phnom"),
        ("2023.{% if x %}\n{{ x }}{% endif %}\nPhnom", "2023. 1 Phnom"),
    ],
)
def test_words_are_never_glued(rendered, page, words):
    part = {"part": "{# A part. #}\n{% if x %}\n  Part\n{% endif %}\n", "empty": "{# None. #}\n"}
    texts = [rendered(page, loader, {"x": 1}, **part) for loader in (SLIM, AS_WRITTEN)]
    assert [" ".join(text.split()) for text in texts] == [words, words]


def test_what_stands_in_one_line_is_left_as_it_is(rendered):
    line = "<p>a  b {% if x %} c {% endif %} <b> d </b></p>"
    assert rendered(line, context={"x": 1}) == "<p>a  b  c  <b> d </b></p>"


def test_portal_loads_its_own_templates_so(settings):
    ((_cached, (first, second)),) = settings.TEMPLATES[0]["OPTIONS"]["loaders"]
    assert (first, second) == (SLIM, "django.template.loaders.app_directories.Loader")


# What templates of ours may not rely on


def test_every_text_over_several_lines_is_trimmed():
    """Else the white space of the template would be part of what translators are given."""
    found = [
        (name, text.strip())
        for name, template in written().items()
        for options, text in ON_SEVERAL_LINES.findall(template)
        if "\n" in text and "trimmed" not in options.split()
    ]
    assert found == []


def test_every_template_ends_with_a_line_break():
    """Else its last word would be glued to what follows the line that includes it."""
    assert [name for name, template in written().items() if not template.endswith("\n")] == []


def test_no_text_counts_its_white_space():
    """Lines and indents within <pre> and <textarea> would be lost."""
    several = re.compile(r"<(pre|textarea)\b(?:(?!</\1>).)*\n", re.DOTALL)
    assert [name for name, template in written().items() if several.search(template)] == []
