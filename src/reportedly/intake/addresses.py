"""Which network addresses a page may be fetched from: public ones, however they are written.

A name is looked up once; every address it has must be permitted, and the connection is made to one of those just
checked. So a name that changes its mind between the check and the connection gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_ISATAP = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")  # RFC 5214: the middle of an interface identifier
_IPV4_AT_THE_END = tuple(
    ip_network(n)
    for n in (
        "::/96",  # IPv4-compatible, RFC 4291
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291
        "::ffff:0:0:0/96",  # IPv4-translated, RFC 2765
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # NAT64 of one's own, RFC 8215
    )
)

_NAT64 = ip_network("64:ff9b::/96")  # what an IPv6-only network makes of an IPv4 address: judged by that address
_SPECIAL = (
    ip_network("192.0.0.0/24"),
    ip_network("192.88.99.0/24"),
)  # RFC 6890, RFC 7526: Python lets parts of them pass


class NotPublic(Exception):  # noqa: N818 - it is what the address is
    """An address that no page is fetched from; the message names it."""


def resolve_name(host: str, port: int) -> tuple[Address, ...]:
    """The addresses of a name, by the system's resolver. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


def check_addresses(addresses: tuple[Address, ...], allowed: tuple[Network, ...]) -> tuple[Address, ...]:
    """The addresses, all of them permitted. Raises NotPublic for the first that is not."""
    for address in addresses:
        if not _inside(address, allowed) and not is_public(address):
            raise NotPublic(f"{address} is no public address")
    return addresses


def is_public(address: Address) -> bool:
    """Whether the address, and any IPv4 address that it carries inside, is one of the public internet.

    An IPv4 address dressed as IPv6 (``::ffff:…``) is refused whatever it carries: no resolver answers so by itself.
    """
    carried = tuple(_carried(address))
    return (_is_global(address) or _inside(address, (_NAT64,))) and all(_is_global(a) for a in carried)


def _inside(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address.version == n.version and address in n for n in networks)


def _is_global(address: Address) -> bool:
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    special = address.is_multicast or address.is_reserved or site_local or _inside(address, _SPECIAL)
    return address.is_global and not special


def _carried(address: Address) -> Iterator[IPv4Address]:
    """The IPv4 addresses that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        return
    packed = address.packed
    if _inside(address, _IPV4_AT_THE_END) or packed[8:12] in _ISATAP:
        yield IPv4Address(packed[12:])
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
