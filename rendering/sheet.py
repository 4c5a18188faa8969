"""The folha de autenticidade: a PDF (A-3a, UA-1) that carries the proof of another document.

It is printed for a file, or kept beside the signed one, which is never touched again. Everything
comes as words and numbers; templates/typst/folha.typ draws them; the proof is attached as it is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rendering.port import Picture
from rendering.typst_engine import TEMPLATES, typeset

TEMPLATE = TEMPLATES / "typst" / "folha.typ"
NO_SIGNATURES = "Nenhuma assinatura está registrada."
CHECKPOINT_WORDS = "O texto do ponto, linha por linha, com a assinatura no fim:"


@dataclass(frozen=True, slots=True)
class SheetSignature:
    """One signature as the public may see it; the moment in words, Brasília time."""

    name: str
    role: str
    level: str
    at: str


@dataclass(frozen=True, slots=True)
class SheetEvent:
    """One leaf of the public log, in words."""

    index: int
    at: str
    name: str
    details: str


@dataclass(frozen=True, slots=True)
class SheetPath:
    """The path from one leaf to the signed head: what it is of, and its hashes in base64."""

    words: str
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the sheet says. `facts` and `key` are pairs of a name and a value."""

    title: str
    subject: str
    author: str
    letterhead: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    signatures: tuple[SheetSignature, ...]
    events: tuple[SheetEvent, ...]
    rest: str
    """Of the leaves that are not shown; "" when all are."""
    key: tuple[tuple[str, str], ...]
    checkpoint: str | None
    path: SheetPath | None
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    issued: str
    """When the sheet was made, as a sentence."""
    footer: str
    qr: Picture | None
    proof: bytes
    when: datetime


def draw_sheet(sheet: Sheet) -> bytes:
    """The PDF. Raises OutsideError when Typst fails."""
    words = {
        "titulo": sheet.title,
        "assunto": sheet.subject,
        "autor": sheet.author,
        "timbre": sheet.letterhead,
        "quadro": sheet.facts,
        "assinaturas": [(one.name, one.role, one.level, one.at) for one in sheet.signatures],
        "sem_assinaturas": NO_SIGNATURES,
        "eventos": [(str(one.index), one.at, one.name, one.details) for one in sheet.events],
        "resto": sheet.rest,
        "chave": sheet.key,
        "texto_do_ponto": CHECKPOINT_WORDS,
        "ponto": _lines(sheet.checkpoint),
        "caminho_de": sheet.path.words if sheet.path else "",
        "caminho": sheet.path.hashes if sheet.path else (),
        "passos": sheet.steps,
        "notas": sheet.notes,
        "emitida": sheet.issued,
        "rodape": sheet.footer,
        "qr": _picture(sheet.qr),
    }
    inputs = {
        "folha": json.dumps(words, ensure_ascii=False, separators=(",", ":")),
        "prova": sheet.proof.decode(),
    }
    return typeset(TEMPLATE, inputs, sheet.when)


def _lines(text: str | None) -> Sequence[str] | None:
    return text.rstrip("\n").split("\n") if text is not None else None


def _picture(picture: Picture | None) -> dict[str, object] | None:
    if picture is None:
        return None
    data = list(picture.data)
    return {"formato": picture.format, "bytes": data, "descricao": picture.words}
