"""The search of a list of the desk, and what stands above and beside it."""

import re

import pytest

from amin_portal.publishing.admin import long_lists
from amin_portal.publishing.models import State
from documents.models import Document
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, FormerNameFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/documents/document/"


@pytest.fixture
def documents():
    public = DocumentFactory(title="Geoceramics of the Mekong", slug="clays", date="2019-05")
    draft = DocumentFactory(title="Study of CERAMIC clays", state=State.DRAFT, slug="study", date="2021")
    withdrawn = DocumentFactory(title="Tiles", short_title="Ceramica", slug="tiles", kind="vision", date="2021-03-01")
    withdrawn.withdraw("A slip")
    by_number = DocumentFactory(title="Minutes", number="3/ceram/2020", slug="minutes", date=None)
    by_slug = DocumentFactory(title="Report", slug="on-ceramics", date="1996")
    DocumentFactory(title="Tin", slug="tin", date="1998")
    return {public, draft, withdrawn, by_number, by_slug}


def found(editor, **asked) -> set[Document]:
    return set(editor.get(LIST, asked).context["cl"].result_list)


@pytest.mark.parametrize("few", [1_000, 3])
def test_parts_of_words_find_records_of_every_state(editor, documents, monkeypatch, few):
    monkeypatch.setattr(long_lists, "FEW", few)
    assert found(editor, q="ceram") == documents
    assert found(editor, q="CERAM clay") == {one for one in documents if one.slug in ("clays", "study")}
    assert found(editor, q="ceram", state__exact="draft") == {one for one in documents if one.slug == "study"}
    assert found(editor, q="ceram", kind__exact="vision") == {one for one in documents if one.slug == "tiles"}
    assert found(editor, q="zinc") == set()
    assert len(found(editor, q=" ")) == len(documents) + 1


@pytest.mark.parametrize("few", [1_000, 1])
def test_what_is_found_twice_is_listed_once(editor, monkeypatch, few):
    monkeypatch.setattr(long_lists, "FEW", few)
    body = BodyFactory(acronym="AMMin", name="Ministers")
    for name in ("Meeting on Minerals", "Ministers on Minerals"):
        FormerNameFactory(body=body, name=name)
    BodyFactory(acronym="ASOMM", name="Senior officials on Minerals")
    page = editor.get("/admin/meetings/body/", {"q": "minerals"}).context["cl"]
    assert sorted(one.acronym for one in page.result_list) == ["AMMin", "ASOMM"]
    assert page.result_count == 2


@pytest.mark.parametrize("count", [1, 3])
def test_search_looks_once_for_what_it_finds(editor, django_assert_num_queries, count):
    DocumentFactory.create_batch(count, title="Ceramics")
    with django_assert_num_queries(9):  # session, user, bodies, languages, keys, number, page, years and months
        assert len(found(editor, q="ceram")) == count


def shown_years(editor, **asked) -> list[str]:
    links = re.search(r'<nav class="toplinks">(.*?)</nav>', editor.get(LIST, asked).text, re.DOTALL)
    return re.findall(r'<a href="\?([^"]*)">([^<]*)</a>', links[1])


def test_years_of_all_documents_stand_above_the_list(editor, documents):
    years = ["1996", "1998", "2019", "2021"]
    assert shown_years(editor) == [(f"date__year={year}", year) for year in years]
    assert shown_years(editor, o="1") == [(f"date__year={year}&amp;o=1", year) for year in years]


def test_years_above_a_narrowed_list_are_its_own(editor, documents):
    assert [year for _address, year in shown_years(editor, q="ceram")] == ["1996", "2019", "2021"]
    assert [year for _address, year in shown_years(editor, state__exact="published")] == ["1996", "1998", "2019"]


def test_documents_of_one_year_are_divided_by_months(editor):
    for date in ("2021-03", "2021-05-02"):
        DocumentFactory(date=date)
    assert [month for _address, month in shown_years(editor)] == ["March 2021", "May 2021"]


def test_languages_of_all_documents_stand_beside_the_list(editor):
    DocumentFactory(language="vi", state=State.DRAFT)
    DocumentFactory.create_batch(2, language="en")
    assert re.findall(r'href="\?language=([\w-]+)"', editor.get(LIST).text) == ["en", "vi"]
    assert {one.language for one in found(editor, language="vi")} == {"vi"}
