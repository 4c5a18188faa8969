"""The file of a proof: what the public log says of one instrument, for a stranger to check.

It is JSON, told field by field in docs/transparencia.md; verifier/ reads it with code of its own.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signatures.keys import PublicKey
from signatures.log import merkle
from signatures.log.checkpoint import BadNote, open_checkpoint

PROOF = "pactua-prova/1"
CONSISTENCY = "pactua-consistencia/1"


class BadProof(ValueError):
    """A proof that does not prove what it says."""


@dataclass(frozen=True, slots=True)
class ProvenEvent:
    """A leaf, where it stands, and the path from it to the head."""

    index: int
    leaf: str
    path: tuple[bytes, ...]

    def as_data(self) -> dict[str, Any]:
        """As the file has it."""
        return {"indice": self.index, "folha": self.leaf, "caminho": encoded(self.path)}


@dataclass(frozen=True, slots=True)
class Consistency:
    """That the log of the newer checkpoint only adds to that of the older."""

    older: str
    newer: str
    path: tuple[bytes, ...]

    def as_data(self) -> dict[str, Any]:
        """As the file has it."""
        return {
            "formato": CONSISTENCY,
            "anterior": self.older,
            "ponto": self.newer,
            "caminho": encoded(self.path),
        }


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Everything the log says of an instrument under one head.

    `checkpoint` is None while nobody has signed a head that holds the events; then `size` and
    `root` are what the body says, and bind it to nothing. `pending` names events that came after.
    """

    number: str
    code: str
    origin: str
    size: int
    root: bytes
    events: tuple[ProvenEvent, ...]
    keys: tuple[Mapping[str, Any], ...]
    checkpoint: str | None
    signed_at: str | None
    pending: tuple[str, ...] = ()
    consistency: Consistency | None = None
    notes: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The JSON of the file."""
        return {
            "formato": PROOF,
            "numero": self.number,
            "codigo": self.code,
            "registro": self.origin,
            "ponto": self.checkpoint,
            "ponto_em": self.signed_at,
            "tamanho": self.size,
            "raiz": base64.b64encode(self.root).decode(),
            "eventos": [event.as_data() for event in self.events],
            "pendentes": list(self.pending),
            "chaves": [dict(key) for key in self.keys],
            "consistencia": self.consistency.as_data() if self.consistency else None,
            "notas": list(self.notes),
        }


def encoded(hashes: Sequence[bytes]) -> list[str]:
    """Hashes in base64, as in a checkpoint."""
    return [base64.b64encode(one).decode() for one in hashes]


def check_consistency(proof: Consistency, keys: Sequence[PublicKey]) -> None:
    """Raise BadProof unless both checkpoints are signed and the newer holds the older."""
    try:
        old, new = (open_checkpoint(note, keys) for note in (proof.older, proof.newer))
    except BadNote as error:
        raise BadProof(str(error)) from error
    if old.origin != new.origin:
        raise BadProof("os pontos são de registros diferentes")
    if not merkle.consistent(old.size, new.size, old.root, new.root, proof.path):
        raise BadProof("o registro foi reescrito entre os dois pontos")
