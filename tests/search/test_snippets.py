"""What was asked for is marked, and quoted with what stands around it."""

import pytest

from amin_portal.search.queries import parse
from amin_portal.search.snippets import LENGTH, marked, snippet
from amin_portal.search.synonyms import Synonyms

NAMES = Synonyms([["Viet Nam", "Vietnam"]])


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("earth", "Rare earths", "Rare <mark>earths</mark>"),
        ("vietnam tin", "Tin of Việt Nam", "<mark>Tin</mark> of <mark>Việt Nam</mark>"),
        ('"rare earth"', "Earth, rare earth", "Earth, <mark>rare earth</mark>"),
        ("expl*", "Explore and exploit", "<mark>Explore</mark> and <mark>exploit</mark>"),
        ("tin", "<b>tin</b> & lead", "&lt;b&gt;<mark>tin</mark>&lt;/b&gt; &amp; lead"),
        ("gold", "Tin", "Tin"),
        ("แร่", "เหมืองแร่", "เหมือง<mark>แร่</mark>"),
        ("tin -lead", "tin and lead", "<mark>tin</mark> and lead"),
    ],
)
def test_words_are_marked(typed, text, shown):
    assert marked(text, parse(typed, NAMES)) == shown


def test_snippet_is_taken_where_most_of_the_words_stand():
    text = f"tin {'and so on ' * 60}tin and lead {'and so on ' * 60}"
    quoted = snippet(text, parse("lead tin", NAMES))
    assert "<mark>tin</mark> and <mark>lead</mark>" in quoted
    assert quoted.startswith("… ")
    assert quoted.endswith(" …")
    assert len(quoted) < LENGTH + 60


def test_snippet_of_a_short_text_is_all_of_it():
    assert snippet("Tin only", parse("tin", NAMES)) == "<mark>Tin</mark> only"


def test_snippet_begins_at_the_beginning_where_nothing_is_marked():
    assert snippet("word " * 100, parse("tin", NAMES)).startswith("word word")


def test_snippet_of_a_long_text_without_spaces_is_cut():
    assert len(snippet("ก" * 5000, parse("ก", NAMES)).replace("<mark>", "").replace("</mark>", "")) < LENGTH + 10


@pytest.mark.parametrize("before", ["ก" * 300, "word\n" * 80, f"{'a' * 300}-", f"short {'b' * 200}-"])
def test_snippet_shows_the_mark_wherever_spaces_are(before):
    assert "<mark>tin</mark>" in snippet(f"{before}tin and so on {'c ' * 300}", parse("tin", NAMES))
