"""The words that go with signatures: the phrases of the body filled in, in Brasília's time.

The templates are those of orgao.yaml (instruments/arrangements.py), whose fields are checked there.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from instruments.arrangements import Checking
from signatures.trust import Chain

BRASILIA = ZoneInfo("America/Sao_Paulo")

ISSUED: dict[Chain, str] = {
    "icp-brasil": "no âmbito da ICP-Brasil",
    "gov-br": "no âmbito da assinatura gov.br",
    "outra": "por {}",
}


def authenticity_line(checking: Checking, code: str, crc: str) -> str:
    """The sentence that tells where and with what to check a document."""
    address = checking.address or "do órgão"
    return checking.authenticity.format(endereco=address, codigo=code, crc=crc)


def authenticity_lines(
    checking: Checking, code: str, crc: str, text_sha256: str
) -> tuple[str, ...]:
    """The lines of the block of authenticity that goes out with a document."""
    return authenticity_line(checking, code, crc), f"SHA-256 do texto: {text_sha256}"


def signature_phrase(checking: Checking, name: str, role: str, at: datetime, basis: str) -> str:
    """What is said of a signature that was given without a certificate of the signer's own."""
    return checking.signature.format(nome=name, cargo=role, fundamento=basis, **_when(at))


def certificate_phrase(
    checking: Checking,
    name: str,
    cpf: str,
    role: str,
    at: datetime,
    chain: Chain,
    issuer: str,
    serial: str,
) -> str:
    """What is said of a signature by certificate; the CPF is masked or ""."""
    return checking.certificate.format(
        nome=name,
        cpf=f" (CPF {cpf})" if cpf else "",
        cargo=role,
        cadeia=ISSUED[chain].format(issuer),
        emissor=issuer,
        serie=serial,
        **_when(at),
    )


def _when(at: datetime) -> dict[str, str]:
    local = at.astimezone(BRASILIA)
    return {"data": f"{local:%d/%m/%Y}", "hora": f"{local:%H:%M}"}
