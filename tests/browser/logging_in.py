"""People who log in as they do in life: by name, password and the code of an app."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.login.people import PASSWORD, SECRET, code

CODE = "Code of your app, or a recovery code"


def log_in(page: Page, url: str, username: str, secret: str = SECRET, password: str = PASSWORD) -> None:
    """Go to the desk at `url` as that person, for whom `tests.login.people` made an account with an app.

    Whoever logs in twice within half a minute needs the next code, because each works once.
    """
    give_password(page, url, username, password)
    for steps in (0, 1, -1):
        page.get_by_label(CODE).fill(code(secret, steps))
        page.get_by_role("button", name="Log in", exact=True).click()
        if urlsplit(page.url).path == "/admin/":
            return
    raise AssertionError(f"{username} was not let in: {page.get_by_role('main').inner_text()}")


def give_password(page: Page, url: str, username: str, password: str = PASSWORD) -> None:
    """The first half of logging in."""
    page.goto(f"{url}/admin/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are logged out")
