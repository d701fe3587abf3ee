"""What every answer tells browsers: pages, files, redirects, refusals and failures alike."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.middleware.common import CommonMiddleware
from django.test import RequestFactory, override_settings
from django.urls import path

from amin_portal.headers import FEATURES, PASSKEYS, HeadersMiddleware
from tests.factories.accounts import SuperuserFactory
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import MeetingFactory

from .served import HOST

NAMES = (
    "Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy",
    "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options",
)  # fmt: skip
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
SCRIPTS = "; script-src 'self'; connect-src 'self'"
OFF = ", ".join(f"{feature}=()" for feature in (*FEATURES, *PASSKEYS))
PUBLIC = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": OFF,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
DESK = PUBLIC | {
    "Content-Security-Policy": POLICY + SCRIPTS,
    "Permissions-Policy": OFF.replace("create=()", "create=(self)").replace("get=()", "get=(self)"),
}
ANSWERS = [  # method, address, status
    ("get", "/", 200),
    ("get", "/meetings/", 200),
    ("get", "/meetings", 301),
    ("get", "/meetings/?year=", 302),
    ("get", "/meetings/forum/", 200),
    ("get", "/documents/gone/", 410),
    ("get", "/nothing/", 404),
    ("post", "/meetings/", 405),
    ("options", "/meetings/", 204),
    ("get", "/meetings/list.csv", 200),
    ("get", "/meetings/calendar.ics", 200),
    ("get", "/meetings/feed.atom", 200),
    ("get", "/feeds/all.atom", 200),
    ("get", "/api/v1/", 200),
    ("get", "/api/v1/meetings/", 200),
    ("head", "/api/v1/meetings/", 200),
    ("options", "/api/v1/meetings/", 204),
    ("get", "/api/v1/meetings/?nonsense=1", 400),
    ("get", "/api/v1/nothing/", 404),
    ("get", "/api/schema/", 200),
    ("get", "/api/docs/", 200),
    ("get", "/data/", 200),
    ("get", "/search/?q=tin", 200),
    ("get", "/sitemap.xml", 200),
    ("get", "/robots.txt", 200),
    ("get", "/opensearch.xml", 200),
    ("get", "/favicon.ico", 302),
    ("get", "/static/css/portal.css", 200),
    ("get", "/static/img/icon.svg", 200),
    ("get", "/preview/forged", 404),
    ("get", "/.well-known/security.txt", 404),
]


def said(answer) -> dict[str, str]:
    return {name: answer.headers[name] for name in NAMES if name in answer.headers}


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS)
def test_answer_says_the_same_of_its_use_whatever_it_is(served, method, address, status):
    MeetingFactory(slug="forum")
    DocumentFactory(slug="gone").withdraw("Replaced.")
    answer = getattr(served, method)(address)
    answer.close()
    assert (answer.status_code, said(answer)) == (status, PUBLIC)


def test_answer_that_a_reader_has_already_says_it_too(served):
    tag = served.get("/meetings/")["ETag"]
    answer = served.get("/meetings/", headers={"If-None-Match": tag})
    assert (answer.status_code, said(answer)) == (304, PUBLIC)


def test_request_over_http_is_led_to_https_with_what_may_be_said_there(served):
    answer = served.get("/meetings/", headers={"X-Forwarded-Proto": "http"})
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}/meetings/")
    without = {name: value for name, value in PUBLIC.items() if name != "Strict-Transport-Security"}
    assert said(answer) == without  # browsers take that one over TLS alone


@pytest.mark.parametrize(("address", "status"), [("/healthz", 200), ("/metrics", 404)])
def test_probe_is_answered_before_the_rest_and_still_under_the_policy(served, address, status):
    answer = served.get(address)
    ours = ("Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy")
    assert (answer.status_code, said(answer)) == (status, {name: PUBLIC[name] for name in ours})


def test_request_for_another_host_is_refused_under_the_same_policy(served):
    answer = served.get("/meetings/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer["Content-Security-Policy"]) == (400, POLICY)


def failing(request):
    raise RuntimeError("on purpose")


urlpatterns = [path("failing/", failing)]
handler500 = "amin_portal.views.server_error"


@override_settings(ROOT_URLCONF=__name__)
def test_failure_says_it_too(served, caplog):
    answer = served.get("/failing/")
    assert (answer.status_code, said(answer)) == (500, PUBLIC)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/admin/", 200),
        ("/admin/meetings/meeting/", 200),
        ("/admin/meetings/meeting/add/", 200),
        ("/admin/nothing/", 404),
        ("/admin/jsi18n/", 200),
        ("/account/second-factor/", 200),
        ("/account/login/", 302),
    ],
)
def test_desk_may_run_its_own_scripts_and_is_kept_nowhere(served, address, status):
    served.force_login(SuperuserFactory())
    answer = served.get(address)
    assert (answer.status_code, said(answer)) == (status, DESK)
    assert "no-store" in answer["Cache-Control"]


def test_explorer_may_draw_icons_from_data_besides(served):
    policy = POLICY.replace("img-src 'self'", "img-src 'self' data:") + SCRIPTS
    assert said(served.get("/api/docs/try/")) == PUBLIC | {"Content-Security-Policy": policy}


def test_what_other_sites_may_read_is_read_by_cors_and_nothing_else_is(served):
    def allowed(address: str) -> str | None:
        answer = served.get(address, headers={"Origin": "https://elsewhere.example"})
        answer.close()
        return answer.get("Access-Control-Allow-Origin")

    open_ones = ["/api/v1/meetings/", "/data/", "/meetings/calendar.ics", "/meetings/feed.atom", "/meetings/list.csv"]
    shut = ["/", "/meetings/", "/admin/", "/account/login/", "/search/?q=tin", "/static/css/portal.css"]
    assert [allowed(address) for address in open_ones] == ["*"] * len(open_ones)
    assert [allowed(address) for address in shut] == [None] * len(shut)
    asked = served.get("/api/v1/meetings/", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Credentials" not in asked.headers


def test_no_page_of_ours_needs_what_the_policy_forbids():
    """Nothing inline and nothing from elsewhere; what holds data runs nothing."""
    wrong = re.compile(r"""<style|\sstyle=|\son[a-z]+=|javascript:|<(script|link|img)[^>]+(src|href)=["']https?:""")
    templates = [*Path(settings.BASE_DIR, "templates").rglob("*.html")]
    found = [str(page) for page in templates if "/email/" not in str(page) and wrong.search(page.read_text())]
    scripts = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/)")
    inline = [str(page) for page in templates if scripts.search(page.read_text())]
    assert (len(templates) > 100, found, inline) == (True, [], [])


@pytest.mark.parametrize("made", [lambda: HttpResponse(b"text"), lambda: FileResponse(BytesIO(b"text"))])
def test_head_is_answered_without_a_body_and_with_its_length(made):
    answer = made()
    around = HeadersMiddleware(CommonMiddleware(lambda request: answer))
    assert (b"".join(around(RequestFactory().head("/"))), answer["Content-Length"]) == (b"", "4")
    assert b"".join(HeadersMiddleware(lambda request: made())(RequestFactory().get("/"))) == b"text"


@pytest.mark.django_db
def test_file_that_is_asked_for_by_head_is_closed():
    file = BytesIO(b"text")
    HeadersMiddleware(lambda request: FileResponse(file))(RequestFactory().head("/")).close()
    assert file.closed
