"""Who may read from where, and how much in a minute."""

import pytest
from django.core.cache import caches
from django.test import override_settings

pytestmark = pytest.mark.django_db
MEETINGS = "/api/v1/meetings/"


def test_pages_of_other_sites_may_read(client):
    origin = {"Origin": "https://elsewhere.example"}
    for address in (MEETINGS, f"{MEETINGS}nosuch/", "/api/schema/"):
        answer = client.get(address, headers=origin)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer
    tag = client.get(MEETINGS)["ETag"]
    unchanged = client.get(MEETINGS, headers=origin | {"If-None-Match": tag})
    assert (unchanged.status_code, unchanged["Access-Control-Allow-Origin"]) == (304, "*")
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    before = client.options(MEETINGS, headers=origin | asked)
    assert before["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in before["Access-Control-Allow-Headers"]
    for address in ("/", "/account/login/", "/admin/", "/meetings/"):
        assert "Access-Control-Allow-Origin" not in client.get(address, headers=origin)


@override_settings(API_RATE="2/minute")
def test_who_asks_too_much_is_told_when_to_go_on(client):
    caches["readers"].clear()
    for _turn in range(2):
        assert client.get(MEETINGS).status_code == 200
    answer = client.get(MEETINGS, headers={"X-Forwarded-For": "203.0.113.9"})  # which nobody of ours wrote
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert (answer.json()["status"], 1 <= int(answer["Retry-After"]) <= 60) == (429, True)
    assert client.get(MEETINGS, REMOTE_ADDR="198.51.100.7").status_code == 200
    for host in (1, 2):
        assert client.get(MEETINGS, REMOTE_ADDR=f"2001:db8::{host}").status_code == 200
    assert client.get(MEETINGS, REMOTE_ADDR="2001:db8::3").status_code == 429
    assert client.get("/meetings/").status_code == 200
    caches["readers"].clear()
