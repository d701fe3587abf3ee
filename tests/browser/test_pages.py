"""Every kind of page in a real browser: nothing is forbidden, broken, moved, cut off or closed to anybody."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import URLResolver, get_resolver, resolve

from .pages import EXPLORER, KINDS, NO_PAGES, OURS, TAKEN_ALONG
from .visits import fail_with

each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)


@each_kind
@pytest.mark.parametrize("width", [320, 1280])
def test_page_has_no_faults(visit, kind, width):
    seen = visit(kind, width=width, first=width == 320)  # the other is seen by who has been here before
    faults = [*seen.faults_of_loading(), *seen.faults_of_structure(), *seen.faults_of_width()]
    faults += seen.faults_of_access()
    seen.page.emulate_media(color_scheme="dark")
    faults += [f"{fault} (in the dark theme)" for fault in seen.faults_of_colour()]
    fail_with(seen, *faults)


@each_kind
def test_page_fits_between_a_telephone_and_a_desk(visit, kind):
    """All that there is at this width, colours and names too, is there at one of the others."""
    seen = visit(kind, width=768)
    fail_with(seen, *seen.faults_of_loading(), *seen.faults_of_structure(), *seen.faults_of_width())


@each_kind
def test_page_bears_large_letters_and_colours_of_ones_own(visit, kind):
    seen = visit(kind, theme="dark", forced_colors="active", reduced_motion="reduce")
    moving = seen.page.evaluate("document.getAnimations().map(animation => animation.effect.target.outerHTML)")
    faults = [*seen.faults_of_loading(), *[f"moves: {element}" for element in moving], *seen.faults_of_width()]
    seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    fail_with(seen, *faults, *[f"{fault} (with letters of twice the size)" for fault in seen.faults_of_width()])


def test_explorer_of_the_api_asks_for_nothing_that_is_forbidden(visit):
    seen = visit(EXPLORER)
    seen.page.get_by_role("button", name="GET").first.wait_for()
    fail_with(seen, *seen.faults_of_loading())


def test_every_page_of_the_portal_is_visited():
    addresses = [urlsplit(kind.address).path for kind in OURS if kind.name != "not-found"]
    visited = {resolve(address, urlconf="tests.browser.urls").view_name for address in addresses}
    assert visited | {"api-explorer"} == {"failing", *names_of_pages(get_resolver())}


def names_of_pages(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of all addresses outside the admin, the accounts and the API that are answered with a page."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace not in ("admin", "api") and str(pattern.pattern) != "account/":
                yield from names_of_pages(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name and namespace + pattern.name not in NO_PAGES and not pattern.name.endswith(TAKEN_ALONG):
            yield namespace + pattern.name
