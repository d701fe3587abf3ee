"""The desk is open to the networks that ADMIN_ALLOWED_NETWORKS names, and to no other."""

from ipaddress import ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from amin_portal.settings import environment
from tests.factories.meetings import MeetingFactory
from tests.pages import text_of

from .served import settings_of_production

pytestmark = pytest.mark.django_db

OFFICE = override_settings(ADMIN_ALLOWED_NETWORKS=[ip_network("203.0.113.0/24"), ip_network("2001:db8:1::/48")])
BEHIND_ONE = override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
BEHIND_TWO = override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=2)
DESK = ["/admin/", "/admin/meetings/meeting/", "/admin/nothing/", "/account/login/", "/account/password/new/"]


def statuses(client, addresses: list[str], **where: str) -> list[int]:
    return [client.get(address, **where).status_code for address in addresses]


def test_desk_is_open_to_all_where_no_network_is_named(editor):
    assert statuses(editor, ["/admin/", "/account/password/new/"], REMOTE_ADDR="198.51.100.7") == [200, 200]


@OFFICE
@pytest.mark.parametrize("client_address", ["203.0.113.9", "2001:db8:1:2::3", "::ffff:203.0.113.9"])
def test_desk_opens_from_a_network_that_is_named(editor, client_address):
    assert statuses(editor, ["/admin/", "/account/password/new/"], REMOTE_ADDR=client_address) == [200, 200]


@OFFICE
@pytest.mark.parametrize("client_address", ["203.0.114.1", "2001:db8:2::1", "::ffff:198.51.100.7", "::1", "", "unix:"])
def test_desk_is_shut_from_everywhere_else_and_says_so(editor, client_address):
    assert statuses(editor, DESK, REMOTE_ADDR=client_address) == [403] * len(DESK)
    answer = editor.get("/admin/", REMOTE_ADDR=client_address)
    assert "from the networks of the secretariat only" in text_of(answer)
    assert ("no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (True, "noindex")


@OFFICE
def test_session_counts_for_nothing_outside(editor):
    draft = MeetingFactory(state="draft").get_absolute_url()
    assert editor.get(draft, REMOTE_ADDR="203.0.113.9").status_code == 200
    assert statuses(editor, [draft, "/styleguide/", "/meetings/"], REMOTE_ADDR="198.51.100.7") == [404, 404, 200]


@OFFICE
def test_password_is_not_even_tried_from_outside(client):
    answer = client.post("/account/login/", {"login": "rahmat", "password": "x"}, REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 403


@OFFICE
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP"])
def test_address_that_a_visitor_claims_opens_nothing(editor, header):
    claimed = "for=203.0.113.9" if header == "Forwarded" else "203.0.113.9"
    answer = editor.get("/admin/", headers={header: claimed}, REMOTE_ADDR="198.51.100.7")
    assert answer.status_code == 403


@OFFICE
@BEHIND_ONE
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("203.0.113.9", 200),
        ("198.51.100.7, 203.0.113.9", 200),
        ("203.0.113.9, 198.51.100.7", 403),  # what the visitor wrote stands first
        ("203.0.113.9,", 403),
        ("garbage", 403),
    ],
)
def test_address_that_the_last_proxy_saw_decides(editor, path, status):
    answer = editor.get("/admin/", headers={"X-Forwarded-For": path}, REMOTE_ADDR="10.0.0.2")
    assert answer.status_code == status


@OFFICE
@BEHIND_TWO
def test_who_came_past_one_of_the_proxies_is_outside(editor):
    answer = editor.get("/admin/", headers={"X-Forwarded-For": "203.0.113.9"}, REMOTE_ADDR="10.0.0.2")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("203.0.113.7/24", "write addresses and networks"),
        ("office", "write addresses and networks"),
        ("203.0.113.0/24 2001:db8::/32", "write addresses and networks"),
        ("0.0.0.0/0", "every address"),
        ("203.0.113.0/24, ::/0", "every address"),
    ],
)
def test_portal_does_not_start_with_networks_that_cannot_be_meant(monkeypatch, value, reason):
    monkeypatch.setenv("ADMIN_ALLOWED_NETWORKS", value)
    with pytest.raises(ImproperlyConfigured, match=reason):
        environment.networks("ADMIN_ALLOWED_NETWORKS")


def test_portal_does_not_start_for_any_host_that_somebody_names(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        settings_of_production(monkeypatch, ALLOWED_HOSTS="minerals.example.org,*")
