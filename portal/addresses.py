"""Whose question it is: the address that limits are counted by, and nothing else is done with it.

Behind a proxy every question comes from the proxy. Only a proxy that was named is believed: the
address is then the last one in X-Forwarded-For that is no proxy of ours. An IPv6 customer has a
whole /64, so that is what is counted.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from socket import AF_INET, AF_INET6, inet_pton
from typing import Any

from faults.errors import UsageError

Network = IPv4Network | IPv6Network
MOST_PROXIES = 16
"""Of a chain of addresses, so many are looked at, from the nearest on."""

DRESSED = bytes(10) + b"\xff\xff"
"""Before the four bytes of an IPv4 address that is written as one of IPv6."""

NOBODY = b"?"
"""Who cannot be told, such as the other end of a pipe: they share one bucket."""


def proxy_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """The networks named by --confiar-proxy. Raises UsageError."""
    networks = []
    for text in texts:
        try:
            networks.append(ip_network(text, strict=False))
        except ValueError as error:
            raise UsageError(
                f"“{text}” não é um endereço nem uma rede.", "Escreva como 10.0.0.5 ou 10.0.0.0/8."
            ) from error
    return tuple(networks)


class Addresses:
    """Tells who asks, given the proxies that are believed."""

    def __init__(self, proxies: Sequence[Network] = ()) -> None:
        self._proxies = tuple(
            (len(net.network_address.packed), int(net.network_address), int(net.netmask))
            for net in proxies
        )
        self._is_proxy = lru_cache(maxsize=256)(self._believed)

    def of(self, scope: Any) -> bytes:
        """What limits are counted by for this question."""
        client = scope["client"]
        host = client[0] if client else ""
        if self._proxies and self._is_proxy(host):
            return self._forwarded(scope) or counted(packed(host))
        return counted(packed(host))

    def secure(self, scope: Any) -> bool:
        """Whether the public asks over TLS, also when a proxy of ours undoes it."""
        client = scope["client"]
        if self._proxies and client and self._is_proxy(client[0]):
            for name, value in scope["headers"]:
                if name == b"x-forwarded-proto":
                    return bool(value.strip() == b"https")
        return bool(scope["scheme"] == "https")

    def _forwarded(self, scope: Any) -> bytes:
        """The nearest address in the header that is no proxy of ours; b"" when there is none."""
        values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        if not values:
            return b""
        address = b""
        for text in reversed(b",".join(values).decode("latin-1").split(",")[-MOST_PROXIES:]):
            address = packed(text.strip())
            if not self._is_ours(address):
                break
        return counted(address)

    def _believed(self, host: str) -> bool:
        return self._is_ours(packed(host))

    def _is_ours(self, address: bytes) -> bool:
        value, size = int.from_bytes(address), len(address)
        return any(size == length and value & mask == net for length, net, mask in self._proxies)


def packed(host: str) -> bytes:
    """The bytes of an address, IPv4 also where it came dressed as IPv6; b"" when it is none."""
    try:
        if ":" not in host:
            return inet_pton(AF_INET, host)
        address = inet_pton(AF_INET6, host)
    except (OSError, ValueError):
        return b""
    return address.removeprefix(DRESSED)


def counted(address: bytes) -> bytes:
    """The part of an address that one customer holds; NOBODY when it is none."""
    return address[:8] or NOBODY
