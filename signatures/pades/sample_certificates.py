"""Certificates for the demo: an authority of its own and a certificate for each signatory.

They say of themselves that they are worth nothing, and nobody trusts them outside that folder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

AUTHORITY = "Autoridade de Demonstração (sem valor)"
SINCE, UNTIL = datetime(2023, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SampleCertificates:
    """The authority's certificate as PEM, and for each name the PKCS#12 file of its holder."""

    authority: bytes
    files: dict[str, bytes]


def sample_certificates(names: Sequence[str], password: bytes) -> SampleCertificates:
    """A new authority with a certificate for each name, each file under this password."""
    key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(AUTHORITY, key, AUTHORITY, key, authority=True)
    files = {}
    for name in names:
        own = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(name, own, AUTHORITY, key, authority=False)
        files[name] = pkcs12.serialize_key_and_certificates(
            b"demo", own, certificate, [root], serialization.BestAvailableEncryption(password)
        )
    return SampleCertificates(root.public_bytes(serialization.Encoding.PEM), files)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(_usage(authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Demonstração do Pactua"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _usage(authority: bool) -> x509.KeyUsage:
    """Authorities sign certificates; people sign documents."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
