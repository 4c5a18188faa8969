"""Whom we trust: a folder of certificates, put there by the body.

    confianca/icp-brasil/   roots and intermediate certificates of the ICP-Brasil: qualificada
    confianca/gov-br/       those of the gov.br signature: avançada
    confianca/              others that the body accepts: avançada

Files hold certificates in PEM (one or more), DER or P7B, or revocation lists (.crl). What issued
itself is a root; the others only help to build a chain. Nothing is fetched from anywhere. Each file
is kept as bytes: reading certificates is left to signatures/pades/.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from faults.errors import UnreadableFile
from instruments.signature_level import SignatureLevel
from reading.limits import MEBIBYTE, read_bytes

Chain = Literal["icp-brasil", "gov-br", "outra"]

CHAIN_NAMES: dict[Chain, str] = {
    "icp-brasil": "ICP-Brasil",
    "gov-br": "assinatura gov.br",
    "outra": "outra cadeia, que este órgão aceita",
}
CHAIN_LEVELS: dict[Chain, SignatureLevel] = {
    "icp-brasil": "qualificada",
    "gov-br": "avancada",
    "outra": "avancada",
}

FOLDERS: dict[str, Chain] = {"icp-brasil": "icp-brasil", "gov-br": "gov-br"}
CERTIFICATES = frozenset({".pem", ".crt", ".cer", ".der", ".p7b", ".p7c"})
LISTS = frozenset({".crl"})
LIMIT = 16 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class TrustFile:
    """One file of the folder, and the chain it belongs to."""

    name: str
    chain: Chain
    data: bytes


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates and revocation lists, as files."""

    certificates: tuple[TrustFile, ...] = ()
    lists: tuple[bytes, ...] = field(default=())

    @property
    def empty(self) -> bool:
        """Whether nobody is trusted."""
        return not self.certificates


def read_trust(folder: Path) -> Trust:
    """What a folder holds; nothing when it is missing. Raises UnreadableFile."""
    if not folder.is_dir():
        return Trust()
    certificates: list[TrustFile] = []
    lists: list[bytes] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        top = path.relative_to(folder).parts[0]
        ending = path.suffix.lower()
        if ending in CERTIFICATES:
            chain = FOLDERS.get(top, "outra")
            certificates.append(TrustFile(str(path), chain, read_bytes(path, LIMIT)))
        elif ending in LISTS:
            lists.append(read_bytes(path, LIMIT))
        elif not path.name.startswith(".") and ending not in (".txt", ".md"):
            raise UnreadableFile(
                f"{path}: não é um certificado nem uma lista de revogação.",
                f"Na pasta de confiança ficam arquivos {', '.join(sorted(CERTIFICATES | LISTS))}.",
            )
    return Trust(tuple(certificates), tuple(lists))
