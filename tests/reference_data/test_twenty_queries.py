"""What people ask for, and what must come first: on the real record, on each database."""

import pytest

from amin_portal.search.finding import Found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

FIRST = {
    "9th AMMin": "/meetings/ammin-9/",
    "AMMin 9": "/meetings/ammin-9/",
    "ninth ministerial meeting on minerals": "/meetings/ammin-9/",
    "24th ASOMM": "/meetings/asomm-24/",
    "AMCAP III": "/plans/amcap-iii/",
    "AMCAP-III": "/plans/amcap-iii/",
    "amcap – iii": "/plans/amcap-iii/",
    "AMCAP 4": "/plans/amcap-iv/",
    "AMCAP-III Phase 2": "/plans/amcap-iii-phase-2/",
    "Vietnam": "/countries/viet-nam/",
    "Laos": "/countries/lao-pdr/",
    "ha noi declaration": "/documents/ha-noi-declaration-2011/",
    "Hanoi declaration": "/documents/ha-noi-declaration-2011/",
    "manila declaration": "/documents/manila-declaration-2008/",
    "ASOMM": "/bodies/asomm/",
    "ASEAN Senior Officials Meeting on Minerals": "/bodies/asomm/",
    "capacity building working group": "/bodies/wgcbm/",
    "exploration strategy": "/plans/amexs-1/",
    "tin processing": "/about/overview/",
    "CCOP": "/partners/ccop/",
    "investment destination sustainable minerals": "/documents/ammin-9-declaration-2023/",
    "joint press statement 2023": "/documents/jps-ammin-9/",
    "ministerial understanding": "/documents/ministerial-understanding-2005/",
    '"rare earths" overview': "/about/overview/",
}


@pytest.mark.parametrize(("words", "address"), FIRST.items())
def test_what_people_ask_for_comes_first(words, address):
    (first,) = Found(words).best(1)
    assert first.address == address


@pytest.mark.parametrize("year", [2021, 2023, 2025])
def test_year_finds_the_plans_whose_period_covers_it(year):
    found = {hit.address for hit in Found(f"{year} plan", {"type": "plans"}).best(20)}
    assert {"/plans/amcap-iii/", "/plans/amcap-iii-phase-2/"} <= found
    assert "/plans/amcap-ii/" not in found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("declartion", "declaration"), ("critcal minerals", "critical minerals"), ("Cambodai", "cambodia")],
)
def test_near_miss_is_understood(typed, meant):
    assert Found(typed).better_spelling == meant


def test_same_number_is_counted_and_shown():
    for words in ("minerals", "ASEAN", "2023", "sustainable -tin", "work*"):
        found = Found(words)
        assert found.total == len(found.best(1000)) == sum(found.counts("type").values())
