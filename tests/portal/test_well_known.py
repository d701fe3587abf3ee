"""What programs look for at every site."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from amin_portal.settings import environment

pytestmark = pytest.mark.django_db
SECURITY = "/.well-known/security.txt"


def test_robots_keep_out_of_what_is_the_same_once_more_and_find_the_sitemap(client):
    text = client.get("/robots.txt").text
    assert re.findall("^Sitemap: (.*)$", text, re.MULTILINE) == ["http://testserver/sitemap.xml"]
    rules = [line.partition(": ")[::2] for line in text.splitlines() if line[:1] in "DA"]
    shut = ["/admin/", "/preview/x", "/meetings/?body=ammin", "/meetings/list.csv", "/search/?q=x"]
    open_to_all = ["/", "/meetings/", "/meetings/?page=2", "/meetings/ammin-9/", "/data/latest.zip", "/sitemap.xml"]
    found = {path: may_be_read(path, rules) for path in [*shut, *open_to_all]}
    assert found == dict.fromkeys(shut, False) | dict.fromkeys(open_to_all, True)


def may_be_read(path, rules):
    """The longest rule that fits decides (RFC 9309)."""
    fits = [
        (len(rule), verb == "Allow")
        for verb, rule in rules
        if re.match(re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$"), path)
    ]
    return max(fits)[1]


def test_browser_is_told_how_to_search_here(client):
    home, answer = client.get("/").text, client.get("/opensearch.xml")
    assert '<link rel="search"' in home
    assert 'href="/opensearch.xml"' in home
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.text)  # noqa: S314
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert len(root.find(f"{name}ShortName").text) <= 16
    templates = {url.get("type"): url.get("template") for url in root.findall(f"{name}Url")}
    assert templates == {
        "text/html": "http://testserver/search/?q={searchTerms}",
        "application/json": "http://testserver/api/v1/search/?q={searchTerms}",
        "application/opensearchdescription+xml": "http://testserver/opensearch.xml",
    }
    for address in list(templates.values())[:2]:
        assert client.get(address.replace("{searchTerms}", "minerals")).status_code == 200


def test_whom_to_tell_of_a_weakness_is_said_as_long_as_it_holds(client, settings):
    assert client.get(SECURITY).status_code == 404
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    settings.SECURITY_CONTACT_UNTIL = timezone.now().date() + timedelta(days=1)
    answer = client.get(SECURITY)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/report",
        f"Expires: {settings.SECURITY_CONTACT_UNTIL}T23:59:59Z",
        "Preferred-Languages: en",
        "Canonical: http://testserver/.well-known/security.txt",
    ]
    settings.SECURITY_CONTACT_UNTIL = timezone.now().date() - timedelta(days=1)
    assert client.get(SECURITY).status_code == 404


@pytest.mark.parametrize(
    ("contact", "until", "said"),
    [
        ("mailto:a@example.org", "", "Set both"),
        ("", "2030-01-01", "Set both"),
        ("a@example.org", "2030-01-01", "mailto:"),
        ("mailto:a@example.org", "next year", "write a day"),
    ],
)
def test_half_a_contact_stops_the_portal(monkeypatch, contact, until, said):
    monkeypatch.setenv("SECURITY_CONTACT", contact)
    monkeypatch.setenv("SECURITY_CONTACT_UNTIL", until)
    with pytest.raises(ImproperlyConfigured, match=said):
        environment.security_contact()


def test_contact_and_address_of_the_site_are_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("SECURITY_CONTACT", "mailto:a@example.org, tel:+1")
    monkeypatch.setenv("SECURITY_CONTACT_UNTIL", "2030-01-31")
    assert environment.security_contact() == (["mailto:a@example.org", "tel:+1"], date(2030, 1, 31))
    monkeypatch.setenv("SITE_ADDRESS", "https://minerals.example.org/")
    assert environment.site_address() == "https://minerals.example.org"
    monkeypatch.setenv("SITE_ADDRESS", "minerals.example.org")
    with pytest.raises(ImproperlyConfigured, match="scheme and host"):
        environment.site_address()


def test_icon_and_change_of_a_password_lead_to_where_they_are(client):
    assert client.get("/favicon.ico")["Location"] == "/static/img/mark.png"
    assert b"".join(client.get("/static/img/mark.png")).startswith(b"\x89PNG")
    assert client.get("/.well-known/change-password")["Location"] == "/account/password/"
