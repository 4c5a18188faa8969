"""The proof of a clause set made of an agreement: drafted again, its text beside the original's.

Every difference is listed with its reason, or without one where there is none.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from clauses.library import Library
from document.diff import parts
from document.redline import Redline, compared
from document.tree import NumberedDocument
from importing.agreement import Agreement
from importing.clause_markdown import ENDING
from importing.personal import without_personal
from instruments.assemble import assemble, used_texts
from instruments.imported import ImportedInstrument, ImportedRequest
from instruments.instrument import Instrument, Request
from instruments.model import FOUND
from instruments.number import InstrumentNumber
from portuguese.dates import MONTHS

Reason = Literal["rotulo", "pontuacao", "dado", "data", "pessoal", "redacao"]
REASONS: dict[Reason, str] = {
    "rotulo": "o sistema escreve os rótulos e os numera pela ordem",
    "pontuacao": "o sistema põe o sinal do fim de cada item pela posição dele",
    "dado": "o dado vem do cadastro, na forma do cadastro",
    "data": "a data é a das assinaturas, e não fica na biblioteca",
    "pessoal": "CPF e RG não ficam na biblioteca",
    "redacao": "diferença de redação, sem explicação",
}
"""Why a line of the new draft is not that of the original."""

SIGNED_ON = re.compile(
    rf"\s*[^\d,;]{{2,60}},\s*(?:em\s+)?\d{{1,2}}[º°]?\s+de\s+(?:{'|'.join(MONTHS)})\s+de\s+\d{{4}}\s*\.?\s*",
    re.I,
)
"""A close that is a place and a day and nothing else."""
LABEL = re.compile(
    r"(?:(?:\d{1,2}\.\s*)?(?:cl[áa]usula|subcl[áa]usula|par[áa]grafo)\s+"
    r"(?:\d{1,3}[ªº°]?|[\wÀ-ÿ]+(?:\s+[\wÀ-ÿ]+)?)(?=\s*[-–—.:]|$)|§\s*\w+[º°]?"
    r"|art(?:\.|igo)\s*\d{1,3}(?:[º°]|\b)"
    r"|(?:cap[íi]tulo|se[çc][ãa]o|t[íi]tulo)\s+[IVXLC]+\b"
    r"|[a-z]{1,2}\s?\)|[IVXLC]+\s?[-–—]|\d{1,2}(?:\.\d{1,2})*\s?[.)])\s*[-–—.:]*\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of the original that the new draft says otherwise (or not at all), and why."""

    reason: Reason
    original: str
    drafted: str


def proof(
    found: Agreement, request: ImportedRequest, library: Library, set_id: str
) -> tuple[tuple[Difference, ...], int, Redline]:
    """The set drafted with the data of the agreement it was made of, beside that agreement."""
    number = InstrumentNumber(1, 2000, request.body.unit.suffix)
    original = ImportedInstrument(
        number=number, version=1, code="00000000", drafted_on=date(2000, 1, 1), request=request
    )
    data: dict[str, Any] = {
        "conjunto": library.clause_set(set_id),
        "orgao": request.body,
        "representante_orgao": request.signer,
        "participes": request.partners,
        "processo": request.process,
        "meses": request.months if 1 <= request.months <= 120 else 36,
        "plano": request.plan,
        "textos": (),
    }
    again = Request.model_validate(data, context=FOUND)
    again = again.model_copy(update={"texts": used_texts(again, library.clause)})
    drafted = Instrument(
        number=number, version=1, code="00000000", drafted_on=date(2000, 1, 1), request=again
    )
    old = _lines(assemble(original, _no_texts))
    new = _lines(assemble(drafted, library.clause))
    part = compared("texto", "Texto do acordo", old, new)
    values = _values(request)
    cores = tuple(frozenset(_core(line).casefold() for line in lines) for lines in (old, new))
    differences = tuple(
        Difference(
            _reason(line.before, line.after, values, cores[not line.after]),
            line.before,
            line.after,
        )
        for line in part.lines
        if line.changed
    )
    same = sum(1 for line in part.lines if not line.changed)
    names = (found.source.name, f"conjunto {set_id}")
    return differences, same, Redline(f"Prova do conjunto {set_id}", *names, (part,))


def _no_texts(key: str) -> Any:
    raise LookupError(key)


def _lines(document: NumberedDocument) -> list[str]:
    """The lines of opening, clauses and closing: title, signature places and annexes are made."""
    ids = {"abertura", "fecho", *(clause.id for clause in document.clauses)}
    return [
        line for owner, lines in parts(document).items() if owner in ids for line in lines if line
    ]


def _values(request: ImportedRequest) -> tuple[str, ...]:
    people = [request.signer, *(one.representative for one in request.partners)]
    values = [request.body.address.line, *(one.address.line for one in request.partners)]
    values += [person.name.upper() for person in people]
    values += [request.body.acronym, *(one.acronym for one in request.partners)]
    return tuple(value for value in values if value)


def _reason(
    original: str, drafted: str, values: Sequence[str], elsewhere: Set[str] = frozenset()
) -> Reason:
    if not original or not drafted:
        # A label that stood alone, or a heading whose words the other text has somewhere.
        line = original or drafted
        if not drafted and SIGNED_ON.fullmatch(original):
            return "data"
        core = _core(line).casefold()
        labelled = bool(_label(line)) and (not core or core in elsewhere)
        return "rotulo" if labelled else "redacao"
    if without_personal(original) != original:
        # Whatever else differs in the sentence has a reason of its own.
        told = _reason(without_personal(original), drafted, values)
        return told if told == "redacao" else "pessoal"
    if _core(original) == _core(drafted):
        return "pontuacao" if _label(original) == _label(drafted) else "rotulo"
    if any(value in drafted and value not in original for value in values):
        return "dado"
    return "redacao"


def _label(line: str) -> str:
    found = LABEL.match(line)
    return re.sub(r"\s+", " ", found[0]).strip() if found else ""


def _core(line: str) -> str:
    """The words of a line without its label and its ending."""
    return " ".join(ENDING.sub("", LABEL.sub("", line, count=1)).split()).rstrip(".:")
