"""Whose address it is, as far as a limiter has to know."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind a proxy, what that proxy says last. Kept nowhere."""
    told = request.META.get("HTTP_X_FORWARDED_FOR") if settings.SECURE_PROXY_SSL_HEADER else None
    return str(told).rpartition(",")[2].strip() if told else str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """The address itself; of IPv6 the network, since one caller has all of it.

    A server that listens on both kinds writes an IPv4 address inside an IPv6 one, where all would be one network.
    What is no address (a proxy that adds a port) stays as it is.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or found
    return str(IPv6Network((int(found), 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
