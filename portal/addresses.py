"""Whose question it is: the address that limits are counted by, and nothing else is done with it.

Behind a proxy every question comes from the proxy. Only a proxy that was named is believed: the
address is then the last one in X-Forwarded-For that is no proxy of ours. An IPv6 customer has a
whole /64, so that is what is counted.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

from faults.errors import UsageError

Network = IPv4Network | IPv6Network
MOST_PROXIES = 16
"""Of a chain of addresses, so many are looked at, from the nearest on."""

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
        self._proxies = tuple(proxies)
        self._known = lru_cache(maxsize=16384)(self._look_at)

    def of(self, scope: Any) -> bytes:
        """What limits are counted by for this question."""
        client = scope.get("client")
        who, is_proxy = self._known(client[0] if client else "")
        return (self._forwarded(scope) or who) if is_proxy else who

    def secure(self, scope: Any) -> bool:
        """Whether the public asks over TLS, also when a proxy of ours undoes it."""
        client = scope.get("client")
        if self._proxies and client and self._known(client[0])[1]:
            for name, value in scope["headers"]:
                if name == b"x-forwarded-proto":
                    return bool(value.strip() == b"https")
        return bool(scope.get("scheme") == "https")

    def _forwarded(self, scope: Any) -> bytes:
        """The nearest address in the header that is no proxy of ours; b"" when there is none."""
        values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        if not values:
            return b""
        who = b""
        for text in reversed(b",".join(values).decode("latin-1").split(",")[-MOST_PROXIES:]):
            who, is_proxy = self._known(text.strip())
            if not is_proxy:
                break
        return who

    def _look_at(self, host: str) -> tuple[bytes, bool]:
        """The part of an address that one customer holds (NOBODY for none); whether it is ours."""
        try:
            address = ip_address(host)
        except ValueError:
            return NOBODY, False
        if isinstance(address, IPv6Address):
            if address.ipv4_mapped is None:
                return address.packed[:8], self._is_proxy(address)
            address = address.ipv4_mapped
        return address.packed, self._is_proxy(address)

    def _is_proxy(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._proxies)
