"""What a look at a signed PDF finds, as plain values: each signature, and the file as a whole.

signatures/pades/ makes these values; whoever reads them needs no library of signatures. A person's
CPF is masked here already. Reasons are sentences in Portuguese. Moments are UTC.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from instruments.signature_level import SignatureLevel
from signatures.trust import Chain

Judgement = Literal["valida", "indeterminada", "invalida"]
"""Undetermined: what was signed is whole, but who signed, or when, cannot be vouched for."""

SignatureKind = Literal["assinatura", "certificacao", "carimbo"]
"""Of a person; of a person, with a rule on later changes; of time alone."""

ChainState = Literal["confiavel", "desconhecida", "autoassinada", "vencida", "revogada", "invalida"]
Revocation = Literal["nao_revogado", "revogado", "sem_informacao"]
Coverage = Literal["arquivo", "revisao", "parcial"]
"""The file to its last byte; a whole earlier state of it; something else, which proves nothing."""

Change = Literal["nenhuma", "arquivamento", "assinaturas", "proibida"]
"""What came into the file after this signature: data for archiving, further signatures, or more."""


@dataclass(frozen=True, slots=True)
class FoundSignature:
    """One signature of a PDF, with what was checked of it.

    `trusted_at` is a moment that somebody else vouches for: it existed by then. `declared_at` is
    what the signer's own clock said. The chain of certificates was judged at `checked_at`.
    """

    field: str
    kind: SignatureKind
    name: str
    cpf: str
    """Masked; "" when the certificate names none."""
    judgement: Judgement
    reasons: tuple[str, ...]
    level: SignatureLevel | None
    level_reason: str
    declared_at: datetime | None
    trusted_at: datetime | None
    checked_at: datetime
    chain: ChainState
    authority: Chain | None
    """Which trusted chain it is."""
    revocation: Revocation
    coverage: Coverage
    changes: Change
    intact: bool
    issuer: str
    serial: str
    policies: tuple[str, ...] = ()
    certificate_sha256: str = ""

    @property
    def signed_at(self) -> datetime | None:
        """The moment to tell people: the one that is vouched for before the declared one."""
        return self.trusted_at or self.declared_at

    @property
    def of_a_person(self) -> bool:
        """Whether somebody signed; a time stamp of the document is no signature of anyone."""
        return self.kind != "carimbo"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found in a file. `refusal` says why it could not be looked at; "" when it could."""

    sha256: str
    size: int
    judgement: Judgement | Literal["sem_assinatura", "ilegivel"]
    reasons: tuple[str, ...]
    signatures: tuple[FoundSignature, ...] = ()
    pages: int = 0
    refusal: str = ""

    @property
    def signers(self) -> tuple[FoundSignature, ...]:
        """The signatures of persons, in the order in which they came into the file."""
        return tuple(one for one in self.signatures if one.of_a_person)

    def as_data(self) -> dict[str, Any]:
        """JSON-ready data under the names of the fields."""
        data = asdict(self)
        for row in data["signatures"]:
            for name in MOMENTS:
                row[name] = row[name].isoformat() if row[name] else None
        return data


MOMENTS = ("declared_at", "trusted_at", "checked_at")


def refused(sha256: str, size: int, reason: str) -> Inspection:
    """The answer about a file that could not be looked at."""
    return Inspection(sha256, size, "ilegivel", (reason,), refusal=reason)


def inspection_from(data: dict[str, Any]) -> Inspection:
    """An inspection out of `as_data`, as it comes back from another process."""
    rows = [
        {
            **row,
            "reasons": tuple(row["reasons"]),
            "policies": tuple(row["policies"]),
            **{name: datetime.fromisoformat(row[name]) if row[name] else None for name in MOMENTS},
        }
        for row in data["signatures"]
    ]
    return Inspection(
        **{
            **data,
            "reasons": tuple(data["reasons"]),
            "signatures": tuple(FoundSignature(**row) for row in rows),
        }
    )
