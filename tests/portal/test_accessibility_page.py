"""The statement on accessibility is the file in docs/, shown as a page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from amin_portal.pages.templatetags.markdown import markdown
from tests.factories.meetings import MeetingFactory
from tests.pages import headings, links

pytestmark = pytest.mark.django_db

TITLE, TEXT = Path(settings.BASE_DIR, "docs/accessibility.md").read_text().split("\n", 1)


def test_page_shows_the_statement_under_one_heading(client):
    page = client.get("/accessibility/")
    assert (page.status_code, headings(page)) == (200, [TITLE.removeprefix("# ")])
    without_expansions = re.sub(r"</?abbr[^>]*>", "", page.text)
    assert f'<div class="prose">{markdown(TEXT)}</div>' in without_expansions


def test_page_leaves_nothing_as_markdown(client):
    prose = re.search(r'<div class="prose">(.*?)</div>', client.get("/accessibility/").text, re.DOTALL)[1]
    text = re.sub(r"<[^>]*>", "", prose)
    assert re.findall(r"^\s*(?:#+ |[*-] |\d+\. )|\*\*|\]\(", text, re.MULTILINE) == []
    assert ("<h1" in prose, "<p>" in prose) == (False, True)


def test_page_says_where_it_stands(client):
    page = client.get("/accessibility/").text
    assert re.findall(r'<link rel="canonical"\s+href="([^"]*)"', page) == ["http://testserver/accessibility/"]
    assert len(re.findall(r'<meta name="description"\s+content="[^"]{60,}"', page)) == 1


@pytest.mark.parametrize("address", ["/", "/meetings/", "/glossary/", "/search/", "/api/docs/", "/nothing/"])
def test_every_page_leads_to_it(client, address):
    assert "/accessibility/" in links(client.get(address))


def test_page_of_a_record_leads_to_it(client):
    assert "/accessibility/" in links(client.get(MeetingFactory().get_absolute_url()))


def test_page_takes_no_other_method(client):
    assert client.post("/accessibility/").status_code == 405


def test_page_costs_no_more_than_any_other(client, django_assert_num_queries):
    with django_assert_num_queries(2):  # the version, the acronyms
        client.get("/accessibility/")
