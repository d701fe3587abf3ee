"""Where a visit may lead: to public addresses alone, so that nobody looks into an inner network through the portal."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

PORTS = {"http": 80, "https": 443}
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # outside of it: mapped, translated, link-local, unique local ...
SPECIAL = [  # that the standard library calls global, or did
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")
]


SAFE = "%/:=&?~+!$,;'@()*[]"  # what is escaped already, and what needs no escape


class Refused(Exception):
    """The address is not visited; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where one request goes: the address that was checked, and the name under which it is asked for."""

    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def name(self) -> str:
        """The host as it stands in a URL."""
        return f"[{self.host}]" if ":" in self.host else self.host


def is_public(address: str) -> bool:
    """An IP address of the open internet: not private, shared (CGNAT), local, reserved, multicast or translated."""
    ip = ipaddress.ip_address(address)
    if ip.version == 6 and ip not in GLOBAL_UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in SPECIAL)


def resolve(host: str, port: int) -> list[str]:
    """All addresses that the name has now. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(entry[4][0] for entry in found))


@dataclass(frozen=True)
class Guard:
    """Decides on every address anew, also on each that a redirect leads to."""

    resolve: Callable[[str, int], list[str]] = resolve
    is_allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset(PORTS.values())

    def place(self, url: str) -> Place:
        """Where the URL leads. Raises Refused, or OSError where the name is not known.

        Every address of the name must be allowed; whoever connects takes one of those, and does not ask for the name
        again, because the answer may be another by then (DNS rebinding).
        """
        scheme, host, port, path = taken_apart(url)
        if port not in self.ports:
            raise Refused(f"port {port} is not visited")
        addresses = self.resolve(host, port)
        if not addresses or not all(self.is_allowed(address) for address in addresses):
            raise Refused("leads into a network that is not public")
        return Place(scheme, host, port, path, tuple(addresses))


def taken_apart(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path with query, in the characters that a request is made of. Raises Refused."""
    try:
        parts = urlsplit(url)
        port, host = parts.port or PORTS.get(parts.scheme, 0), in_ascii(parts.hostname or "")
    except ValueError as error:  # a port that is no number, brackets that hold no address, a name that is too long
        raise Refused("is not a web address") from error
    if parts.scheme not in PORTS or not host:
        raise Refused("is not a web address")
    if parts.username is not None or parts.password is not None:
        raise Refused("holds a user name or password")
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    return parts.scheme, host, port, path


def in_ascii(host: str) -> str:
    """The name as the resolver knows it (IDNA); a literal IPv6 address as it is. Raises ValueError."""
    return host if ":" in host else host.encode("idna").decode("ascii")
