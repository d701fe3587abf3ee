"""The glossary: every acronym that the public may know, and the words of the record."""

import re

import pytest

from amin_portal.glossary.acronyms import TERMS, public_acronyms
from amin_portal.glossary.words import GROUPS
from meetings.models import Outcome
from tests.factories.meetings import BodyFactory, MemberStateFactory, PartyFactory
from tests.factories.plans import PlanFactory
from tests.pages import headings, links, text_of
from tests.tables import behind_the_back

pytestmark = pytest.mark.django_db

ENTRY = re.compile(r'<div id="([^"]*)">\s*<dt><dfn>(.*?)</dfn></dt>\s*<dd>\s*(.*?)\s*</dd>', re.DOTALL)


def entries(page) -> dict[str, tuple[str, str]]:
    """What stands at each anchor: the acronym or word, and the HTML of what is said of it."""
    found = ENTRY.findall(page.text)
    assert len(found) == len({anchor for anchor, _word, _said in found})
    return {anchor: (word, said) for anchor, word, said in found}


def acronyms_shown(page) -> list[str]:
    words = {word.anchor for group in GROUPS for word in group.words}
    return [acronym for anchor, (acronym, _said) in entries(page).items() if anchor not in words]


def test_glossary_has_one_heading_and_says_where_it_stands(client):
    page = client.get("/glossary/")
    assert headings(page) == ["Glossary"]
    assert re.findall(r'<link rel="canonical"\s+href="([^"]*)"', page.text) == ["http://testserver/glossary/"]
    assert len(re.findall(r'<meta name="description"\s+content="[^"]{60,}"', page.text)) == 1


def test_glossary_is_the_acronyms_of_the_record_and_the_terms(client):
    BodyFactory(acronym="XYZM")
    PartyFactory(acronym="ZZF")
    PartyFactory()
    PlanFactory(code="AMQX-9")
    PlanFactory(code="")
    assert sorted(acronyms_shown(client.get("/glossary/"))) == sorted(
        ["XYZM", "ZZF", "AMQX-9", *(term.acronym for term in TERMS)]
    )


def test_glossary_says_the_name_the_kind_and_the_page(client):
    body = BodyFactory(acronym="XYZM", name="Group <on> Xyz", slug="xyzm")
    partner = PartyFactory(acronym="ZZF", name="Zz Fund", slug="zzf")
    country = MemberStateFactory(acronym="MSQ", name="Member State Quux", slug="msq")
    plan = PlanFactory(code="AMQX-9", title="Action Plan Quux", slug="amqx-9")
    shown = entries(client.get("/glossary/"))
    assert {anchor: re.sub(r"\s+", " ", shown[anchor][1]) for anchor in ("body-xyzm", "party-zzf", "party-msq")} == {
        "body-xyzm": f'<a href="{body.get_absolute_url()}">Group &lt;on&gt; Xyz</a> <span class="aside">body</span>',
        "party-zzf": f'<a href="{partner.get_absolute_url()}">Zz Fund</a> <span class="aside">partner</span>',
        "party-msq": f'<a href="{country.get_absolute_url()}">Member State Quux</a> <span class="aside">country</span>',
    }
    assert re.sub(r"\s+", " ", shown["plan-amqx-9"][1]) == (
        f'<a href="{plan.get_absolute_url()}">Action Plan Quux</a> <span class="aside">plan</span>'
    )
    assert re.sub(r"\s+", " ", shown["term-asean-plus-3"][1]) == 'ASEAN Plus Three <span class="aside">term</span>'


def test_acronyms_stand_in_the_order_of_the_alphabet_under_their_letters(client):
    for acronym in ("zza", "ZZB", "Zzc", "3D"):
        BodyFactory(acronym=acronym)
    page = client.get("/glossary/")
    shown = acronyms_shown(page)
    assert shown == sorted(shown, key=str.casefold)
    letters = re.findall(r'<h3 id="letter-\d+">(.*?)</h3>', page.text)
    assert letters == sorted({acronym[0].upper() for acronym in shown})
    assert [link for link in links(page) if link.startswith("#letter-")] == [
        f"#letter-{n}" for n in range(1, len(letters) + 1)
    ]


@pytest.mark.parametrize(
    "hidden", [{"state": "draft"}, {"state": "in_review"}, {"publish_from": "2999-01-01T00:00Z"}], ids=str
)
def test_hidden_record_is_not_in_the_glossary(client, hidden):
    terms = [term.acronym for term in TERMS]
    for make, acronym in ((BodyFactory, "acronym"), (PartyFactory, "acronym"), (PlanFactory, "code")):
        record = make(**{acronym: "XYZM"})
        assert acronyms_shown(client.get("/glossary/")) == [*terms, "XYZM"]
        behind_the_back(type(record).objects.filter(pk=record.pk), **hidden)
        assert acronyms_shown(client.get("/glossary/")) == terms


def test_record_that_is_called_by_its_acronym_is_left_out():
    PartyFactory(acronym="ABARE", name="ABARE")
    assert public_acronyms() == sorted(TERMS, key=lambda term: term.acronym)


def test_record_goes_before_a_term_of_the_same_letters():
    BodyFactory(acronym="AMIS", name="Another Meeting")
    assert [one.name for one in public_acronyms() if one.acronym == "AMIS"] == ["Another Meeting"]


def test_glossary_explains_every_kind_of_outcome(client):
    shown = entries(client.get("/glossary/"))
    assert {kind.value: shown[kind.value][0].lower() for kind in Outcome.Kind} == dict(Outcome.Kind.choices)


def test_every_word_is_explained_at_an_anchor_of_its_own(client):
    page = client.get("/glossary/")
    words = [word for group in GROUPS for word in group.words]
    shown = entries(page)
    assert [word.anchor for word in words if word.anchor not in shown] == []
    anchors = re.findall(r' id="([^"]*)"', page.text)
    assert [anchor for anchor in anchors if anchors.count(anchor) > 1] == []


def test_glossary_does_not_list_its_acronyms_twice(client):
    page = client.get("/glossary/")
    assert "Acronyms on this page" not in text_of(page)
    assert page.text.count("Extractive Industries Transparency Initiative") == 1


def test_every_page_leads_to_the_glossary(client):
    assert "/glossary/" in links(client.get("/about/"))


@pytest.mark.parametrize("count", [1, 3])
def test_glossary_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    for make in (BodyFactory, PlanFactory):
        make.create_batch(count)
    with django_assert_num_queries(3):  # the version, the acronyms, and those that the page uses itself
        assert client.get("/glossary/").status_code == 200
