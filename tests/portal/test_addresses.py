"""Whose question it is."""

from typing import Any

import pytest

from faults.errors import UsageError
from portal.addresses import NOBODY, Addresses, proxy_networks


def scope(client: str | None, *headers: tuple[bytes, bytes], scheme: str = "http") -> Any:
    """A question from this end of a connection."""
    return {
        "client": (client, 1) if client is not None else None,
        "headers": list(headers),
        "scheme": scheme,
    }


def forwarded(chain: str) -> tuple[bytes, bytes]:
    """The header that a proxy writes."""
    return (b"x-forwarded-for", chain.encode("latin-1"))


def test_an_ipv4_customer_is_an_address_and_an_ipv6_one_a_network_of_64_bits() -> None:
    addresses = Addresses()

    assert addresses.of(scope("192.0.2.1")) != addresses.of(scope("192.0.2.2"))
    assert addresses.of(scope("2001:db8::1")) == addresses.of(scope("2001:db8::ffff:1"))
    assert addresses.of(scope("2001:db8::1")) != addresses.of(scope("2001:db8:0:1::1"))
    assert addresses.of(scope("::ffff:192.0.2.1")) == addresses.of(scope("192.0.2.1"))


@pytest.mark.parametrize("client", [None, "", "unix", "192.0.2.999"])
def test_who_cannot_be_told_shares_one_bucket(client: str | None) -> None:
    assert Addresses().of(scope(client)) == NOBODY


@pytest.mark.parametrize(
    ("chain", "counted"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("6.6.6.6, 203.0.113.5", "203.0.113.5"),
        ("6.6.6.6, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        ("10.0.0.2, 10.0.0.3", "10.0.0.2"),
        ("2001:db8::7", "2001:db8::7"),
    ],
)
def test_the_last_address_that_is_no_proxy_of_ours_counts(chain: str, counted: str) -> None:
    addresses = Addresses(proxy_networks(["10.0.0.0/8"]))

    assert addresses.of(scope("10.0.0.1", forwarded(chain))) == addresses.of(scope(counted))


@pytest.mark.parametrize("chain", ["", "isto não é", "203.0.113.5\x00", "a" * 5000, ",,,"])
def test_nonsense_in_the_header_frees_nobody_from_the_limit(chain: str) -> None:
    addresses = Addresses(proxy_networks(["10.0.0.1"]))

    assert addresses.of(scope("10.0.0.1", forwarded(chain))) in (
        NOBODY,
        addresses.of(scope("10.0.0.1")),
    )


def test_a_stranger_is_not_believed() -> None:
    addresses = Addresses(proxy_networks(["10.0.0.1"]))

    asked = scope("192.0.2.1", forwarded("203.0.113.5"), (b"x-forwarded-proto", b"https"))
    assert addresses.of(asked) == addresses.of(scope("192.0.2.1"))
    assert not addresses.secure(asked)


def test_tls_is_told_by_the_connection_or_by_a_proxy_of_ours() -> None:
    addresses = Addresses(proxy_networks(["10.0.0.1"]))

    assert addresses.secure(scope("192.0.2.1", scheme="https"))
    assert addresses.secure(scope("10.0.0.1", (b"x-forwarded-proto", b"https")))
    assert not addresses.secure(scope("10.0.0.1", (b"x-forwarded-proto", b"http")))


def test_a_network_that_is_none_is_refused_with_an_example() -> None:
    with pytest.raises(UsageError) as refused:
        proxy_networks(["10.0.0.1", "proxy.interno"])

    assert refused.value.message == "“proxy.interno” não é um endereço nem uma rede."
    assert refused.value.remedy == "Escreva como 10.0.0.5 ou 10.0.0.0/8."
