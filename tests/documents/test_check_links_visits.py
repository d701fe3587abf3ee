"""One visit: what counts as an answer, and that no server, however it behaves, holds the visitor up."""

import socket
import ssl
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from documents.link_checks import visiting
from documents.link_checks.guard import Guard
from documents.link_checks.visiting import MOST_HOPS, Finding, Visitor
from tests.documents.web_servers import says, serving

OK = says("HTTP/1.1 200 OK")
AGENT = "ASEAN-minerals-record/1.0 (link check; +https://minerals.example/about/)"


def visitor(**values) -> Visitor:
    """One that may visit this machine alone, at any port, whatever the name."""

    class AnyPort(frozenset):
        def __contains__(self, port: object) -> bool:
            return True

    return Visitor(AGENT, Guard(lambda host, port: ["127.0.0.1"], lambda address: True, AnyPort()), **values)


def found(answers, path="/"):
    with serving(answers) as server:
        return visitor().visit(server.url(path)), server


@pytest.mark.parametrize(
    "status", ["200 OK", "204 No Content", "401 Unauthorized", "403 Forbidden", "429 Too Many Requests"]
)
def test_whoever_answers_so_is_there(status):
    finding, _server = found({"/": says(f"HTTP/1.1 {status}")})
    assert finding == Finding(is_ok=True, words=status)


@pytest.mark.parametrize("status", ["400 Bad Request", "404 Not Found", "410 Gone", "500 Failed", "503 Busy"])
def test_whoever_answers_so_has_nothing_there(status):
    finding, server = found({"/": says(f"HTTP/1.1 {status}")})
    assert finding == Finding(is_ok=False, words=status)
    assert server.methods == ["HEAD", "GET"]


def test_head_is_enough():
    _finding, server = found({"/": OK})
    assert server.methods == ["HEAD"]


@pytest.mark.parametrize("status", ["405 Method Not Allowed", "501 Not Implemented", "404 Not Found"])
def test_server_that_will_not_have_head_is_asked_with_get(status):
    def answer(request, connection):
        says(f"HTTP/1.1 {status if request.startswith('HEAD') else '200 OK'}")(request, connection)

    finding, server = found({"/": answer})
    assert (finding.is_ok, server.methods) == (True, ["HEAD", "GET"])


def test_visitor_says_who_it_is():
    _finding, server = found({"/": OK})
    assert f"User-Agent: {AGENT}" in server.requests[0].splitlines()


def test_redirects_are_followed_hop_by_hop():
    answers = {
        "/": says("HTTP/1.1 301 Moved Permanently\nLocation: /below/here"),
        "/below/here": says("HTTP/1.1 307 Temporary Redirect\nLocation: there?q=b%20c"),
        "/below/there?q=b%20c": OK,
    }
    finding, server = found(answers)
    assert (finding.is_ok, len(server.requests)) == (True, 3)


def test_redirect_in_another_script_is_understood():
    finding, _server = found({"/": says("HTTP/1.1 302 Found\nLocation: /bộ"), "/b%E1%BB%99": OK})
    assert finding.is_ok


def test_redirects_without_end_are_given_up():
    finding, server = found({"/": says("HTTP/1.1 302 Found\nLocation: /")})
    assert finding.words == f"not visited: more than {MOST_HOPS} redirects"
    assert len(server.requests) == MOST_HOPS + 1


def test_redirect_to_nowhere_is_an_answer():
    finding, _server = found({"/": says("HTTP/1.1 302 Found")})
    assert finding.words == "302 Found"


def test_silent_server_is_given_up(monkeypatch):
    monkeypatch.setattr(visiting, "TIMEOUT", 0.2)
    finding, _server = found({"/": lambda request, connection: time.sleep(1)})
    assert finding == Finding(is_ok=False, words="timed out", was_reached=False)


def drip(request, connection):
    """A byte every now and then, for five seconds: never silent for long."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _byte in range(100):
        connection.sendall(b"z")
        time.sleep(0.05)


def test_server_that_drips_is_given_up_at_the_deadline(monkeypatch):
    monkeypatch.setattr(visiting, "DEADLINE", 0.5)
    begun = time.monotonic()
    found({"/": drip})
    assert time.monotonic() - begun < 3


def test_body_is_not_read():
    sent = []

    def flood(request, connection):
        if request.startswith("HEAD"):
            return says("HTTP/1.1 405 Method Not Allowed")(request, connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
        for _ in range(10_000):
            sent.append(connection.send(b"z" * 2**16))
        return None

    finding, _server = found({"/": flood})
    assert finding.is_ok
    assert sum(sent) < 2**25  # what fits between the two, of the 650 megabytes


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff\xfe\x00",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000,
        b"HTTP/1.1 200 " + b"z" * 70_000,
    ],
)
def test_whoever_speaks_something_else_is_no_answer(garbage):
    finding, _server = found({"/": lambda request, connection: connection.sendall(garbage)})
    assert (finding.is_ok, finding.was_reached) == (False, True)
    assert finding.words


def test_words_of_a_server_give_no_orders():
    finding, _server = found({"/": says("HTTP/1.1 404 \x1b[31mGone\x00" + "z" * 500)})
    assert finding.words == "404 [31mGone" + "z" * 90


def test_nobody_at_the_door():
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    finding = visitor().visit(f"http://127.0.0.1:{port}/")
    assert (finding.is_ok, finding.was_reached, "refused" in finding.words) == (False, True, True)


def test_name_that_nobody_knows():
    def unknown(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    finding = Visitor(AGENT, Guard(unknown)).visit("https://minerals.example/")
    assert finding == Finding(is_ok=False, words="the name is not known", was_reached=False)


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A file with a key and a certificate for minerals.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "minerals.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("minerals.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    kind = serialization.PrivateFormat.PKCS8
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secure_server(certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with serving({"/": OK}, tls) as server:
        yield server


def test_certificate_is_asked_for_under_the_name_and_not_the_address(secure_server, certificate):
    trusting = visitor(tls=ssl.create_default_context(cafile=certificate))
    assert trusting.visit(secure_server.url(host="minerals.example")).is_ok


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_certificate_for_another_name_is_no_answer(secure_server, certificate, host):
    trusting = visitor(tls=ssl.create_default_context(cafile=certificate))
    finding = trusting.visit(secure_server.url(host=host))
    assert (finding.is_ok, finding.was_reached) == (False, True)
    assert finding.words.startswith("the certificate is not valid: ")
    assert secure_server.requests == []


def test_certificate_that_nobody_vouches_for_is_no_answer(secure_server):
    assert (
        visitor().visit(secure_server.url(host="minerals.example")).words.startswith("the certificate is not valid: ")
    )
