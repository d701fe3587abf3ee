"""Every kind of page with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from .pages import BY_NAME, OURS
from .visits import Visit, fail_with, script

MOST_STOPS = 600
# The login puts the focus into its first field; the fields of a form that look things up are made by Django's scripts.
TABBED = [*OURS, BY_NAME["admin-index"], BY_NAME["admin-list"]]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what the selector names. Fails after MOST_STOPS."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never comes to {selector}")


def faults_of_tabbing(seen: Visit) -> list[str]:
    """Stops that Tab leaves out, takes in another order than the page is read in, or does not show."""
    stops = seen.page.evaluate(script("stops"))
    for _ in stops:
        seen.page.keyboard.press("Tab")
    focused = seen.page.evaluate("window.focused")
    while len([stop for stop in focused if not stop["scrolls"]]) < len(stops):  # boxes that scroll are stops as well
        seen.page.keyboard.press("Tab")
        before, focused = len(focused), seen.page.evaluate("window.focused")
        if len(focused) == before:
            break
    reached = [stop for stop in focused if not stop["scrolls"]]
    faults = [f"no sign of the focus: {stop['name']}" for stop in focused if not stop["shown"]]
    faults += [f"the focus is off the screen: {stop['name']}" for stop in focused if not stop["onScreen"]]
    for number, name in enumerate(stops):
        if number >= len(reached):
            return [*faults, f"Tab never comes to {name}"]
        if reached[number]["number"] != number:
            return [*faults, f"Tab comes to {reached[number]['name']} instead of {name}"]
    return faults


@pytest.mark.parametrize("kind", TABBED, ids=str)
def test_tab_comes_to_everything_in_reading_order_and_shows_where_it_is(visit, kind):
    seen = visit(kind)
    fail_with(seen, *faults_of_tabbing(seen))


@pytest.mark.parametrize("kind", OURS, ids=str)
def test_first_stop_leads_past_the_menu(visit, kind):
    page = visit(kind, width=320).page
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main#content")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_menu_of_a_small_screen_opens_and_leads_on(visit, key):
    page = visit("meeting-list", width=320).page
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Plans")).to_be_hidden()
    tab_to(page, ".menu-button")
    page.keyboard.press(key)
    expect(menu.get_by_role("link", name="Plans")).to_be_visible()
    tab_to(page, "nav a[href='/plans/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/plans/$"))


@pytest.mark.parametrize("width", [320, 1280])
def test_filters_are_opened_filled_and_sent(visit, width):
    page = visit("meeting-list", width=width).page
    tab_to(page, ".filters > summary")
    page.keyboard.press("Space")
    tab_to(page, ".filters [name=q]")
    page.keyboard.type("Phnom Penh")
    tab_to(page, ".filters select[name=status]")
    page.keyboard.type("Held")
    tab_to(page, ".filters button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=Phnom\+Penh.*status=held"))
    expect(page.locator(".results")).to_contain_text("9th ASEAN Ministerial Meeting on Minerals")


def test_search_is_filled_and_sent(visit):
    page = visit("home").page
    tab_to(page, "[role=search] [type=search]")
    page.keyboard.type("declaration")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=declaration"))
    expect(page.get_by_role("main")).to_contain_text("Declaration on Promoting ASEAN")


def test_hidden_part_of_a_page_is_opened_and_closed(visit):
    page = visit("plan").page
    page.locator("main details:not([open])").first.evaluate("element => { element.id = 'the-first'; }")
    details = page.locator("#the-first")
    tab_to(page, "#the-first > summary")
    for key, opened in (("Enter", True), ("Space", False)):
        page.keyboard.press(key)
        expect(details).to_have_js_property("open", opened)
