"""The same pages do the same work where scripts are switched off."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import expect

from .pages import OURS
from .visits import Visit

NAME_OF_REQUEST = re.compile(r"\b[0-9a-f]{16}\b")  # of which each has its own


@pytest.fixture
def visit_without(visit) -> Callable[..., Visit]:
    """Opens a page in a browser that runs no script."""
    return partial(visit, java_script_enabled=False)


@pytest.mark.parametrize("kind", OURS, ids=str)
def test_page_says_the_same(visit, visit_without, kind):
    with_scripts, without = (opened(kind).page.get_by_role("main") for opened in (visit, visit_without))
    texts = [NAME_OF_REQUEST.sub("", main.inner_text()) for main in (without, with_scripts)]
    assert texts[0] == texts[1]


def test_menu_of_a_small_screen_opens(visit_without):
    page = visit_without("home", width=320).page
    plans = page.get_by_role("navigation", name="Main").get_by_role("link", name="Plans")
    expect(plans).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    plans.click()
    expect(page).to_have_url(re.compile(r"/plans/$"))


def test_filters_are_sent_kept_and_cleared(visit_without):
    page = visit_without("document-list").page
    page.locator(".filters > summary").click()
    page.locator(".filters [name=q]").fill("9th AMMin Declaration")
    page.locator(".filters").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"q=9th\+AMMin\+Declaration"))
    expect(page.locator(".filters [name=q]")).to_have_value("9th AMMin Declaration")
    expect(page.get_by_role("link", name="Remove filter Words: 9th AMMin Declaration")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Clear all filters").click()
    expect(page).to_have_url(re.compile(r"/documents/$"))


def test_search_finds(visit_without):
    page = visit_without("home").page
    page.get_by_role("searchbox").first.fill("declaration")
    page.get_by_role("search").first.get_by_role("button").click()
    page.get_by_role("main").get_by_role("link", name="Declaration on Promoting ASEAN").first.click()
    expect(page).to_have_url(re.compile(r"/documents/ammin-9-declaration-2023/$"))


def test_next_page_of_a_list_follows(visit_without):
    page = visit_without("meeting-list").page
    first = page.locator(".results").inner_text()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Next").click()
    expect(page).to_have_url(re.compile(r"\?page=2$"))
    assert page.locator(".results").inner_text() != first


def test_hidden_part_of_a_page_opens(visit_without):
    page = visit_without("plan").page
    summary = page.locator("main details:not([open]) > summary").first
    hidden = summary.locator("xpath=following-sibling::*").first
    page_part = hidden.element_handle()
    assert not page_part.is_visible()
    summary.click()
    assert page_part.is_visible()
