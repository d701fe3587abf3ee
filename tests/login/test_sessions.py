"""Sessions end; what somebody was typing then is not lost, and nobody else's words are sent in their name."""

import re
import time
from html import unescape
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amin_portal.login import sessions
from tests.pages import headings, links, text_of

from .people import is_in, log_in, staff

pytestmark = pytest.mark.django_db

ADD = "/admin/auth/group/add/"
OURS = {"HTTP_ORIGIN": "http://testserver"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def rahmat():
    return staff(is_superuser=True)


@pytest.fixture
def browser(rahmat) -> Client:
    """A browser whose posts need their token, in which a form of the desk was opened before its session ended."""
    browser = Client(enforce_csrf_checks=True)
    browser.token = token(browser.get("/account/login/"))
    return browser


def token(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]


def carried(page) -> dict[str, str]:
    """The hidden fields, as the browser would send them."""
    return {unescape(name): unescape(value) for name, value in HIDDEN.findall(page.text)}


def late(browser: Client, values: dict | None = None, address: str = ADD, **headers):
    values = {"name": "Guests & <friends>", "csrfmiddlewaretoken": browser.token} | (values or {})
    return browser.post(address, values, **(OURS | headers))


def test_what_was_typed_is_saved_after_logging_in_again(browser):
    page = late(browser, {"_continue": "Save"}, f"{ADD}?popup=no")
    assert (page.status_code, headings(page)) == (403, ["Not saved yet, and not lost"])
    assert 'action="/admin/auth/group/add/?popup=no"' in page.text
    assert "Guests & <friends>" in text_of(page)

    other_tab = browser.get("/account/login/")
    values = {"login": "rahmat", "password": "tin and copper", "csrfmiddlewaretoken": token(other_tab)}
    assert browser.post("/account/login/", values).status_code == 302

    asked = browser.post(ADD, carried(page), **OURS)  # with the token from before the login
    assert (asked.status_code, Group.objects.filter(name="Guests & <friends>").exists()) == (403, False)
    assert "now as rahmat" in text_of(asked)

    saved = browser.post(ADD, carried(asked), **OURS)
    assert (saved.status_code, Group.objects.filter(name="Guests & <friends>").count()) == (302, 1)


def test_nothing_is_done_by_sending_it_again_without_logging_in(browser):
    page = late(browser)
    again = browser.post(ADD, carried(page), **OURS)
    assert (again.status_code, carried(again)["name"]) == (403, "Guests & <friends>")
    assert not Group.objects.filter(name="Guests & <friends>").exists()


def test_line_breaks_and_repeated_fields_are_carried(browser):
    page = late(browser, {"name": "one\r\ntwo", "permissions": ["1", "2"]})
    assert 'value="one\r\ntwo"' in page.text
    assert re.findall(r'name="permissions" value="(\d)"', page.text) == ["1", "2"]


def test_form_is_shown_without_what_the_machine_wrote_into_it(browser):
    outcomes = {"outcomes-0-text": "Adopted", "outcomes-0-id": "7", "outcomes-__prefix__-text": "x", "seen": "3"}
    page = late(browser, outcomes | {"_save": "Save", "outcomes-TOTAL_FORMS": "1", "initial-sources": "[]"})
    shown = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page.text)
    assert shown == [("name", "Guests &amp; &lt;friends&gt;"), ("outcomes 1 text", "Adopted")]
    assert outcomes.items() <= carried(page).items()


def test_passwords_and_files_are_not_carried_and_files_are_named(browser):
    file = SimpleUploadedFile("declaration.pdf", b"%PDF-1.7")
    page = late(browser, {"password1": "very secret", "old_password": "very secret", "file": file})
    assert ("very secret" in page.text, "declaration.pdf" in text_of(page)) == (False, True)
    assert sorted(carried(page)) == ["csrfmiddlewaretoken", "name"]
    assert page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example", ""])
def test_words_of_another_site_are_not_handed_to_anybody(browser, origin):
    page = late(browser, HTTP_ORIGIN=origin)
    assert "Guests" not in page.text
    log_in(member := Client(), "rahmat")
    member.token = "wrong"
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies, guarded.token = member.cookies, "wrong"
    page = late(guarded, HTTP_ORIGIN=origin)
    assert (page.status_code, "Guests" in page.text) == (403, False)


def test_page_that_is_too_old_says_so(browser):
    page = browser.post("/account/login/", {"login": "rahmat", "password": "x"}, **OURS)
    assert (page.status_code, headings(page)) == (403, ["This page was too old"])


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/logout/", "/meetings/", "/account/password/new/"])
def test_only_forms_of_the_desk_are_handed_back(browser, address):
    assert "Guests" not in late(browser, address=address).text


def test_login_opens_beside_what_was_typed(browser):
    page = late(browser)
    assert links(page)[2] == "/account/login/"
    assert '<a href="/account/login/" target="_blank">' in page.text


def test_session_ends_two_hours_after_the_last_visit_and_with_the_browser(client, rahmat):
    answer = log_in(client)
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")
    assert client.session.get_expiry_age() == 7200


def test_visit_to_the_desk_lets_the_idle_time_begin_anew(client, rahmat):
    log_in(client)
    session = client.session
    session[sessions.SEEN] = long_ago = int(time.time()) - sessions.EVERY - 1
    session.save()
    client.get("/meetings/")
    assert client.session[sessions.SEEN] == long_ago
    client.get("/admin/")
    assert client.session[sessions.SEEN] > long_ago


def test_visits_in_between_write_nothing(client, rahmat):
    log_in(client)
    assert client.get("/admin/").cookies.get(settings.SESSION_COOKIE_NAME) is None


def test_session_that_ended_leads_to_the_login_and_back(client, rahmat):
    log_in(client)
    client.session.flush()
    answer = client.get(ADD, follow=True)
    assert answer.redirect_chain[-1][0] == f"/account/login/?next={quote(ADD, safe='')}"
    assert not is_in(client)
