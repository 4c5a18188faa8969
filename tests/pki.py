"""A small public-key infrastructure for tests: roots, signers, a time-stamp server, revocations.

Two trusted chains stand for ICP-Brasil and gov.br, and a third one is trusted by nobody. Keys are
elliptic but for that of the time-stamp server, and made once a run. Nothing is fetched.
"""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signatures.trust import Trust, TrustFile

FIRST, LAST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
PASSWORD = b"segredo"
CLAIRE, WADIH, STRANGER = "CLAIRE VOGEL DUTRA", "WADIH NEMER DAMOUS FILHO", "JOAO DE TAL"
CLAIRE_CPF, WADIH_CPF = "52998224725", "39053344705"
A1_POLICY = "2.16.76.1.2.1.1"
PERSON = ObjectIdentifier("2.16.76.1.3.1")


@dataclass(frozen=True)
class Holder:
    """A certificate with its key, and those above it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    above: tuple[x509.Certificate, ...] = ()

    @property
    def pem(self) -> bytes:
        """The certificate as PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def der(self) -> bytes:
        """The certificate as DER."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def p12(self, password: bytes | None = PASSWORD) -> bytes:
        """The file a person signs with."""
        protection: serialization.KeySerializationEncryption = (
            serialization.BestAvailableEncryption(password)
            if password
            else serialization.NoEncryption()
        )
        return pkcs12.serialize_key_and_certificates(
            b"assinatura", self.key, self.certificate, list(self.above), protection
        )


def issue(
    name: str,
    by: Holder | None = None,
    *,
    authority: bool = False,
    since: datetime = FIRST,
    until: datetime = LAST,
    cpf: str = "",
    time_stamping: bool = False,
    policy: str = "",
    serial: int | None = None,
) -> Holder:
    """A certificate for a name, signed by another or by itself."""
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey = ec.generate_private_key(ec.SECP256R1())
    if time_stamping:  # all that pyHanko's time-stamp server can do
        key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ICP-Teste"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{name}:{cpf}" if cpf else name),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(_usage(authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if by:
        issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key())
        builder = builder.add_extension(issuer_key, critical=False)
    if time_stamping:
        use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(use, critical=True)
    if policy:
        rows = x509.CertificatePolicies([x509.PolicyInformation(ObjectIdentifier(policy), None)])
        builder = builder.add_extension(rows, critical=False)
    if cpf:
        value = b"\x04\x33" + b"01011970" + cpf.encode() + b"0" * 32
        names = x509.SubjectAlternativeName([x509.OtherName(PERSON, value)])
        builder = builder.add_extension(names, critical=False)
    certificate = builder.sign(by.key if by else key, hashes.SHA256())
    return Holder(certificate, key, (by.certificate, *by.above) if by else ())


def _usage(authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def revocations(
    by: Holder, revoked: dict[int, datetime], at: datetime, until: datetime = LAST
) -> bytes:
    """A revocation list of an authority, as DER."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(by.certificate.subject)
        .last_update(at)
        .next_update(until)
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), critical=False
        )
    )
    for number, day in revoked.items():
        row = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(day).build()
        builder = builder.add_revoked_certificate(row)
    return builder.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


@dataclass(frozen=True)
class Pki:
    """Everybody in it."""

    icp: Holder
    icp_below: Holder
    govbr: Holder
    nobody: Holder
    tsa: Holder
    claire: Holder
    wadih: Holder
    wadih_govbr: Holder
    stranger: Holder
    untrusted: Holder
    alone: Holder
    expired: Holder
    revoked: Holder

    def trust(self, lists: tuple[bytes, ...] = ()) -> Trust:
        """The trusted roots, and the authority below one of them."""
        files = (
            TrustFile("icp.pem", "icp-brasil", self.icp.pem + self.icp_below.pem),
            TrustFile("govbr.cer", "gov-br", self.govbr.der),
        )
        return Trust(files, lists)

    def write_trust(self, folder: Path, lists: tuple[bytes, ...] = ()) -> Path:
        """The same as files in a folder."""
        for chain, name, data in (
            ("icp-brasil", "raiz.pem", self.icp.pem + self.icp_below.pem),
            ("gov-br", "raiz.cer", self.govbr.der),
        ):
            (folder / chain).mkdir(parents=True, exist_ok=True)
            (folder / chain / name).write_bytes(data)
        for number, data in enumerate(lists):
            (folder / "icp-brasil" / f"lista-{number}.crl").write_bytes(data)
        return folder

    def stamper(self, at: datetime) -> DummyTimeStamper:
        """A time-stamp server within the process, whose clock stands still."""
        authorities = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko's
        authorities.register_multiple([asn1_x509.Certificate.load(self.icp.der)])
        private = self.tsa.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return DummyTimeStamper(
            tsa_cert=asn1_x509.Certificate.load(self.tsa.der),
            tsa_key=asn1_keys.PrivateKeyInfo.load(private),
            certs_to_embed=authorities,
            fixed_dt=at,
        )


REVOKED_SERIAL = 4242


@cache
def pki() -> Pki:
    """The one of this run."""
    icp = issue("AC Raiz de Teste", authority=True)
    below = issue("AC Intermediária de Teste", icp, authority=True)
    govbr = issue("AC Raiz Gov.br de Teste", authority=True)
    nobody = issue("AC de Ninguém", authority=True)
    return Pki(
        icp=icp,
        icp_below=below,
        govbr=govbr,
        nobody=nobody,
        tsa=issue("ACT de Teste", icp, time_stamping=True),
        claire=issue(CLAIRE, below, cpf=CLAIRE_CPF, policy=A1_POLICY),
        wadih=issue(WADIH, below, cpf=WADIH_CPF, policy=A1_POLICY),
        wadih_govbr=issue(WADIH, govbr),
        stranger=issue(STRANGER, below, cpf="11144477735", policy=A1_POLICY),
        untrusted=issue(CLAIRE, nobody, cpf=CLAIRE_CPF),
        alone=issue(CLAIRE),
        expired=issue(CLAIRE, below, cpf=CLAIRE_CPF, until=datetime(2026, 11, 25, tzinfo=UTC)),
        revoked=issue(CLAIRE, below, cpf=CLAIRE_CPF, serial=REVOKED_SERIAL),
    )


@contextlib.contextmanager
def time_stamp_server(at: datetime) -> Iterator[str]:
    """A time-stamp server on this machine; its address."""
    stamper = pki().stamper(at)

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


DAY = timedelta(days=1)
