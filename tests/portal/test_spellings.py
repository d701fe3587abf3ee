"""Names that are written in several ways find the same."""

import pytest

from amin_portal.search.spellings import spellings
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import MeetingFactory, MemberStateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def viet_nam():
    return MemberStateFactory(name="Viet Nam", aliases=["Vietnam", "Việt Nam"])


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("Viet Nam", ["Vietnam", "Việt Nam"]),
        ("tin in VIETNAM", ["tin in Viet Nam", "tin in Vietnam", "tin in Việt Nam"]),
        ("Hanoi 2023", ["Ha Noi 2023"]),
        ("ha noi", ["Ha Noi", "Hanoi"]),
        ("Vietnamese", []),
        ("Nam", []),
        ("tin (", []),
    ],
)
def test_spellings_begin_with_what_was_typed(viet_nam, words, others):
    assert spellings(words) == [words, *others]


def test_spellings_of_a_name_with_signs_of_a_pattern():
    MemberStateFactory(name="Lao PDR", aliases=["Lao (P.D.R.)", "L[ao"])
    assert spellings("Lao PDR") == ["Lao PDR", "Lao (P.D.R.)", "L[ao"]
    assert spellings("Lao xPyDzR") == ["Lao xPyDzR"]


def test_spellings_are_at_most_eight():
    MemberStateFactory(name="State", aliases=[f"State {n}" for n in range(20)])
    assert len(spellings("State")) == 8


@pytest.mark.parametrize("hidden", [{"state": "draft"}, {"publish_from": "2999-01-01T00:00Z"}])
def test_names_of_a_party_that_is_not_public_do_not_tell_of_it(hidden):
    MemberStateFactory(name="Known", aliases=["Secret"], **hidden)
    assert spellings("Known") == ["Known"]


@pytest.mark.parametrize("typed", ["Vietnam", "Viet Nam", "việt nam"])
def test_search_finds_a_text_however_the_name_is_written_in_it(client, viet_nam, typed):
    for title in ("Mines of Viet Nam", "Mines of Vietnam", "Mines of Việt Nam", "Mines of Laos"):
        DocumentFactory(title=title)
    groups = client.get("/search/", {"q": f"mines {typed}"}).context["groups"]
    assert [(group.label, group.count) for group in groups] == [("Documents", 3)]


@pytest.mark.parametrize("typed", ["Hanoi", "Ha Noi"])
def test_search_finds_a_place_however_it_is_written(client, typed):
    for city in ("Hanoi", "Ha Noi", "Hue"):
        MeetingFactory(city=city)
    groups = client.get("/search/", {"q": typed}).context["groups"]
    assert [(group.label, group.count) for group in groups] == [("Meetings", 2)]


def test_names_beside_each_other_are_respelt_together():
    MemberStateFactory(name="Viet Nam", aliases=["Vietnam"])
    assert set(spellings("Vietnam Hanoi")) == {"Vietnam Hanoi", "Vietnam Ha Noi", "Viet Nam Hanoi", "Viet Nam Ha Noi"}
