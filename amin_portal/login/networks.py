"""From where the desk can be reached at all, where ADMIN_ALLOWED_NETWORKS names any networks.

Nobody is logged in anywhere else, whatever cookie they hold: a session that was stolen is worth nothing outside.
"""

from ipaddress import IPv6Address, ip_address

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest


def is_open_to(request: HttpRequest) -> bool:
    """Whether the desk is open to where this comes from: X-Forwarded-For is believed as TRUSTED_PROXIES says."""
    networks = settings.ADMIN_ALLOWED_NETWORKS
    if not networks:
        return True
    try:
        client = get_client_ip(request)
    except ImproperlyConfigured:  # it came through fewer proxies than there are: past one of them
        return False
    if not client:
        return False
    address = ip_address(client)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:  # as a socket for both kinds tells of IPv4
        address = address.ipv4_mapped
    return any(address in network for network in networks)
