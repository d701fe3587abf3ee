"""One visit: is anybody there? Asks for the head of a page, and for no body; follows redirects hop by hop."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Timer
from urllib.parse import urljoin

from .guard import Guard, Place, Refused

REDIRECTS = {301, 302, 303, 307, 308}
MOST_HOPS = 5
THERE = {401, 403, 429}  # whoever answers so is there, if not for a machine
TOOK_THE_CALL = (http.client.HTTPException, ConnectionError, ssl.SSLError)
TIMEOUT = 10  # seconds that a server may be silent
DEADLINE = 30  # seconds for one request, however slowly it is answered


@dataclass(frozen=True)
class Finding:
    """What a visit found, in a few words: "200 OK", "timed out"; `was_reached`: something took the call at all."""

    is_ok: bool
    words: str
    was_reached: bool = True


@dataclass(frozen=True)
class Answer:
    """The head of what a server said."""

    status: int
    reason: str
    location: str


class Connection(http.client.HTTPConnection):
    """Connects to the addresses that were checked, and never asks for the name again. No proxy of the environment."""

    def __init__(self, place: Place, tls: ssl.SSLContext) -> None:
        super().__init__(place.name, place.port, timeout=TIMEOUT)
        self.place, self.tls = place, tls

    def connect(self) -> None:
        self.sock = connected(self.place)
        if self.place.scheme == "https":
            self.sock = self.tls.wrap_socket(self.sock, server_hostname=self.place.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def give_up(self) -> None:
        """Ends whatever waits for the server, from another thread."""
        if self.sock is not None:
            try:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                return


def connected(place: Place) -> socket.socket:
    """A connection to the first of the addresses that takes one. Raises OSError where none does."""
    problem: OSError | None = None
    for address in place.addresses[:2]:
        try:
            return socket.create_connection((address, place.port), timeout=TIMEOUT)
        except OSError as error:
            problem = error
    raise problem or OSError("no address")


@dataclass(frozen=True)
class Visitor:
    """Visits addresses under a name of its own."""

    user_agent: str
    guard: Guard = field(default_factory=Guard)
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def visit(self, url: str) -> Finding:
        """Whether the address answers. It asks with HEAD first; a server that will not have that is asked with GET."""
        try:
            answer = self.followed("HEAD", url)
            if answer.status >= 400:
                answer = self.followed("GET", url)
        except Refused as refused:
            return Finding(is_ok=False, words=f"not visited: {refused}", was_reached=False)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Finding(is_ok=False, words=in_words(error), was_reached=isinstance(error, TOOK_THE_CALL))
        is_ok = answer.status < 400 or answer.status in THERE
        return Finding(is_ok, f"{answer.status} {printable(answer.reason)}".strip())

    def followed(self, method: str, url: str) -> Answer:
        """The answer at the end of all redirects. Raises Refused, OSError, HTTPException or ValueError."""
        for _hop in range(MOST_HOPS + 1):
            answer = self.asked(method, url)
            if answer.status not in REDIRECTS or not answer.location:
                return answer
            url = urljoin(url, answer.location)
        raise Refused(f"more than {MOST_HOPS} redirects")

    def asked(self, method: str, url: str) -> Answer:
        """One request; of the answer, only the head is read."""
        place = self.guard.place(url)
        connection = Connection(place, self.tls)
        with limited(connection):
            connection.request(method, place.path, headers={"User-Agent": self.user_agent, "Accept": "*/*"})
            response = connection.getresponse()
            location = response.getheader("Location", "").encode("latin-1", "replace").decode("utf-8", "replace")
            return Answer(response.status, response.reason, location)


@contextmanager
def limited(connection: Connection) -> Iterator[None]:
    """Closes the connection in the end, and breaks it at the deadline: a server that drips holds nobody up."""
    watch = Timer(DEADLINE, connection.give_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        connection.close()


def in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, socket.gaierror):
        return "the name is not known"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not valid: {error.verify_message}"
    return f"{type(error).__name__}: {printable(str(error))}"


def printable(words: str) -> str:
    """What a server said, without the characters that are orders to a terminal or no text to a database."""
    return "".join(character for character in words[:100] if character.isprintable())
