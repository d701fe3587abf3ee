"""Each request has a name and leaves a line, which says nothing of who asked."""

import json
import logging
import os
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.db import DatabaseError
from django.test import Client

from amin_portal.operations.journal import journal
from amin_portal.operations.logs import Json, Line
from tests.factories.accounts import StaffFactory
from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db
MADE = "[0-9a-f]{16}"
LINE = {"time", "level", "logger", "request_id", "method", "view", "path", "status", "ms", "bytes"}


@pytest.fixture
def lines(settings, capfd, monkeypatch):
    """What was written since it was asked for last."""
    settings.ACCESS_LOG, settings.LOG_FORMAT = True, "json"
    journal.write()
    capfd.readouterr()

    def read() -> list[dict]:
        journal.write()
        return [json.loads(line) for line in capfd.readouterr().err.splitlines()]

    with open(2, "w", closefd=False) as stderr:
        handler = logging.StreamHandler(stderr)
        handler.setFormatter(Json())
        monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
        yield read


def test_request_leaves_a_line_without_its_query(client, lines):
    MeetingFactory(slug="first")
    answer = client.get("/meetings/first/?as=somebody@example.org")
    (line,) = lines()
    assert line.keys() == LINE
    told = {name: line[name] for name in ("request_id", "method", "view", "path", "status", "bytes", "logger")}
    assert told == {
        "request_id": answer["X-Request-ID"],
        "method": "GET",
        "view": "meetings:detail",
        "path": "/meetings/first/",
        "status": 200,
        "bytes": int(answer["Content-Length"]),
        "logger": "access",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("/account/password/new/1-secret/", "account_reset_password_from_key"),
        ("/preview/secret", "preview"),
        ("/admin/auth/user/7/change/", "admin:auth_user_change"),
        ("/somebody@example.org", ""),
    ],
)
def test_address_that_may_be_a_secret_is_not_told(client, lines, address, view):
    client.get(address)
    assert [(line["view"], line["path"]) for line in lines()] == [(view, "")]


def test_nothing_that_is_logged_tells_who_asked_or_what_was_typed(lines):
    StaffFactory(username="siti.aminah", email="siti@example.org", password=make_password("a long secret of hers"))
    asked = Client(
        REMOTE_ADDR="198.51.100.7", headers={"User-Agent": "Browser of hers", "X-Forwarded-For": "203.0.113.9"}
    )
    login = {"login": "siti.aminah", "password": "a wrong guess"}
    asked.post("/account/login/", login)
    asked.post("/account/login/", login | {"password": "a long secret of hers"})
    asked.get("/search/", {"q": "the neighbour of siti"})
    asked.get("/api/v1/meetings/", {"q": "siti", "unknown": "siti"})
    asked.post("/meetings/", {"name": "siti"})
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=198.51.100.7: too long")
    told = lines()
    assert [line["status"] for line in told if line["logger"] == "access"] == [200, 302, 200, 400, 405]
    for typed in ("siti", "secret", "guess", "neighbour", "198.51", "203.0.113", "Browser"):
        assert typed not in json.dumps(told)


def test_line_for_people_says_the_same(client, lines, settings, capfd):
    settings.LOG_FORMAT = "line"
    answer = client.get("/glossary/?q=x")
    journal.write()
    name = answer["X-Request-ID"]
    assert re.search(
        rf'INFO access \[{name}\]: GET "/glossary/" \(glossary\) 200, [0-9.]+ ms, \d+ bytes$', capfd.readouterr().err
    )


def record(message: str, *args: object, error: Exception | None = None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord("django", logging.ERROR, "a.py", 1, message, args, info)


def test_what_the_database_says_of_a_row_is_left_out():
    error = DatabaseError('duplicate key value\nDETAIL:  Key (username)=(siti) already exists.\nCONTEXT:  "siti"\n')
    told = json.loads(Json().format(record("Failed", error=error)))
    assert told["exception"] == "django.db.utils.DatabaseError: duplicate key value"
    assert "siti" not in Line().format(record("Failed", error=error))


def test_what_django_refuses_is_not_repeated(editor, lines):
    asked = {"_to_field": "siti@example.org\n2026-01-01 forged", "_popup": "1"}
    assert editor.get("/admin/meetings/outcome/add/", asked).status_code == 400
    told = lines()
    (refused,) = [line for line in told if line["logger"].startswith("django.security")]
    assert (refused["message"], "exception" in refused) == ("Refused: DisallowedModelAdminToField", False)
    assert "siti" not in json.dumps(told)
    record = logging.LogRecord(
        "django.security.Any", logging.ERROR, "a.py", 1, "siti", (), (ValueError, ValueError("siti"), None)
    )
    assert Line().format(record).endswith("Refused: Any")


@pytest.mark.parametrize("name", ["Origin", "Referer"])
def test_address_from_which_a_form_came_is_not_told(lines, name):
    client = Client(enforce_csrf_checks=True)
    sent = {name: "https://mail.example.org/inbox?who=siti", "X-Forwarded-Proto": "https"}
    assert client.post("/account/login/", {}, secure=True, headers=sent).status_code == 403
    told = json.dumps(lines())
    assert f"{name} checking failed - (an address) does not match any trusted origins." in told
    assert ("siti" in told, "mail.example" in told) == (False, False)


def test_line_for_people_stays_one_whatever_is_in_it():
    error = ValueError("typed\n2026-01-01 forged")
    told = Line().format(record("Failed\r\n2026-01-01 forged", error=error)).splitlines()
    assert told[0].endswith("Failed\\r\\n2026-01-01 forged")
    assert all(line.startswith("  ") for line in told[1:])


def test_visitor_whose_request_cannot_be_read_is_not_told_of():
    told = json.loads(Json().format(record("Invalid request from ip=198.51.100.7: bad")))
    assert told["message"] == "Invalid request from ip=(not kept): bad"


@pytest.mark.parametrize(
    ("given", "is_behind_proxy", "is_taken"),
    [
        ("from-the-proxy-1", True, True),
        ("from-the-proxy-1", False, False),
        ("short", True, False),
        ("x" * 65, True, False),
        ('quoted", "level": "', True, False),
        ("", True, False),
    ],
)
def test_name_of_a_request_is_the_proxys_where_it_is_ours_and_can_be_one(settings, given, is_behind_proxy, is_taken):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if is_behind_proxy else None
    answer = Client(headers={"X-Request-ID": given}).get("/healthz-not")
    assert (answer["X-Request-ID"] == given) == is_taken
    assert is_taken or re.fullmatch(MADE, answer["X-Request-ID"])


@pytest.mark.parametrize("address", ["/api/v1/meetings/", "/meetings/"])
def test_failure_is_told_with_the_name_to_quote(settings, lines, address):
    settings.API_RATE = "often"  # which nobody can count by
    client = Client(raise_request_exception=False)
    if address == "/meetings/":
        settings.ROOT_URLCONF = "tests.operations.failing"
    answer = client.get(address)
    name = answer["X-Request-ID"]
    assert (answer.status_code, answer.text.count(name)) == (500, 1)
    failed = [line for line in lines() if line["logger"] == "django.request"]
    assert [(line["request_id"], line["message"]) for line in failed] == [(name, f"Internal Server Error: {address}")]


@pytest.mark.parametrize(("elsewhere", "begins"), [(0, "<3>{"), (1, "{")], ids=["journal", "elsewhere"])
def test_journal_is_told_what_weighs_more_than_usual(monkeypatch, elsewhere, begins):
    error = os.fstat(2)
    monkeypatch.setenv("JOURNAL_STREAM", f"{error.st_dev}:{error.st_ino + elsewhere}")
    form = Json()
    assert form.format(logging.makeLogRecord({"name": "django", "levelname": "ERROR", "msg": "Broken"})).startswith(
        begins
    )
    assert form.format(logging.makeLogRecord({"name": "django", "levelname": "INFO", "msg": "As usual"})).startswith(
        "{"
    )
