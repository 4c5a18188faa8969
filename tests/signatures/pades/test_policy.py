"""The signature policy: written under the signature as the body names it, and not without it."""

import io
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from instruments.arrangements import Arrangements, SignaturePolicy
from signatures.pades.policy import Policy
from signatures.pades.sign import Order, sign
from signatures.pades.validate import inspect
from tests.pki import pki
from tests.records import lines
from tests.signed import CHECKED_AT, PHRASE, SIGNED_AT, credential, signed_twice, to_sign

POLICY = Policy("2.16.76.1.99.1", "ab" * 32, "http://politicas.exemplo.gov.br/PA_EXEMPLO.der")
NAMED = {"oid": POLICY.oid, "sha256": POLICY.sha256, "endereco": POLICY.address}


def under(data: bytes) -> list[dict[str, Any]]:
    """What stands under each signature, by the name of the attribute."""
    found = PdfFileReader(io.BytesIO(data)).embedded_signatures
    return [
        {one["type"].native: one["values"].native for one in each.signer_info["signed_attrs"]}
        for each in found
    ]


def test_the_policy_is_written_as_it_was_named_and_the_signature_is_valid() -> None:
    order = Order("mpmt", PHRASE, SIGNED_AT, policy=POLICY)
    data = sign(to_sign(), order, credential(pki().claire))

    (attributes,) = under(data)
    (written,) = attributes["signature_policy_identifier"]

    assert written["sig_policy_id"] == POLICY.oid
    assert written["sig_policy_hash"]["digest_algorithm"]["algorithm"] == "sha256"
    assert written["sig_policy_hash"]["digest"] == bytes.fromhex(POLICY.sha256)
    assert [dict(one) for one in written["sig_policy_qualifiers"]] == [
        {"sig_policy_qualifier_id": "sp_uri", "sig_qualifier": POLICY.address}
    ]
    assert inspect(data, pki().trust(), CHECKED_AT).judgement == "valida"


def test_without_one_none_is_written() -> None:
    assert [sorted(one) for one in under(signed_twice())] == [
        ["content_type", "message_digest", "signing_certificate_v2"]
    ] * 2


def test_none_is_built_in() -> None:
    assert Arrangements().signing.policy is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("oid", "2.16"),
        ("oid", "PA_AD_RB"),
        ("sha256", "AB" * 32),
        ("sha256", "ab" * 20),
        ("endereco", "politicas.exemplo.gov.br"),
        ("endereco", "http://política.gov.br/a.der"),
    ],
)
def test_a_policy_that_is_not_whole_is_refused_with_its_place(key: str, value: str) -> None:
    (line,) = lines(SignaturePolicy, {**NAMED, key: value}, "orgao.yaml")

    assert line.startswith(f"orgao.yaml: {key}: ")
