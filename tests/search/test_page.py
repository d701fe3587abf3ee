"""The search page."""

import pytest

from amin_portal.search.views import SHOWN_OF_EACH_KIND
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, FormerNameFactory, MeetingFactory, MemberStateFactory, PartyFactory
from tests.factories.world import build_world
from tests.pages import links, text_of
from tests.portal.doors import path_of

from .test_index import file_with_pages

pytestmark = pytest.mark.django_db

KINDS = {
    "Plans", "Strategic areas", "Actions", "Activities", "Progress reports", "Meetings", "Agenda items", "Outcomes",
    "Documents", "Bodies", "Countries", "Partners", "Related links", "Key figures", "Text pages", "Pages of files",
}  # fmt: skip


def groups(client, words, **parameters):
    page = client.get("/search/", {"q": words} | parameters)
    return {str(kind.label): number for kind, number, _hits, _all in page.context["groups"]}


def test_search_finds_every_kind_of_record_and_leads_to_it(client):
    world, kinds = build_world(), set()
    (page_of_file,) = file_with_pages("Pagequux of a file")
    for name, record in vars(world).items():
        if record.slug == f"{name}quux" and name != "paper":
            page = client.get("/search/", {"q": record.slug})
            assert path_of(record) in [link.partition("#")[0] for link in links(page)]
            kinds |= {str(kind.label) for kind, *_rest in page.context["groups"]}
    page = client.get("/search/?q=pagequux+of+a+file")
    assert f"{page_of_file.file.get_absolute_url()}#page=1" in links(page)
    assert ", page 1" in text_of(page)
    assert kinds | groups(client, "pagequux of").keys() == KINDS


def test_every_word_must_occur(client):
    DocumentFactory(title="Study on rare earths")
    DocumentFactory(title="Study on tin")
    assert groups(client, "study EARTHS") == {"Documents": 1}
    assert groups(client, "study gold") == {}


def test_body_found_by_several_former_names_is_counted_once(client):
    body = BodyFactory()
    for name in ("Old Group", "Older Group"):
        FormerNameFactory(body=body, name=name)
    assert groups(client, "group") == {"Bodies": 1}
    assert client.get("/search/?q=group&type=bodies").context["paginator"].count == 1


@pytest.mark.parametrize("typed", ["Vietnam", "Viet Nam", "việt nam", "VIETNAM"])
def test_text_is_found_however_the_name_is_written_in_it(client, typed):
    MemberStateFactory(name="Viet Nam", aliases=["Vietnam", "Việt Nam"])
    for title in ("Mines of Viet Nam", "Mines of Vietnam", "Mines of Việt Nam", "Mines of Laos"):
        DocumentFactory(title=title)
    assert groups(client, f"mines {typed}") == {"Documents": 3}


def test_best_of_each_kind_are_shown_and_lead_to_all_of_it(client):
    DocumentFactory.create_batch(30, summary="rare earths")
    MeetingFactory(summary="rare earths")
    page = client.get("/search/?q=rare+earths")
    assert "31 found for “rare earths”" in text_of(page)
    assert "All 30: Documents" in text_of(page)
    assert "/search/?q=rare+earths&type=documents" in links(page)
    shown = {kind.name: len(hits) for kind, _number, hits, _all in page.context["groups"]}
    assert shown == {"documents": SHOWN_OF_EACH_KIND, "meetings": 1}
    whole = client.get("/search/?q=rare+earths&type=documents")
    assert len(whole.context["object_list"]) == 25
    assert len(client.get("/search/?q=rare+earths&type=documents&page=2").context["object_list"]) == 5


def test_search_is_narrowed_down_with_counts(client):
    body, country = BodyFactory(acronym="ABC", name="Group"), MemberStateFactory(name="Atlantis")
    DocumentFactory(title="Study of tin", date="2021", bodies=[body], language="vi")
    DocumentFactory(title="Study of lead", date="2023", publishers=[country])
    page = client.get("/search/?q=study&year=2021")
    shown = text_of(page)
    assert "2023 (1)" in shown  # counted without its own filter
    assert "Group (ABC) (1)" in shown
    assert "Vietnamese (1)" in shown
    assert "Atlantis (1)" not in shown
    assert groups(client, "study", year="2021", body=body.slug) == {"Documents": 1}
    assert groups(client, "study", year="2023", body=body.slug) == {}
    assert "/search/?q=study" in links(page)  # the pill takes the year away


def test_what_is_not_understood_is_named(client):
    DocumentFactory(title="Study")
    page = client.get("/search/?q=study&year=soon&kind=study")
    assert [(problem.parameter, problem.code) for problem in page.context["problems"]] == [
        ("kind", "unknown"),
        ("year", "invalid"),
    ]
    assert page.context["found"].total == 1


def test_near_miss_offers_what_may_have_been_meant(client):
    DocumentFactory(title="Declaration on minerals")
    page = client.get("/search/?q=declartion")
    assert "Did you mean declaration?" in text_of(page)
    assert "/search/?q=declaration" in links(page)


def test_word_of_what_is_hidden_is_not_offered(client):
    document = DocumentFactory(title="Declaration on minerals")
    document.withdraw("By mistake")
    page = client.get("/search/?q=declartion")
    assert "declaration" not in text_of(page).lower()


def test_guess_at_a_hidden_word_is_answered_as_if_it_were_not_there(client):
    DocumentFactory(title="Bauxite report")
    before = client.get("/search/?q=bauxita").context["found"].better_spelling
    DocumentFactory(title="Bauxita secret", publish_from="2999-01-01T00:00Z")
    assert client.get("/search/?q=bauxita").context["found"].better_spelling == before == "bauxite"


def test_better_spelling_keeps_the_other_words_and_what_was_chosen(client):
    DocumentFactory(title="Aluminum alumina declaration")
    assert client.get("/search/?q=aluminum+alumia").context["found"].better_spelling == "aluminum alumina"
    assert client.get("/search/?q=declartion&type=plans").context["found"].better_spelling == ""


def test_year_beyond_what_can_be_asked_for_is_not_offered(client):
    DocumentFactory(title="Old study", date="1850")
    assert "1850 (1)" not in text_of(client.get("/search/?q=study"))


def test_second_page_without_a_type_goes_on_with_the_best_of_all(client):
    DocumentFactory.create_batch(30, title="Study")
    page = client.get("/search/?q=study&page=2")
    assert len(page.context["object_list"]) == 5
    assert "groups" not in page.context


@pytest.mark.parametrize(
    "words",
    [
        "x" * 10_000, "tin " * 2_500, "the of and", "tin AND", "?!…", '"', '"tin', 'tin"', "tin*", "*", "-", "-tin",
        "(((", "'; DROP TABLE search_words; --", "tin & | ! <-> :* lead", "NEAR(tin lead, 2)", "names: tin",
        "{names} : tin", "\\", "%", "a_b", "<script>alert(1)</script>", "🪨", "\ud800", "a\x00b",
        " ".join(chr(192 + n) for n in range(100)),
        "เหมืองแร่", "ບໍ່ແຮ່", "រ៉ែ", "သတ္တုတွင်း", "khoáng sản",
    ],
)  # fmt: skip
def test_whatever_is_typed_is_answered(client, words):
    DocumentFactory(title="Tin")
    page = client.get("/search/", {"q": words.encode("utf-8", "surrogatepass")}, follow=True)
    assert page.status_code == 200
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("words", ["เหมือง", "ບໍ່ແຮ່", "រ៉ែ", "တွင်း", "khoáng sản", "khoang san", "'; --", "100%"])
def test_words_of_every_script_are_found(client, words):
    DocumentFactory(title="Something else entirely")
    DocumentFactory(title="การทำเหมืองแร่ ການຂຸດຄົ້ນບໍ່ແຮ່ ធនធានរ៉ែ သတ္တုတွင်း Khoáng sản 100")
    assert groups(client, words) == ({} if words == "'; --" else {"Documents": 1})


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    build_world()
    for number in range(count):
        PartyFactory(name=f"Quux {number}")
        MeetingFactory(title="Quux", ordinal=None)
        DocumentFactory(title="Quux", publishers=[PartyFactory()], bodies=[BodyFactory()])
        file_with_pages("Quux")
    with django_assert_num_queries(12):
        assert client.get("/search/?q=quux").status_code == 200


def test_search_without_words_costs_no_more_than_any_page(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the version of the record, the acronyms
        assert client.get("/search/").status_code == 200
