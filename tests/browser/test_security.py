"""What the headers allow in a real browser: other sites read the record, and nothing is sent twice."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

OPEN = ["/api/v1/meetings/", "/meetings/calendar.ics", "/meetings/feed.atom", "/meetings/list.csv"]
SHUT = ["/meetings/", "/admin/", "/static/css/portal.css"]
READ = """async (addresses) => Promise.all(addresses.map(
    (address) => fetch(address).then((answer) => answer.text()).then((text) => text.length > 0, () => false)
))"""

SHOWN = """(source) => new Promise((tell) => {
    const image = new Image(); image.onload = () => tell(image.naturalWidth); image.src = source;
})"""

SENT = """() => new Promise((tell) => {
    const form = document.querySelector("#content-main form");
    const isShut = () => form.querySelector("[name=_save]").disabled;
    form.dispatchEvent(new SubmitEvent("submit", {bubbles: true, cancelable: true}));
    setTimeout(() => {
        const sent = isShut();
        window.dispatchEvent(new PageTransitionEvent("pageshow"));
        tell([sent, isShut()]);
    }, 100);
})"""


@pytest.fixture
def elsewhere():
    """Another site: on this machine too, because browsers ask people before a site may reach into their network."""

    class Site(BaseHTTPRequestHandler):
        page = b"<p>Another site"

        def do_GET(self) -> None:  # noqa: N802
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.page)

        def log_message(self, *args) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as site:
        site.url, site.handler = f"http://127.0.0.1:{site.server_port}/", Site
        Thread(target=site.serve_forever, daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="en-GB")
    yield context.new_page()
    context.close()


def test_pages_of_other_sites_read_the_record_and_nothing_else(server, page, elsewhere):
    page.goto(elsewhere.url)
    assert page.evaluate(READ, [server.url + address for address in OPEN]) == [True] * len(OPEN)
    assert page.evaluate(READ, [server.url + address for address in SHUT]) == [False] * len(SHUT)


def test_picture_of_ours_is_not_shown_by_other_sites(server, page, elsewhere):
    picture = f"{server.url}/static/img/mark.png"
    elsewhere.handler.page = f'<img src="{picture}">'.encode()
    page.goto(elsewhere.url)
    assert page.evaluate("document.images[0].naturalWidth") == 0
    page.goto(server.url)
    assert page.evaluate(SHOWN, picture) > 0


def test_buttons_of_a_form_that_is_on_its_way_are_shut_and_open_again_for_who_comes_back(server, page):
    page.context.add_cookies([server.cookie])
    page.goto(f"{server.url}/admin/documents/relatedlink/add/")
    assert page.evaluate(SENT) == [True, False]
