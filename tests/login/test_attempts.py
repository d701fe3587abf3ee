"""Guessing is slow: attempts are counted for all processes together, for the name and for the address."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from tests.pages import text_of

from .people import CODE, code, is_in, log_in, prove, staff, with_app

pytestmark = pytest.mark.django_db

WRONG = "The username and/or password you specified are not correct."
LOCKED = "Too many failed login attempts. Try again later."


def guesses(count: int, **headers: str) -> list[bool]:
    """Whether each guess from a browser of its own was heard at all."""
    answers = [text_of(log_in(Client(), password="wrong", **headers)) for _ in range(count)]
    assert all((WRONG in answer) is not (LOCKED in answer) for answer in answers)
    return [WRONG in answer for answer in answers]


def test_attempts_are_counted_where_every_process_sees_them():
    assert cache._table == "login_attempts"
    assert "login_attempts" in connection.introspection.table_names()


def test_sixth_guess_is_not_heard_from_another_browser_either():
    staff()
    assert guesses(6) == [True] * 5 + [False]
    assert LOCKED in text_of(log_in(client := Client()))  # though the password is right
    assert not is_in(client)


def test_guess_is_told_of_in_the_log_without_a_name(caplog):
    staff()
    log_in(Client())
    guesses(2)
    assert [record.getMessage() for record in caplog.records if "login" in record.name] == ["A login failed."] * 2


def test_unknown_name_is_answered_like_a_known_one():
    staff("known")
    answers = {name: [text_of(log_in(Client(), name, "wrong")) for _ in range(5)] for name in ("known", "unknown")}
    assert answers["known"] == answers["unknown"]


def test_address_that_is_claimed_in_a_header_does_not_help():
    claims = [text_of(log_in(Client(), f"user-{n}", "x", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")) for n in range(11)]
    assert [LOCKED in claim for claim in claims] == [False] * 10 + [True]


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_address_that_a_trusted_proxy_names_is_counted_for_itself():
    claims = [text_of(log_in(Client(), f"user-{n}", "x", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")) for n in range(11)]
    assert [LOCKED in claim for claim in claims] == [False] * 11


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_what_a_visitor_writes_before_the_proxy_does_not_count():
    forged = [f"198.51.100.{n}, 203.0.113.1" for n in range(11)]
    claims = [text_of(log_in(Client(), f"user-{n}", "x", HTTP_X_FORWARDED_FOR=path)) for n, path in enumerate(forged)]
    assert [LOCKED in claim for claim in claims] == [False] * 10 + [True]


def test_sixth_code_is_not_heard_though_it_is_right(client):
    with_app(staff())
    log_in(client)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    assert LOCKED in text_of(client.post(CODE, {"code": code()}))
    assert not is_in(client)


def test_code_that_was_seen_over_the_shoulder_works_once():
    with_app(staff())
    first, second = Client(), Client()
    for client in (first, second):
        log_in(client)
        client.post(CODE, {"code": code()})
    assert (is_in(first), is_in(second)) == (True, False)


def test_old_password_cannot_be_guessed_by_who_found_an_open_session(client):
    staff()
    log_in(client)
    answers = [client.post("/account/password/", {"oldpassword": "wrong"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert "Too many attempts" in text_of(client.post("/account/password/", {"oldpassword": "wrong"}))


def test_password_is_asked_again_before_a_factor_is_changed(client):
    staff()
    log_in(client)
    page = "/account/second-factor/app/"
    assert client.get(page).headers["Location"] == "/account/confirm/?next=%2Faccount%2Fsecond-factor%2Fapp%2F"
    prove(client)
    assert client.get(page).status_code == 200
