"""What has an address under /account/, and how it is answered."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from amin_portal.login import urls

from .people import is_in, log_in, prove, staff

pytestmark = pytest.mark.django_db

NOT_OFFERED = [
    "signup/",
    "email/",
    "confirm-email/",
    "password/set/",
    "phone/change/",
    "login/code/confirm/",
    "3rdparty/",
]
FIXED = [
    f"/account/{page.pattern}"
    for page in urls.urlpatterns
    if not page.pattern.converters and "?P" not in str(page.pattern)
]


@pytest.mark.parametrize("page", ["", *NOT_OFFERED])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_offered_has_no_address(client, page, method):
    assert getattr(client, method)(f"/account/{page}").status_code == 404


def test_nobody_signs_up(client):
    values = {"username": "guest", "email": "guest@example.org", "password1": "zinc of old", "password2": "zinc of old"}
    client.post("/account/signup/", values)
    assert not User.objects.filter(username="guest").exists()


def test_names_that_lead_to_signing_up_do_not_exist():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert [name for name in names if "signup" in name or "social" in name or "account_email" in name] == []


@pytest.mark.parametrize("address", FIXED)
@pytest.mark.parametrize("logged_in", [False, True])
def test_page_is_kept_by_no_cache_and_by_no_search_engine(client, address, logged_in):
    if logged_in:
        staff()
        log_in(client)
        prove(client)
    answer = client.get(address)
    assert answer.status_code in (200, 302, 404, 405)
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_logging_out_is_posted(client):
    staff()
    log_in(client)
    assert (client.get("/account/logout/").status_code, is_in(client)) == (405, True)
    assert (client.post("/account/logout/").headers["Location"], is_in(client)) == ("/account/login/", False)


def test_address_elsewhere_is_not_gone_on_to(client):
    staff()
    values = {"login": "rahmat", "password": "tin and copper", "next": "https://elsewhere.example/"}
    assert client.post("/account/login/", values).headers["Location"] == "/admin/"


def test_login_of_the_admin_leads_to_the_one_login(client):
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/account/login/?next=/admin/"


@override_settings(SECOND_FACTOR_REQUIRED_FOR=["superusers"])
def test_first_account_logs_in_and_is_led_to_a_second_factor(client, capsys):
    call_command("create_first_staff_account")
    name, password = capsys.readouterr().out.split("account: ")[1].split(" (")[0].split(", password ")
    log_in(client, name, password)
    assert client.get("/account/login/?next=/admin/").headers["Location"] == "/account/second-factor/?next=%2Fadmin%2F"


@pytest.mark.parametrize("address", ["/", "/meetings/", "/robots.txt", "/api/v1/meetings/"])
def test_public_page_asks_nothing_of_who_visits(client, address):
    """Not even of a session that somebody claims to have: no query for it, no cookie, nothing that varies by one."""
    client.cookies["sessionid"] = "claimed" * 4
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert (dict(answer.cookies), "Cookie" in answer.headers.get("Vary", "")) == ({}, False)
    assert [query["sql"] for query in queries if "django_session" in query["sql"]] == []
