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
from importing.following import Following, following
from importing.found import Found
from importing.matching import ClauseMatcher
from importing.signing import FoundSignature
from instruments.body import Body
from instruments.facts import KeptFile
from instruments.imported import ImportedRequest
from instruments.number import InstrumentNumber
from reading.open import read_file
from services.importing_findings import findings_of_import, findings_of_reading
from services.importing_request import imported_request
from services.importing_sides import Known, number_of_agreement, sides
from services.importing_signatures import Matched, matched

BRASILIA = ZoneInfo("America/Sao_Paulo")
TIED = frozenset({"termo_aditivo", "termo_rescisao"})
"""Kinds that follow an agreement."""

WHOLE_TERM = 120
"""Months that the actions of a plan may take, where only the agreement followed tells its term."""


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
    original: str | None = None
    """The number of the agreement that the files follow, for those that do not name it."""


@dataclass(frozen=True)
class Ready:
    """A file ready to be registered, or the findings that refuse it."""

    name: str
    request: ImportedRequest | None = None
    number: InstrumentNumber | None = None
    signatures: Matched = field(default_factory=Matched)
    summary: dict[str, Any] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    following: Following | None = None
    """Of a document that follows an agreement: what it says of it. Its request is then made as if
    it were an agreement, until the one it follows is known."""
    printed: tuple[Found[FoundSignature], ...] = ()
    """The signatures as printed, of such a document."""


def make_ready(context: Context, name: str, data: bytes, sha256: str, wanted: Wanted) -> Ready:
    """One file, read and judged; what cannot be read or is no agreement comes back refused."""
    try:
        source = read_file(name, data, wanted.ocr)
    except PactuaError as error:
        return _refused(name, error.code.replace("_", "-"), error.message, error.remedy)
    found = recover(source, context.matcher)
    kind = found.identity.kind.value if found.identity.kind else ""
    if (reason := _no_agreement(found, kind, wanted)) is not None:
        return _refused(name, *reason)
    parted = sides(context.body, found.parties)
    number, numbered = number_of_agreement(context.body, found, parted)
    file = KeptFile(name=name[:200], sha256=sha256, size=len(data))
    suffix = number.suffix if number else "IMPORTADO"
    try:
        request = imported_request(
            context.body,
            found,
            parted,
            context.known,
            suffix,
            file,
            wanted.ocr,
            WHOLE_TERM if kind in TIED else wanted.months,
        )
    except ValidationError as error:
        # Of what a text can say, this is left: one file is refused, and the others go on.
        first = error.errors()[0]
        told = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        return _refused(name, "dado-ilegivel", told, "Corrija o dado numa cópia do arquivo.")
    if kind in TIED:
        return _following(name, kind, found, request)
    signatures = matched(request, found.signatures, context.now)
    findings = findings_of_import(found, signatures, numbered)
    if wanted.months:
        findings = [one for one in findings if one.rule != "falta-meses"]
    return Ready(name, request, number, signatures, _summary(found), tuple(findings))


def _following(name: str, kind: str, found: Agreement, request: ImportedRequest) -> Ready:
    """What follows an agreement, to be judged beside it."""
    told = following(kind, found.outline)
    return Ready(
        name,
        request,
        summary={**_summary(found), **_what_it_does(told)},
        findings=tuple(findings_of_reading(found)),
        following=told,
        printed=found.signatures,
    )


def _no_agreement(found: Agreement, kind: str, wanted: Wanted) -> tuple[str, str, str] | None:
    """(rule, message, remedy) for a file that is not registered; None for one that may be."""
    own = found.identity
    if not found.source.has_text_layer and not found.clauses:
        return (
            "sem-camada-de-texto",
            "o arquivo só tem imagens, sem texto.",
            "Importe de novo com --ocr.",
        )
    if kind in TIED:
        return None
    if wanted.original is not None:
        return (
            "nao-acompanha-outro",
            "o texto não é de termo aditivo nem de termo de rescisão.",
            "Importe-o sem --de.",
        )
    title = own.kind or own.number
    whole = len(found.clauses) >= 3 or len(found.parties) >= 2 or bool(found.signatures)
    if title is not None and whole:
        return None
    if title is not None:
        told = (
            f"o título diz “{title.excerpt}”, mas não se leram no texto duas partes, três "
            "cláusulas nem assinatura"
        )
    elif whole:
        told = "o texto não tem título de acordo, nem número"
    else:
        told = "o texto não parece o de um acordo: faltam título, partes e cláusulas"
    return "nao-parece-acordo", f"{told}.", "Confira se o arquivo é o instrumento inteiro."


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


def _what_it_does(told: Following) -> dict[str, Any]:
    """In the place of what is an agreement's own: the numbers of both, and what is changed."""
    return {
        "numero": told.own.value if told.own else None,
        "original": told.original.value if told.original else None,
        "ordem": told.order.value if told.order else None,
        "meses": told.months.value if told.months else None,
        "fim_novo": told.new_end.value.isoformat() if told.new_end else None,
        "clausulas_alteradas": [one.value for one in told.changed],
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
