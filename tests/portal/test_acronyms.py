"""The first use of an acronym on a page says what it stands for; nothing else of the page is touched."""

import re

import pytest
from django.db import transaction
from django.template import Context, Template, TemplateSyntaxError

from amin_portal.glossary.acronyms import Acronym, public_acronyms
from amin_portal.glossary.expansion import expand
from tests.factories.meetings import BodyFactory
from tests.factories.pages import TextPageFactory
from tests.factories.plans import PlanFactory
from tests.pages import SPACES
from tests.real_record import bring
from tests.tables import behind_the_back

MINISTERS = Acronym("AMMin", "ASEAN Ministerial Meeting on Minerals")
OFFICIALS = Acronym("ASOMM", "ASEAN Senior Officials Meeting on Minerals")
PLUS_THREE = Acronym("ASOMM+3", "ASEAN Senior Officials Meeting on Minerals Plus Three")
PLAN = Acronym("AMCAP-III", "ASEAN Minerals Cooperation Action Plan (AMCAP-III): 2016-2025")
PHASE = Acronym("AMCAP-III Phase 2", "ASEAN Minerals Cooperation Action Plan (AMCAP-III): 2016-2025 Phase 2")
KNOWN = [MINISTERS, OFFICIALS, PLUS_THREE, PLAN, PHASE]
OURS = re.compile(r'<abbr title="([^"]*)">([^<]*)</abbr>')
TAGS = re.compile(r"<[^>]*>")


def wrapped(page: str, known: list[Acronym] = KNOWN) -> list[str]:
    """The words that were put into an element; nothing else may differ."""
    after, _used = expand(page, known)
    assert OURS.sub(r"\2", after) == page
    return [word for _title, word in OURS.findall(after)]


def used(page: str, known: list[Acronym] = KNOWN) -> list[Acronym]:
    return expand(page, known)[1]


def test_first_use_is_expanded_once():
    after, found = expand("<h1>9th AMMin</h1><p>The AMMin and the AMMin.</p>", KNOWN)
    assert after == (
        '<h1>9th <abbr title="ASEAN Ministerial Meeting on Minerals">AMMin</abbr></h1><p>The AMMin and the AMMin.</p>'
    )
    assert found == [MINISTERS]


def test_page_without_acronyms_stays_as_it_is():
    assert expand("<p>Nothing here, not AMMIN nor ammin.</p>", KNOWN) == (
        "<p>Nothing here, not AMMIN nor ammin.</p>",
        [],
    )
    assert expand("<p>AMMin</p>", []) == ("<p>AMMin</p>", [])


@pytest.mark.parametrize(
    "page",
    [
        '<p title="AMMin">none</p>',
        '<p data-a="a > b" title="1 > 0, AMMin">none</p>',
        "<p title='AMMin > ASOMM'>none</p>",
        '<a href="/AMMin/"><img alt="AMMin"></a>',
        '<p>\n  <a\n   title="AMMin">none</a>\n</p>',
        "<!-- AMMin > ASOMM -->",
        "<title>AMMin</title>",
        "<script>AMMin</script>",
        "<style>AMMin</style>",
        "<pre>curl <b>AMMin</b></pre>",
        "<p>The <code>AMMin</code></p>",
        "<textarea>AMMin</textarea>",
        "<select><option selected>AMMin</option><option>ASOMM</option></select>",
        '<svg role="img"><title>x</title><g><text>AMMin</text></g></svg>',
        "<p>https://example.org/AMMin/ASOMM</p>",
        "<p>AMMinisters, XAMMin, AMMin2, AMMin_x, AMMin+4, &AMMin;</p>",
    ],
)
def test_acronym_that_is_no_word_of_the_text_is_left_alone(page):
    assert expand(page, KNOWN) == (page, [])
    assert wrapped(page + "<p>AMMin</p>") == ["AMMin"]


@pytest.mark.parametrize(
    "text",
    [
        "AMMin",
        "(AMMin)",
        "AMMin,",
        "AMMins",
        "BGR-AMMin",
        "AMMin-led",
        "“AMMin”",
        "AMMin&nbsp;9",
        "the\nAMMin\n",
        "a&amp;AMMin",
    ],
)
def test_acronym_is_a_whole_word(text):
    assert wrapped(f"<p>{text}</p>") == ["AMMin"]


def test_longest_acronym_comes_first():
    assert wrapped("<p>AMCAP-III Phase 2, AMCAP-III and ASOMM+3, ASOMM</p>") == [
        "AMCAP-III Phase 2",
        "AMCAP-III",
        "ASOMM+3",
        "ASOMM",
    ]
    assert wrapped("<p>AMCAP-III\n  Phase 2</p>") == ["AMCAP-III\n  Phase 2"]
    assert wrapped("<p>AMCAP-III Phase 21, AMCAP-IIII</p>") == ["AMCAP-III"]
    assert wrapped("<p>ASOMM+3</p>", [OFFICIALS]) == []


@pytest.mark.parametrize(
    "page",
    [
        "<p>The ASEAN Ministerial Meeting on Minerals (AMMin) met.</p>",
        "<p>The <a href='/b/'>ASEAN Ministerial\n Meeting on Minerals</a> (<b>AMMin</b>) met.</p>",
        "<p>The AMMin (ASEAN Ministerial Meeting on Minerals) met.</p>",
        "<p>The <b>AMMin</b> (<i>ASEAN Ministerial Meeting on Minerals</i>) met.</p>",
        '<p>The <abbr title="Ministers">AMMin</abbr> met.</p>',
        '<p>The <abbr class="quiet" title="Ministers"><b>AMMin</b></abbr> met.</p>',
        "<dl><dt><dfn>AMMin</dfn></dt><dd>Ministers</dd></dl>",
    ],
)
def test_what_is_spelled_out_already_counts_as_the_first_use(page):
    assert expand(f"{page}<p>The AMMin again.</p>", KNOWN) == (f"{page}<p>The AMMin again.</p>", [MINISTERS])


@pytest.mark.parametrize(
    "page",
    [
        "<p>The ministers (AMMin) met.</p>",
        "<p>ASEAN Ministerial Meeting on Minerals, AMMin</p>",
        "<p>ASEAN Ministerial Meeting on Minerals (AMMin and others)</p>",
        "<p>AMMin (the ministers)</p>",
        "<abbr>AMMin</abbr><p>AMMin</p>",
    ],
)
def test_other_words_beside_an_acronym_are_no_expansion(page):
    assert wrapped(page) == ["AMMin"]


def test_acronym_in_its_own_full_name_is_spelled_out():
    page = f"<h1>{PLAN.name}</h1><p>AMCAP-III</p>"
    assert expand(page, KNOWN) == (page, [PLAN])


def test_names_are_escaped():
    strange = Acronym("R&D", '"Rocks" & <Dust>\'s')
    assert expand("<p>R&amp;D</p>", [strange]) == (
        '<p><abbr title="&quot;Rocks&quot; &amp; &lt;Dust&gt;&#x27;s">R&amp;D</abbr></p>',
        [strange],
    )


def test_acronym_may_be_made_of_any_signs():
    strange = Acronym("C.*(", "Copper")
    assert wrapped("<p>CXX( and C.*( yes</p>", [strange]) == ["C.*("]


def test_acronym_of_two_records_says_both_names():
    both = [Acronym("STF", "Special Task Force"), Acronym("STF", "Short Fund")]
    after, found = expand("<p>STF</p>", both)
    assert (after, found) == ('<p><abbr title="Special Task Force / Short Fund">STF</abbr></p>', both)


def test_list_names_what_the_page_uses():
    assert used('<p>AMMin, <abbr title="x">ASOMM</abbr>, <code>ASOMM+3</code></p>') == [MINISTERS, OFFICIALS]


# The tag, on pages


def test_tag_needs_a_name_for_what_it_found():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load glossary %}{% expand_acronyms %}x{% endexpand_acronyms %}")


def test_tag_costs_one_query(db, django_assert_num_queries):
    BodyFactory.create_batch(3)
    PlanFactory.create_batch(3)
    template = Template("{% load glossary %}{% expand_acronyms as found %}ASEAN {{ a }}{% endexpand_acronyms %}")
    with django_assert_num_queries(1):
        text = template.render(Context({"a": "<b>"}))
    assert text == '<abbr title="Association of Southeast Asian Nations">ASEAN</abbr> &lt;b&gt;'


def listed(page) -> list[tuple[str, str]]:
    """The list at the foot of a page."""
    foot = re.search(r'<details class="acronyms">.*?</details>', page.text, re.DOTALL)
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", foot[0], re.DOTALL) if foot else []
    return [(acronym, SPACES.sub(" ", TAGS.sub("", name)).strip()) for acronym, name in pairs]


@pytest.fixture
def text_page(db):
    return TextPageFactory(title="Of the XYZM", body="The XYZM and the XYZM did `XYZM`, says AMQX-9.")


def expansions(page) -> list[tuple[str, str]]:
    return [(word, title) for title, word in OURS.findall(page.text) if word != "ASEAN" and word != "JSON"]


def test_page_expands_and_lists_the_acronyms_that_it_uses(client, text_page):
    body = BodyFactory(acronym="XYZM", name="Group on Xyz Minerals")
    PlanFactory(code="AMQX-9", title="Action Plan Quux")
    page = client.get(text_page.get_absolute_url())
    known = [("XYZM", "Group on Xyz Minerals"), ("AMQX-9", "Action Plan Quux")]
    assert expansions(page) == known
    assert [pair for pair in listed(page) if pair in known] == sorted(known)
    assert f'<a href="{body.get_absolute_url()}">Group on Xyz Minerals</a>' in page.text


def test_acronym_of_a_record_that_is_hidden_again_is_neither_expanded_nor_listed(client, text_page):
    body = BodyFactory(acronym="XYZM", name="Group on Xyz Minerals")
    assert expansions(client.get(text_page.get_absolute_url())) == [("XYZM", "Group on Xyz Minerals")]
    behind_the_back(type(body).objects.all(), state="draft")
    page = client.get(text_page.get_absolute_url())
    assert (expansions(page), "Group on Xyz" in page.text, "XYZM" in dict(listed(page))) == ([], False, False)


def test_renamed_record_is_seen_at_once(client, text_page):
    body = BodyFactory(acronym="XYZM", name="Group on Xyz Minerals")
    client.get(text_page.get_absolute_url())
    body.name = "Group on Other Minerals"
    body.save()
    assert expansions(client.get(text_page.get_absolute_url())) == [("XYZM", "Group on Other Minerals")]
    body.acronym = "AMQX-9"
    body.save()
    assert expansions(client.get(text_page.get_absolute_url())) == [("AMQX-9", "Group on Other Minerals")]


def test_page_that_is_not_there_costs_one_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/nothing/here/").status_code == 404


def test_tombstone_expands_too(client, db):
    body = BodyFactory(acronym="XYZM", name="Group on Xyz Minerals")
    gone = TextPageFactory(title="Report to the XYZM")
    gone.withdraw("By mistake")
    page = client.get(gone.get_absolute_url())
    assert (page.status_code, expansions(page), listed(page)) == (
        410,
        [("XYZM", "Group on Xyz Minerals")],
        [("XYZM", body.name)],
    )


# The real record


@pytest.fixture(scope="module")
def real_record(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        bring()
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/meetings/",
        "/meetings/ammin-9/",
        "/meetings/ammin-1/outcomes/1/",
        "/outcomes/",
        "/bodies/",
        "/bodies/asomm-plus-three/",
        "/plans/",
        "/plans/amcap-iii-phase-2/",
        "/plans/amcap-iii-phase-2/area-1/",
        "/plans/programme-of-action-1996-1998/asean-industrial-minerals-information-system-aimis/",
        "/plans/amcap-i/asean-training-and-workshop-on-minerals-database-management/",
        "/documents/",
        "/documents/ministerial-understanding-2005/",
        "/publications/",
        "/partners/",
        "/partners/igf/",
        "/countries/",
        "/countries/cambodia/",
        "/links/",
        "/figures/",
        "/about/overview/",
        "/search/?q=asean",
        "/glossary/",
        "/api/docs/",
        "/nothing/",
    ],
)
def test_page_of_the_real_record_differs_by_nothing_but_the_elements(real_record, client, address):
    page = client.get(address).text
    before = re.sub(r"</?abbr[^>]*>", "", page)
    after, _found = expand(before, public_acronyms())
    words = [word for _title, word in OURS.findall(after)]
    assert OURS.sub(r"\2", after) == before
    assert TAGS.sub("", after) == TAGS.sub("", before)
    assert ("ASEAN" in words, len(words)) == (True, len(set(words)))
