"""Where visits may lead: each way into an inner network is closed by itself."""

import socket

import pytest

from documents.link_checks.guard import Guard, Refused, is_public, resolve
from documents.link_checks.visiting import Visitor
from tests.documents.web_servers import says, serving

PUBLIC = "203.0.114.7"
OK = says("HTTP/1.1 200 OK")
INSIDE = {
    "private": ("10.0.0.1", "172.16.0.1", "192.168.1.1"),
    "shared": ("100.64.0.1",),
    "loopback": ("127.0.0.1", "127.8.8.8", "::1"),
    "link-local, where clouds keep their keys": ("169.254.169.254", "fe80::1", "fe80::1%eth0"),
    "unspecified": ("0.0.0.0", "::"),  # noqa: S104 nothing is bound to it
    "multicast": ("224.0.0.1", "ff02::1"),
    "broadcast": ("255.255.255.255",),
    "reserved": ("240.0.0.1", "192.0.0.8", "192.88.99.1", "5f00::1", "100::1"),
    "documentation and benchmarks": ("192.0.2.1", "198.18.0.1", "2001:db8::1", "3fff::1"),
    "unique local and site local": ("fc00::1", "fd12::1", "fec0::1"),
    "mapped": ("::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::10.0.0.1"),
    "translated": ("64:ff9b::a00:1", "64:ff9b:1::1"),
    "tunnelled": ("2002:a00:1::", "2001:0:1::1"),
}


@pytest.mark.parametrize("address", [address for addresses in INSIDE.values() for address in addresses])
def test_address_inside_a_network_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1", "2a00:1450:4001::1"])
def test_address_of_the_internet_is_public(address):
    assert is_public(address)


def guard(*addresses: str) -> Guard:
    return Guard(resolve=lambda host, port: list(addresses))


def refusal(url: str, guard: Guard) -> str:
    with pytest.raises(Refused) as refused:
        guard.place(url)
    return str(refused.value)


def test_place_keeps_the_addresses_that_were_checked():
    place = guard(PUBLIC, "2606:4700::1").place("https://minerals.example/a b?q=é")
    assert (place.scheme, place.host, place.port, place.path) == ("https", "minerals.example", 443, "/a%20b?q=%C3%A9")
    assert place.addresses == (PUBLIC, "2606:4700::1")


@pytest.mark.parametrize("addresses", [["10.0.0.1"], [PUBLIC, "10.0.0.1"], ["::1", PUBLIC], []])
def test_name_with_any_address_inside_a_network_is_refused(addresses):
    assert refusal("https://minerals.example/", guard(*addresses)) == "leads into a network that is not public"


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://127.1/", "http://localhost/", "http://[::1]/",
     "http://[::ffff:127.0.0.1]/", "http://0/"],
)  # fmt: skip
def test_address_in_the_place_of_a_name_is_read_as_the_system_reads_it(url):
    assert refusal(url, Guard()) == "leads into a network that is not public"


@pytest.mark.parametrize(
    "url", ["http://minerals.example:22/", "https://minerals.example:8443/", "http://h.example:6379"]
)
def test_other_ports_are_refused(url):
    assert "is not visited" in refusal(url, guard(PUBLIC))


@pytest.mark.parametrize("url", ["http://minerals.example:443/", "https://minerals.example:443/"])
def test_ports_of_the_web_are_visited(url):
    assert guard(PUBLIC).place(url).port == 443


@pytest.mark.parametrize(
    "url", ["https://name@minerals.example/", "https://name:secret@minerals.example/", "https://@m.example"]
)
def test_names_and_passwords_are_refused(url):
    assert refusal(url, guard(PUBLIC)) == "holds a user name or password"


@pytest.mark.parametrize(
    "url",
    ["ftp://minerals.example/", "file:///etc/passwd", "gopher://h/", "javascript:alert(1)", "//minerals.example/", "", "http://",
     "http://[oh/", "http://h:port/", "https://" + "a" * 64 + ".example/", "https://a..b.example/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url):
    assert refusal(url, guard(PUBLIC)) == "is not a web address"


def test_names_in_other_scripts_are_asked_for_in_ascii():
    asked = []
    Guard(resolve=lambda host, port: asked.append(host) or [PUBLIC]).place("https://bücher.example/")
    assert asked == ["xn--bcher-kva.example"]


def test_nothing_is_sent_to_this_machine():
    with serving({"/": OK}) as server:
        finding = Visitor("tests", Guard(ports=frozenset({server.port}))).visit(server.url())
    assert (finding.is_ok, finding.words) == (False, "not visited: leads into a network that is not public")
    assert server.requests == []


def test_redirect_into_a_network_is_refused():
    with serving({"/secret": OK}) as inner:
        answers = {"/": says(f"HTTP/1.1 302 Found\nLocation: http://inner.example:{inner.port}/secret")}
        with serving(answers) as outer:
            lead = {"outer.example": "127.0.0.1", "inner.example": "127.0.0.2"}
            visitor = Visitor(
                "tests",
                Guard(
                    resolve=lambda host, port: [lead[host]],
                    is_allowed=lambda address: address == "127.0.0.1",
                    ports=frozenset({outer.port, inner.port}),
                ),
            )
            finding = visitor.visit(outer.url(host="outer.example"))
    assert (finding.is_ok, inner.requests) == (False, [])
    assert finding.words == "not visited: leads into a network that is not public"


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://name:secret@outer.example/", "http://outer.example:22/"]
)
def test_redirect_out_of_the_web_is_refused(location):
    with serving({"/": says(f"HTTP/1.1 302 Found\nLocation: {location}")}) as server:
        allowed = Guard(lambda host, port: ["127.0.0.1"], lambda address: True, frozenset({server.port}))
        finding = Visitor("tests", allowed).visit(server.url(host="outer.example"))
    assert (finding.is_ok, finding.words.startswith("not visited: ")) == (False, True)


def test_connection_goes_to_the_address_that_was_checked_and_the_name_is_not_asked_for_again(monkeypatch):
    """The name is unknown to the system: a second look-up would fail, or lead elsewhere (DNS rebinding)."""
    asked = []
    monkeypatch.setattr(socket, "getaddrinfo", watched(socket.getaddrinfo, asked))
    with serving({"/": OK}) as server:
        rebinding = iter([["127.0.0.1"], ["10.0.0.1"]])
        allowed = Guard(lambda host, port: next(rebinding), lambda address: address == "127.0.0.1", {server.port})
        visitor = Visitor("tests", allowed)
        first, second = (
            visitor.visit(server.url(host="rebinding.example")),
            visitor.visit(server.url(host="rebinding.example")),
        )
    assert (first.is_ok, second.is_ok) == (True, False)
    assert server.methods == ["HEAD"]
    assert {host for host in asked if host != "127.0.0.1"} == set()
    assert f"Host: rebinding.example:{server.port}" in server.requests[0]


def watched(look_up, asked: list):
    def watching(host, *args, **kwargs):
        asked.append(host)
        return look_up(host, *args, **kwargs)

    return watching


def test_each_request_is_checked_anew():
    with serving({"/": says("HTTP/1.1 405 Method Not Allowed")}) as server:
        leads = iter([["127.0.0.1"], ["127.0.0.2"]])
        allowed = Guard(lambda host, port: next(leads), lambda address: address == "127.0.0.1", {server.port})
        finding = Visitor("tests", allowed).visit(server.url())
    assert (finding.words, server.methods) == ("not visited: leads into a network that is not public", ["HEAD"])


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with serving({"/": OK}) as server:
        allowed = Guard(resolve, lambda address: address == "127.0.0.1", {server.port})
        assert Visitor("tests", allowed).visit(server.url()).is_ok


def test_guard_is_closed_unless_it_is_told_otherwise():
    assert (Visitor("tests").guard.is_allowed, Visitor("tests").guard.resolve) == (is_public, resolve)
    assert Visitor("tests").guard.ports == {80, 443}
