"""How much one reader may ask for, so that there is something left for the others."""

import hashlib
import ipaddress
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from rest_framework.throttling import SimpleRateThrottle


class ReaderThrottle(SimpleRateThrottle):
    """So many requests in so much time from one address; from one network of 64 bits where addresses are IPv6.

    The rate is the setting API_RATE. All count together in Redis, where REDIS_URL names one, else each process for
    itself, in its memory: an unchanged answer costs one query, and to count it in the database would cost more. Which
    address asks is taken from X-Forwarded-For only as far as the setting TRUSTED_PROXIES says that proxies of our own
    wrote it.
    """

    scope = "readers"

    @property
    def cache(self) -> Any:
        return caches["readers"]

    def get_rate(self) -> str | None:
        return settings.API_RATE or None

    def get_cache_key(self, request: HttpRequest, view: Any) -> str:
        return key_of(self.get_ident(request) or "")


def is_admitted(request: HttpRequest, view: Any) -> bool:
    """Counts a request that is answered without the view; whoever asks too much is sent on to it, which says so."""
    throttles = getattr(getattr(view, "cls", None), "throttle_classes", ())
    return all(throttle().allow_request(request, view) for throttle in throttles)


@lru_cache(maxsize=1_000)
def key_of(address: str) -> str:
    """Under which the requests from there are counted."""
    return f"reader-{hashlib.sha256(network(address).encode(errors='replace')).hexdigest()[:32]}"


def network(address: str) -> str:
    """What one reader can ask from: one address, or all those that come with a line of IPv6."""
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
