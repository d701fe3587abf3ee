"""Logging in as people do, from the first password to a passkey; and what becomes of a form whose session has ended."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import override_settings
from playwright.sync_api import BrowserContext, Page, expect

from tests.login.people import PASSWORD, code, staff, with_app

from .logging_in import CODE, give_password, log_in, log_out
from .visits import broken_rules, script

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def rahmat(server, monkeypatch) -> Iterator[User]:
    """An approver, who must have a second factor and has none. The database may be asked although Playwright runs."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    user = staff(is_superuser=True)
    group, _made = Group.objects.get_or_create(name="Approver")
    user.groups.add(group)
    with override_settings(SECOND_FACTOR_REQUIRED_FOR=["Approver"]):
        yield user
    user.delete()
    connection.close()  # Playwright's loop has one of its own


@pytest.fixture
def url(server) -> str:
    """By name: a passkey belongs to a name, not to a number."""
    return server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def enter(browser) -> Iterator[Callable[..., Page]]:
    """A browser of its own, with nobody logged in."""
    contexts: list[BrowserContext] = []

    def opened(**options) -> Page:
        contexts.append(browser.new_context(locale="en-GB", viewport={"width": 320, "height": 900}, **options))
        contexts[-1].add_init_script(script("observe"))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


class Looked:
    """What is wrong with the pages that were looked at on the way."""

    def __init__(self, page: Page) -> None:
        self.page, self.faults = page, []
        page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))

    def at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        found = [*self.page.evaluate("window.observed.violations"), *broken_rules(self.page)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        self.faults += [f"{heading}: {fault}" for fault in found]


def press(page: Page, name: str, role: str = "button") -> None:
    page.get_by_role(role, name=name, exact=True).click()


def set_up_app(page: Page, looked: Looked) -> str:
    """Set up an app with codes; returns a recovery code."""
    press(page, "Set up the app", "link")
    looked.at("Confirm that it is you")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Confirm")
    looked.at("Set up the app")
    page.get_by_label("Code of the app").fill(code(page.locator(".secret").inner_text()))
    press(page, "Set up the app")
    looked.at("Recovery codes")
    return page.locator(".codes code").first.inner_text()


def add_passkey(page: Page, looked: Looked) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    press(page, "Second factor", "link")
    press(page, "Add a passkey", "link")
    looked.at("Add a passkey")
    page.get_by_label("Name").fill("Office computer")
    press(page, "Add a passkey")
    expect(page.get_by_role("link", name="Remove Office computer")).to_be_visible()
    looked.at("Second factor")


def come_too_late(page: Page, url: str) -> None:
    """Send a form whose session has ended meanwhile."""
    page.goto(f"{url}/admin/auth/group/add/")
    page.get_by_label("Name:").fill("Words that took an hour")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and continue editing").first.click()


def test_second_factor_is_set_up_and_used(enter, rahmat, url):
    page = enter()
    looked = Looked(page)
    give_password(page, url, rahmat.username)
    looked.at("Second factor")
    page.goto(f"{url}/admin/")
    expect(page).to_have_url(f"{url}/account/second-factor/?next=%2Fadmin%2F")  # there is no way round it
    recovery_code = set_up_app(page, looked)
    press(page, "Go on to the desk", "link")
    expect(page).to_have_url(f"{url}/admin/")
    add_passkey(page, looked)

    come_too_late(page, url)
    looked.at("Not saved yet, and not lost")
    page.goto(f"{url}/admin/")
    looked.at("Log in to the secretariat’s desk")
    press(page, "Log in with a passkey")
    expect(page).to_have_url(f"{url}/admin/")

    log_out(page)
    give_password(page, url, rahmat.username)
    looked.at("Now your second factor")
    page.get_by_label(CODE).fill(recovery_code)
    press(page, "Log in")
    expect(page).to_have_url(f"{url}/admin/")
    assert looked.faults == []


def test_passkey_that_is_not_there_is_said(enter, url):
    page = enter()
    page.goto(f"{url}/account/login/")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | {"isUserVerified": False}})
    press(page, "Log in with a passkey")
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used.")


def test_words_typed_before_the_session_ended_are_saved_without_a_script(enter, rahmat, url):
    with_app(rahmat)
    page = enter(java_script_enabled=False)
    log_in(page, url, rahmat.username)
    expect(page).to_have_url(f"{url}/admin/")
    come_too_late(page, url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet, and not lost")

    with page.expect_popup() as opened:
        press(page, "Log in, in another tab", "link")
    log_in(opened.value, url, rahmat.username)
    press(page, "I have logged in: go on")
    expect(page.get_by_text("now as rahmat")).to_be_visible()
    press(page, "Send it again")
    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.get_by_label("Name:")).to_have_value("Words that took an hour")
    Group.objects.get(name="Words that took an hour").delete()
