"""The page of a record on paper."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from .pages import RECORDS
from .visits import fail_with, script

WIDTH_OF_A4 = 710  # pixels between the margins
FOR_THE_SCREEN = "nav, form, button, .skip-link, .filters"

each_record = pytest.mark.parametrize("kind", RECORDS, ids=str)


@pytest.fixture
def on_paper(visit):
    """Opens the page of a record as it is printed."""

    def printed(kind):
        seen = visit(kind, width=WIDTH_OF_A4)
        seen.page.emulate_media(media="print")
        return seen

    return printed


def visible(page: Page, selector: str) -> list[str]:
    return page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .filter(element => element.checkVisibility())
            .map(element => element.outerHTML.slice(0, 160))""",
        selector,
    )


@each_record
def test_paper_shows_no_controls_and_cuts_nothing_off(on_paper, kind):
    seen = on_paper(kind)
    assert visible(seen.page, FOR_THE_SCREEN) == []
    fail_with(seen, *seen.faults_of_width())


@each_record
def test_paper_names_the_addresses_of_other_sites(on_paper, kind):
    page = on_paper(kind).page
    silent = page.evaluate(script("silent_links"))
    assert silent == []


@each_record
def test_paper_shows_what_is_folded_on_the_screen(on_paper, kind):
    page = on_paper(kind).page
    folded = page.evaluate(
        """() => [...document.querySelectorAll("main details:not([open]) > :not(summary)")]
            .filter(part => getComputedStyle(part).display !== "none" && !part.checkVisibility())
            .map(part => part.parentElement.outerHTML.slice(0, 160))"""
    )
    assert folded == []


@each_record
def test_paper_says_how_to_cite_and_when_it_was_printed(on_paper, kind):
    page = on_paper(kind).page
    expect(page.locator(".citation").first).to_be_visible()
    expect(page.locator(".printed-on")).to_be_visible()
    expect(page.locator(".printed-on")).to_contain_text(date_format(timezone.localdate(), "j F Y"))
    page.emulate_media(media="screen")
    expect(page.locator(".printed-on")).to_be_hidden()
