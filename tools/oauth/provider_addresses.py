"""Which addresses an authority may have: https, and by default public ones only.

The addresses of authorities are settings. Without this check they would let the
server ask whatever it can reach: its own network, or the metadata service of its
cloud, which hands out credentials to anyone who asks.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from ..errors import FixSettings, RetryLater

# Never, whatever an administrator allows: link-local, and metadata services that
# live elsewhere (AWS, Alibaba, Azure, Oracle).
_NEVER = tuple(
    ip_network(text)
    for text in (
        "169.254.0.0/16",
        "fe80::/10",
        "fd00:ec2::254/128",
        "100.100.100.200/32",
        "168.63.129.16/32",
        "192.0.0.192/32",
    )
)
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052, 2.1
HTTPS_PORT = 443


def check_url(url: str, allow_private: bool) -> None:
    """Raise `FixSettings` with authority_url_refused unless ``url`` may be asked.

    Every address of its host is looked at; RetryLater with authority_unreachable
    where it has none. The connection looks again, see `http.GuardedConnection`.
    """
    host, port = https_host(url)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RetryLater("authority_unreachable", f"{host}: {error}") from None
    for *_rest, where in found:
        check_address(str(where[0]), allow_private)


def https_host(url: str) -> tuple[str, int]:
    """Return host and port; raises `FixSettings` with authority_url_refused."""
    try:
        parts = urlsplit(url)
        port = parts.port or HTTPS_PORT
    except ValueError:
        raise _refused("not an address", url) from None
    if parts.scheme != "https" or not parts.hostname:
        raise _refused("not an https address", url)
    if "@" in parts.netloc or parts.fragment or not url.isprintable() or " " in url:
        raise _refused("a user name, a fragment or a blank", url)
    return parts.hostname, port


def check_address(address: str, allow_private: bool) -> None:
    """Raise `FixSettings` with authority_url_refused for an address not to be asked."""
    found = _unwrapped(ip_address(address.partition("%")[0]))
    if any(found in network for network in _NEVER if found.version == network.version):
        raise FixSettings("authority_url_refused", f"{found} is never asked")
    if found.is_multicast or found.is_unspecified:
        raise FixSettings("authority_url_refused", f"{found} is no host's address")
    if not allow_private and not found.is_global:
        raise FixSettings("authority_url_refused", f"{found} is a private address")


def _unwrapped(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4, NAT64."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _refused(reason: str, url: str) -> FixSettings:
    """Without the query, in which somebody may have pasted a secret."""
    return FixSettings("authority_url_refused", f"{reason}: {url.split('?')[0]}")
