"""The signature policy that a signature says it was given under (RFC 5126, 5.8.1; ICP-Brasil's
AD-RB asks for one, DOC-ICP-15.03).

Which policy is in force, and its hash, change with the list that ITI publishes. So nothing is built
in: the body names the policy, and what it names is written as it stands. No rule of a policy is
checked here.
"""

from dataclasses import dataclass

from asn1crypto import algos
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.ades.cades_asn1 import (
    SignaturePolicyId,
    SignaturePolicyIdentifier,
    SigPolicyQualifierInfo,
    SigPolicyQualifierInfos,
)


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy by its OID, the SHA-256 (hexadecimal) that is published of it, and its address."""

    oid: str
    sha256: str
    address: str


def attributes_of(policy: Policy) -> CAdESSignedAttrSpec:
    """What goes under the signature."""
    where = SigPolicyQualifierInfo(
        {"sig_policy_qualifier_id": "sp_uri", "sig_qualifier": policy.address}
    )
    digest = {
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
        "digest": bytes.fromhex(policy.sha256),
    }
    named = SignaturePolicyId(
        {
            "sig_policy_id": policy.oid,
            "sig_policy_hash": algos.DigestInfo(digest),
            "sig_policy_qualifiers": SigPolicyQualifierInfos([where]),
        }
    )
    return CAdESSignedAttrSpec(
        signature_policy_identifier=SignaturePolicyIdentifier(
            name="signature_policy_id", value=named
        )
    )
