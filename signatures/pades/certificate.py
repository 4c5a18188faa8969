"""What a certificate says of its holder, and which chain of trust it belongs to.

ICP-Brasil writes the name and the CPF or CNPJ into the common name (`FULANA DE TAL:39053344705`)
and the CPF of a person once more into an alternative name (DOC-ICP-04). Whatever CPF is found
leaves here masked.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from asn1crypto import cms, core, crl, pem, x509

from document.charset import undrawable
from faults.errors import UnreadableFile
from instruments.identifiers import mask_cpf
from signatures.trust import Chain, Trust

PERSON, COMPANY_PERSON = "2.16.76.1.3.1", "2.16.76.1.3.4"
"""Alternative names that begin with a birth date of eight digits and a CPF (DOC-ICP-04)."""

ICP_POLICIES = "2.16.76.1.2."
"""Certificate policies of the ICP-Brasil."""

SERVICE = re.compile(r"^(?P<name>.*?)\s*:\s*(?P<number>\d{11}|\d{14})$")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a certificate names; the CPF masked, "" when it has none."""

    name: str
    cpf: str


@dataclass(frozen=True)
class Roots:
    """The certificates of the trust folder, read: roots, helpers, and the chain of each root."""

    roots: tuple[x509.Certificate, ...]
    helpers: tuple[x509.Certificate, ...]
    lists: tuple[crl.CertificateList, ...]
    chains: dict[bytes, Chain]

    def chain_of(self, root: x509.Certificate) -> Chain:
        """Which chain a root stands for."""
        return self.chains.get(root.sha256, "outra")


def holder(certificate: x509.Certificate) -> Holder:
    """The person, or the body, that a certificate was issued to."""
    native = certificate.subject.native
    common = _last(native.get("common_name")) or _last(native.get("organization_name")) or ""
    found = SERVICE.match(common)
    number = found["number"] if found else ""
    cpf = next(_cpfs(certificate), number if len(number) == 11 else "")
    return Holder(plain_line(found["name"] if found else common), _masked(cpf))


def issuer(certificate: x509.Certificate) -> str:
    """The name of who issued it."""
    native = certificate.issuer.native
    return plain_line(
        _last(native.get("common_name")) or _last(native.get("organization_name")) or "sem nome"
    )


def serial(certificate: x509.Certificate) -> str:
    """The serial number in hexadecimal digits, as SEI prints it."""
    return f"{certificate.serial_number:X}"


def policies(certificate: x509.Certificate) -> tuple[str, ...]:
    """The policies under which it was issued, as dotted numbers."""
    value = certificate.certificate_policies_value
    return tuple(row["policy_identifier"].dotted for row in value) if value is not None else ()


def fingerprint(certificate: x509.Certificate) -> str:
    """Its SHA-256."""
    return hashlib.sha256(certificate.dump()).hexdigest()


def plain_line(text: str) -> str:
    """A text of strangers as one line that documents can show."""
    line = " ".join(str(text).split())
    bad = {character for _, character in undrawable(line)}
    return "".join("?" if character in bad else character for character in line)[:200]


@lru_cache(maxsize=4)
def read_roots(trust: Trust) -> Roots:
    """The certificates of the trust folder. Raises UnreadableFile for a file that is none."""
    roots: list[x509.Certificate] = []
    helpers: list[x509.Certificate] = []
    chains: dict[bytes, Chain] = {}
    for file in trust.certificates:
        try:
            certificates = [_whole(one) for one in _certificates(file.data)]
        except (ValueError, TypeError, KeyError) as error:
            raise UnreadableFile(
                f"{file.name}: não é um certificado que se possa ler.",
                "Baixe-o de novo, em formato PEM, DER (.crt, .cer) ou P7B.",
            ) from error
        for certificate in certificates:
            if certificate.self_issued:
                roots.append(certificate)
                chains[certificate.sha256] = file.chain
            else:
                helpers.append(certificate)
    lists = [crl.CertificateList.load(_unarmored(data)) for data in trust.lists]
    return Roots(tuple(roots), tuple(helpers), tuple(lists), chains)


def _certificates(data: bytes) -> Iterator[x509.Certificate]:
    for kind, der in _parts(data):
        if "PKCS7" in kind or "CMS" in kind or _is_bundle(der):
            bundle = cms.ContentInfo.load(der)["content"]["certificates"]
            yield from (choice.chosen for choice in bundle if choice.name == "certificate")
        elif kind in ("", "CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"):
            yield x509.Certificate.load(der)


def _is_bundle(der: bytes) -> bool:
    try:
        return bool(cms.ContentInfo.load(der)["content_type"].native == "signed_data")
    except (ValueError, TypeError):
        return False


def _parts(data: bytes) -> Iterable[tuple[str, bytes]]:
    if not pem.detect(data):
        return [("", data)]
    return [(kind or "", der) for kind, _, der in pem.unarmor(data, multiple=True)]


def _unarmored(data: bytes) -> bytes:
    der: bytes = pem.unarmor(data)[2] if pem.detect(data) else data
    return der


def _whole(certificate: x509.Certificate) -> x509.Certificate:
    """The certificate, read to its end: reading is put off until a part is asked for."""
    _ = certificate.subject.native, certificate.issuer.native, certificate.not_valid_after
    return certificate


def _cpfs(certificate: x509.Certificate) -> Iterator[str]:
    names = certificate.subject_alt_name_value
    for name in names if names is not None else ():
        if name.name != "other_name":
            continue
        try:
            if name.chosen["type_id"].dotted not in (PERSON, COMPANY_PERSON):
                continue
            value = name.chosen["value"].parsed
            text = value.native if isinstance(value, core.Asn1Value) else ""
        except (ValueError, TypeError):
            continue
        digits = text.decode("latin-1", "replace") if isinstance(text, bytes) else str(text)
        if digits[8:19].isdecimal() and len(digits[8:19]) == 11 and int(digits[8:19]):
            yield digits[8:19]


def _masked(cpf: str) -> str:
    return mask_cpf(f"{cpf[:3]}.{cpf[3:6]}.{cpf[6:9]}-{cpf[9:]}") if cpf else ""


def _last(value: object) -> str:
    """A name of a subject; one that stands several times is told by the last, the most special."""
    if isinstance(value, list):
        return str(value[-1]) if value else ""
    return str(value) if value else ""
