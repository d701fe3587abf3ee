"""What somebody types is read as it was meant."""

import pytest

from amin_portal.search.queries import Phrase, Query, Term, parse
from amin_portal.search.synonyms import Synonyms

NONE = Synonyms([])


def term(*ways: str) -> Term:
    return Term(tuple(Phrase(tuple(way.split())) for way in ways))


def read(text, synonyms=NONE):
    query = parse(text, synonyms)
    return query.wanted, query.unwanted


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("tin processing", [term("tin"), term("processing")], []),
        ('"tin processing" lao', [term("tin processing"), term("lao")], []),
        ("minerals -tin", [term("mineral")], [term("tin")]),
        ('minerals -"rare earth"', [term("mineral")], [term("rare earth")]),
        ("AMCAP-III", [term("amcap"), term("iii")], []),
        ("AMCAP - III", [term("amcap"), term("iii")], []),
        ('tin "lead', [term("tin"), term("lead")], []),
        ('"', [], []),
        ("tin tin", [term("tin")], []),
        ("- -- *", [], []),
        ("-tin", [], [term("tin")]),
        ("minerals -AMCAP-III", [term("mineral")], [term("amcap iii")]),
        ("tin AND OR NOT NEAR(lead)", [term(one) for one in ("tin", "and", "or", "not", "near", "lead")], []),
        ("เหมือง", [term("เห หมื มือ อง")], []),
    ],
)
def test_query_is_read(typed, wanted, unwanted):
    assert read(typed) == (tuple(wanted), tuple(unwanted))


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("min*", ["min…"]),
        ("Minéra*", ["minera…"]),
        ("pres*", ["pres…", "pre"]),
        ("countri*", ["countri…", "country"]),
        ("9th*", ["9th…", "9"]),
        ("tin *", ["tin"]),
        ("m*n", ["m", "n"]),
        ("แ", ["แ…"]),
    ],
)
def test_star_behind_a_word_asks_for_its_beginning(typed, ways):
    phrases = [phrase for term in parse(typed, NONE).wanted for phrase in term.phrases]
    assert [" ".join(phrase.forms) + "…" * phrase.is_beginning for phrase in phrases] == ways


def test_beginning_can_be_unwanted_and_so_can_a_name_in_all_its_ways():
    (begun,) = parse("tin -vie*", NONE).unwanted
    assert begun.phrases[0] == Phrase(("vie",), is_beginning=True)
    assert parse("tin -vietnam", KNOWN).unwanted == (term("vietnam", "viet nam"),)


def test_query_of_what_is_not_wanted_wants_nothing():
    assert not parse("-tin", NONE)
    assert parse("lead -tin", NONE)


KNOWN = Synonyms([["Viet Nam", "Vietnam", "Việt Nam"], ["Ha Noi", "Hanoi"], ["AMMin", "Ministers of Mines"]])


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("vietnam", [term("vietnam", "viet nam")]),
        ("tin in Viet Nam", [term("tin"), term("in"), term("viet nam", "vietnam")]),
        ("AMMin 9", [term("ammin", "minister of mine"), term("9")]),
        ("Hanoi Vietnam", [term("hanoi", "ha noi"), term("vietnam", "viet nam")]),
        ('"viet nam"', [term("viet nam")]),
        ("viet", [term("viet")]),
        ("Vietnamese", [term("vietnamese")]),
    ],
)
def test_name_may_be_written_in_any_of_its_ways(typed, wanted):
    assert read(typed, KNOWN) == (tuple(wanted), ())


def test_longest_name_wins():
    names = Synonyms([["Lao PDR", "Laos"], ["Lao", "Laotian"]])
    assert read("Lao PDR", names)[0] == (term("lao pdr", "lao"),)


def test_name_that_is_alone_means_nothing_else():
    assert Synonyms([["Ha Noi"], ["ha-noi", "HA NOI"], [" – "]]).others == {}


def test_query_without_words_is_none():
    assert parse(" – ", NONE) == Query()
