"""Every word of ours that a page shows is marked for translation, so the portal can speak another language."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR, "templates")
STANDS_ALONE = {"500.html"}  # is shown when nothing works, translation included
MARKED = re.compile(r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
OF_A_CLASS = re.compile(r"{%\s*block \w*class\s*%}[\w -]*(?={%\s*endblock)")
TAGS = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]")
NAMES = re.compile(r"\bSHA-256\b")  # the same in every language
SAID = {"alt", "aria-description", "aria-label", "data-label", "label", "placeholder", "summary", "title"}
CODE = {"code", "pre", "script", "style"}


class Words(HTMLParser):
    """Collects words that stand in a template as such: in its text and in attributes that are read out or shown."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.bare: list[str] = []
        self._code = 0
        self.feed(TAGS.sub("", MARKED.sub("", OF_A_CLASS.sub("", template))))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in CODE
        values = dict(attrs)
        described = values.get("name") == "description" or (values.get("property") or "").startswith("og:")
        said = SAID | ({"content"} if tag == "meta" and described else set())
        said |= {"value"} if tag == "button" or values.get("type") in ("submit", "button", "reset") else set()
        for name in said & values.keys():
            self._keep(values[name] or "")

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in CODE

    def handle_data(self, data: str) -> None:
        if not self._code:
            self._keep(data)

    def _keep(self, text: str) -> None:
        text = " ".join(NAMES.sub("", text).split())
        if LETTERS.search(text):
            self.bare.append(text)


def test_every_visible_word_is_marked_for_translation():
    templates = {str(path.relative_to(ROOT)): path.read_text() for path in ROOT.rglob("*.html")}
    found = {name: Words(template).bare for name, template in templates.items() if name not in STANDS_ALONE}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("template", "bare"),
    [
        ("<p>{% translate 'Said' %} bare</p>", ["bare"]),
        ("{% block title %}Bare{% endblock title %}", ["Bare"]),
        ("<p>{{ name }}, {% if x > 1 %}việc{% endif %}</p>", [", việc"]),
        ("<p>{% blocktranslate trimmed %}\n  Said <b>too</b>\n{% endblocktranslate %}</p>", []),
        ("<p>{# why #}{{ a|default:'b' }} &amp; &ndash; 1, 2: “{{ c }}”</p>", []),
        ("<pre><code>curl it</code></pre><p>bare</p>", ["bare"]),
        ('<nav aria-label="Bare"></nav>', ["Bare"]),
        ('<nav aria-label="{% translate \'Said\' %}" class="menu" id="x"></nav>', []),
        ('<img alt="" title="Bare" src="a.png"><img alt="Bare">', ["Bare", "Bare"]),
        ('<td{% if x %} data-label="Bare"{% endif %}></td>', ["Bare"]),
        ('<meta name="description"\n      content="Bare">', ["Bare"]),
        ('<meta name="robots" content="noindex"><input name="q" placeholder="Bare" value="x">', ["Bare"]),
        ('<button type="submit" value="Bare">{% translate "Said" %}</button>', ["Bare"]),
        ('<input type="submit" value="Bare">', ["Bare"]),
        ("{% block bodyclass %}login wide{% endblock bodyclass %}", []),
        ("<p>SHA-256: {{ sum }}</p>", []),
        ("{% comment %}\nWhy <b>so</b>.\n{% endcomment %}<p>bare</p>", ["bare"]),
    ],
)
def test_bare_words_are_recognised(template, bare):
    assert Words(template).bare == bare
