"""The verdict on a document: what a partner who holds a paper or a file is told.

A verdict is plain data: services/verifying.py makes it, commands and portal word and show it. It
holds nothing personal beyond what the public copy of the document shows.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from faults.finding import Finding

TermState = Literal["futura", "vigente", "encerrada"]


class Situation(StrEnum):
    """The one word of a verdict (`situacao`)."""

    AUTHENTIC = "autentico"
    SAME_WORDS = "palavras_conferem"
    """The words are the registered ones; the file is not the signed one, so nothing else of it is
    known: what a page shows may be something else."""
    UNSIGNED = "nao_assinado"
    UNKNOWN = "nao_encontrado"
    WRONG_CRC = "crc_nao_confere"
    CANCELLED = "cancelado"
    TAMPERED = "adulterado"
    REPLACED = "substituido"
    VALID_ELSEWHERE = "assinatura_valida_sem_registro"


@dataclass(frozen=True, slots=True)
class VerdictSignature:
    """One signature as the public may see it; `signed_at` is UTC."""

    name: str
    role: str
    level: str
    signed_at: datetime
    wording: str
    """The phrase of the body, as printed in the document."""
    checked: str = ""
    """What was checked of it in the file, in words; empty when it was recorded from outside."""


@dataclass(frozen=True, slots=True)
class ChangedClause:
    """A part of a compared text that differs from the registered one."""

    where: str
    """As a partner names it: "cláusula décima"."""
    original: str
    found: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a document, and what to do next."""

    situation: Situation
    explanation: str
    next_step: str
    number: str | None = None
    code: str | None = None
    crc: str | None = None
    kind: str | None = None
    parties: tuple[str, ...] = ()
    """Those who sign: of an act of one party, that one alone."""
    addressees: tuple[str, ...] = ()
    """The other parties of the agreement, to whom an act of one is told."""
    signatures: tuple[VerdictSignature, ...] = ()
    term: TermState | None = None
    term_end: date | None = None
    ended_on: date | None = None
    amended_by: tuple[str, ...] = ()
    changes: tuple[ChangedClause, ...] = ()
    file_sha256: str | None = None
    text_sha256: str | None = None
    signed_file_sha256: str | None = None
    """The kept signed file, which a page may offer to download."""
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    """Further remarks in order of weight, each a sentence."""
