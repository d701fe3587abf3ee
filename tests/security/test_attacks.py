"""What an attacker would try first, and what comes of it."""

import logging
import re
import threading
from html.parser import HTMLParser

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from amin_portal.operations.logs import Json
from tests.factories.documents import DocumentFactory, RelatedLinkFactory
from tests.factories.meetings import MeetingFactory, OutcomeFactory
from tests.factories.pages import TextPageFactory
from tests.factories.plans import ActionFactory, PlanFactory
from tests.login.people import log_in, staff

pytestmark = pytest.mark.django_db

HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)></title>"""
ALIVE = re.compile("<script>alert|<img src=x|<svg/onload")
MARKDOWN = """
<script>alert(1)</script> <img src=x onerror=alert(1)> <a href="javascript:alert(1)" onclick="alert(1)">a</a>

[b](javascript:alert(1)) [c](data:text/html,<script>alert(1)</script>) ![d](javascript:alert(1))

<iframe src=//x></iframe>

[e](https://minerals.example.org/) <style>*{display:none}</style>
"""


class Parsed(HTMLParser):
    """What of a page is markup."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)
        self.attributes += attrs


@pytest.fixture
def hostile() -> list[str]:
    """Addresses at which a title of all letters that mean something to a browser is told."""
    meeting = MeetingFactory(title=HOSTILE, slug="forum")
    OutcomeFactory(meeting=meeting, text=HOSTILE)
    DocumentFactory(title=HOSTILE, summary=HOSTILE, slug="paper")
    RelatedLinkFactory(title=HOSTILE, note=HOSTILE)
    ActionFactory(plan=PlanFactory(title=HOSTILE, slug="plan"), title=HOSTILE)
    pages = ["/", "/meetings/", "/meetings/forum/", "/documents/", "/documents/paper/", "/links/", "/plans/plan/"]
    return [*pages, "/search/?q=alert", "/outcomes/", "/timeline/", "/feeds/all.atom", "/meetings/feed.atom"]


def test_title_that_is_markup_is_shown_as_text_on_every_page(client, hostile):
    told = {address: client.get(address).text for address in hostile}
    assert [address for address, text in told.items() if ALIVE.search(text)] == []
    assert [address for address, text in told.items() if "alert(1)" not in text] == []


def test_title_that_is_markup_is_shown_as_text_at_the_desk(editor, hostile):
    lists = ["meetings/meeting", "meetings/outcome", "documents/document", "documents/relatedlink", "plans/action"]
    pages = ["/admin/", "/admin/changes/", *(f"/admin/{name}/" for name in lists)]
    told = {address: editor.get(address).text for address in pages}
    assert [address for address, text in told.items() if ALIVE.search(text)] == []
    assert "alert(1)" in told["/admin/meetings/meeting/"]


def test_text_page_runs_nothing_that_its_author_wrote(client):
    parsed = Parsed()
    parsed.feed(client.get(TextPageFactory(body=MARKDOWN).get_absolute_url()).text)
    assert {"script", "iframe", "style"} & parsed.tags == {"script"}  # of JSON-LD
    assert [name for name, _value in parsed.attributes if name.startswith("on")] == []
    assert [value for _name, value in parsed.attributes if value and value.startswith(("javascript:", "data:"))] == []
    assert ("href", "https://minerals.example.org/") in parsed.attributes


@pytest.mark.parametrize("address", ["/meetings/?year={}", "/search/?q={}", "/account/login/?next={}", "/nothing/{}/"])
def test_line_break_in_an_address_writes_no_header(client, address):
    for sent in ("%0d%0aSet-Cookie:%20stolen=1", "%E5%98%8D%E5%98%8ASet-Cookie:stolen=1", "%0aX-Stolen:1"):
        answer = client.get(address.format(sent))
        assert answer.status_code in (200, 302, 404)
        assert ("X-Stolen" in answer.headers, "stolen" in answer.cookies) == (False, False)


def test_line_break_in_what_is_logged_makes_no_line_of_its_own():
    said = logging.LogRecord("portal", logging.ERROR, "", 0, "Asked for %s", ("/x\n{forged}\r",), None)
    assert len(Json().format(said).splitlines()) == 1


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_method_cannot_be_put_on_from_outside(client, header):
    assert client.get("/api/v1/meetings/", headers={header: "DELETE"}).status_code == 200
    assert client.post("/api/v1/meetings/", {"_method": "GET"}, headers={header: "GET"}).status_code == 405


@pytest.mark.parametrize("up", ["../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/etc/passwd", "....//etc"])
@pytest.mark.parametrize("place", ["/static/", "/data/", "/documents/", "/about/", "/preview/", "/media/", "/uploads/"])
def test_nothing_lies_above_an_address(client, place, up):
    assert client.get(f"{place}{up}").status_code == 404


def test_session_of_before_the_login_is_not_the_one_after(client):
    staff()
    client.cookies["sessionid"] = "fixedbysomebody" * 2
    log_in(client)
    first = client.session.session_key
    client.post("/account/logout/")
    log_in(client)
    assert len({"fixedbysomebody" * 2, first, client.session.session_key}) == 3


class Counted(MD5PasswordHasher):
    """Counts how often a password is worked on, which is what takes the time."""

    count = 0

    def encode(self, *args, **kwargs) -> str:
        Counted.count += 1
        return super().encode(*args, **kwargs)


def test_name_without_an_account_takes_as_long_as_one_with(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    staff("known")

    def work(name: str) -> int:
        before = Counted.count
        log_in(Client(), name, "wrong")
        return Counted.count - before

    assert (work("known"), work("unknown")) == (1, 1)


def test_message_with_a_link_cannot_be_made_to_lead_elsewhere(client, mailoutbox):
    staff(email="rahmat@example.org")
    asked, before = {"email": "rahmat@example.org"}, set(threading.enumerate())
    headers = dict.fromkeys(("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host"), "elsewhere.example")
    client.post("/account/password/new/", asked, headers=headers)
    for sending in set(threading.enumerate()) - before:
        sending.join()
    assert set(re.findall("https?://[^/]+/", mailoutbox[0].body)) == {"http://testserver/"}
    assert client.post("/account/password/new/", asked, headers={"Host": "elsewhere.example"}).status_code == 400
