"""A file of anybody's made ready to be registered: read, recovered, judged. No database is needed.

So it can be done in other processes, many files at once; they are told what they need of the
office (body, partners known, texts to compare with) when they start.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from faults.errors import PactuaError
from faults.finding import Finding
from importing.agreement import Agreement, recover
from importing.matching import ClauseMatcher
from instruments.body import Body
from instruments.facts import KeptFile
from instruments.imported import ImportedRequest
from instruments.number import InstrumentNumber
from reading.open import read_file
from services.importing_findings import findings_of_import
from services.importing_request import Known, imported_request, number_of_agreement, sides
from services.importing_signatures import Matched, matched

BRASILIA = ZoneInfo("America/Sao_Paulo")
TIED = {
    "termo_aditivo": "um termo aditivo",
    "termo_rescisao": "um termo de rescisão",
}
"""Kinds that follow an agreement, and are registered through it."""


@dataclass(frozen=True)
class Context:
    """What reading needs of the office."""

    body: Body
    known: tuple[Known, ...]
    matcher: ClauseMatcher
    now: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """How files are to be read. `months` is said by the person, for a file that does not tell."""

    ocr: bool = False
    months: int | None = None


@dataclass(frozen=True)
class Ready:
    """A file ready to be registered, or the findings that refuse it."""

    name: str
    request: ImportedRequest | None = None
    number: InstrumentNumber | None = None
    signatures: Matched = field(default_factory=Matched)
    summary: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def make_ready(context: Context, name: str, data: bytes, sha256: str, wanted: Wanted) -> Ready:
    """One file, read and judged; what cannot be read or is no agreement comes back refused."""
    try:
        source = read_file(name, data, wanted.ocr)
    except PactuaError as error:
        return _refused(name, error.code.replace("_", "-"), error.message, error.remedy)
    found = recover(source, context.matcher)
    if (reason := _no_agreement(found)) is not None:
        return _refused(name, *reason)
    parted = sides(context.body, found.parties)
    number, numbered = number_of_agreement(context.body, found, parted)
    file = KeptFile(name=name[:200], sha256=sha256, size=len(data))
    suffix = number.suffix if number else "IMPORTADO"
    try:
        request = imported_request(
            context.body, found, parted, context.known, suffix, file, wanted.ocr, wanted.months
        )
    except ValidationError as error:
        # Of what a text can say, this is left: one file is refused, and the others go on.
        first = error.errors()[0]
        told = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        return _refused(name, "dado-ilegivel", told, "Corrija o dado numa cópia do arquivo.")
    signatures = matched(request, found.signatures, context.now)
    findings = findings_of_import(found, signatures, numbered)
    if wanted.months:
        findings = [one for one in findings if one.rule != "falta-meses"]
    return Ready(name, request, number, signatures, _summary(found), tuple(findings))


def _no_agreement(found: Agreement) -> tuple[str, str, str] | None:
    """(rule, message, remedy) for a file that is not registered; None for an agreement."""
    own = found.identity
    if not found.source.has_text_layer and not found.clauses:
        return (
            "sem-camada-de-texto",
            "o arquivo só tem imagens, sem texto.",
            "Importe de novo com --ocr.",
        )
    if own.kind is not None and own.kind.value in TIED:
        return (
            "acompanha-outro",
            f"é {TIED[own.kind.value]}, que acompanha um acordo.",
            "Importe o acordo, e registre o documento que o acompanha pelo comando próprio.",
        )
    named = own.kind is not None or own.number is not None
    whole = len(found.clauses) >= 3 or len(found.parties) >= 2 or bool(found.signatures)
    if named and whole:
        return None
    return (
        "nao-parece-acordo",
        "o texto não parece o de um acordo: faltam título, partes e cláusulas.",
        "Confira o arquivo.",
    )


def _refused(name: str, rule: str, message: str, remedy: str) -> Ready:
    text = message.removeprefix(f"{name}: ")
    return Ready(name, findings=(Finding(rule, "erro", name, text, remedy),))


def _summary(found: Agreement) -> dict[str, Any]:
    """What the command tells of a file, under the keys of its contract."""
    own, term = found.identity, found.term
    return {
        "numero": own.number.value if own.number else None,
        "processo": own.process.value if own.process else None,
        "codigo_verificador": own.code.value if own.code else None,
        "crc": own.crc.value if own.crc else None,
        "partes": [
            {"nome": party.name.value, "cnpj": party.cnpj.value if party.cnpj else None}
            for party in found.parties
        ],
        "assinaturas": [
            {
                "nome": one.value.name,
                "cargo": one.value.role,
                "em": _local(one.value.at),
                "fundamento": one.value.basis,
            }
            for one in found.signatures
        ],
        "meses": term.months.value if term.months else None,
        "clausulas": [
            {
                "ordem": clause.order,
                "rotulo": clause.label,
                "titulo": clause.title,
                "id": clause.match.key if clause.match else None,
                "semelhanca": clause.match.likeness if clause.match else None,
            }
            for clause in found.clauses
        ],
        "plano": _plan(found),
        "campos": found.fields(),
    }


def _plan(found: Agreement) -> dict[str, Any] | None:
    if found.plan is None:
        return None
    return {
        "secoes": [title for title, _ in found.plan.sections],
        "acoes": [
            {
                "eixo": action.axis,
                "acao": action.text,
                "inicio": action.start,
                "fim": action.end,
                "responsavel": action.responsible,
            }
            for action in found.plan.actions
        ],
    }


def _local(at: datetime | None) -> str | None:
    return at.astimezone(BRASILIA).isoformat(timespec="minutes") if at else None
