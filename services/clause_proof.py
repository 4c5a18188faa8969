"""The proof of a clause set made of an agreement: drafted again, its text beside the original's.

Every difference is listed with its reason, or without one where there is none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from clauses.library import Library
from document.canonical import canonical_text
from document.redline import Redline, compared
from importing.agreement import Agreement
from importing.clause_markdown import ENDING
from importing.personal import without_personal
from instruments.assemble import assemble, used_texts
from instruments.imported import ImportedInstrument, ImportedRequest
from instruments.instrument import Instrument, Request
from instruments.model import FOUND
from instruments.number import InstrumentNumber

Reason = Literal["rotulo", "pontuacao", "dado", "pessoal", "redacao"]
REASONS: dict[Reason, str] = {
    "rotulo": "o sistema escreve os rótulos e os numera pela ordem",
    "pontuacao": "o sistema põe o sinal do fim de cada item pela posição dele",
    "dado": "o dado vem do cadastro, na forma do cadastro",
    "pessoal": "CPF e RG não ficam na biblioteca",
    "redacao": "diferença de redação, sem explicação",
}
"""Why a line of the new draft is not that of the original."""

LABEL = re.compile(
    r"(?:(?:\d{1,2}\.\s*)?(?:cl[áa]usula|subcl[áa]usula|par[áa]grafo)\s+"
    r"(?:\d{1,3}[ªº°]?|[\wÀ-ÿ]+(?:\s+[\wÀ-ÿ]+)?)(?=\s*[-–—.:]|$)|§\s*\w+[º°]?"
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
    old = _lines(canonical_text(assemble(original, _no_texts)))
    new = _lines(canonical_text(assemble(drafted, library.clause)))
    part = compared("texto", "Texto do acordo", old, new)
    values = _values(request)
    differences: list[Difference] = []
    for line in part.lines:
        if line.changed:
            differences.append(
                Difference(_reason(line.before, line.after, values), line.before, line.after)
            )
    same = sum(1 for line in part.lines if not line.changed)
    names = (found.source.name, f"conjunto {set_id}")
    return tuple(differences), same, Redline(f"Prova do conjunto {set_id}", *names, (part,))


def _no_texts(key: str) -> Any:
    raise LookupError(key)


def _lines(text: str) -> list[str]:
    """The lines of the body, without signature places and annexes: the system makes those."""
    lines = text.split("\n")
    end = next(
        (at for at, line in enumerate(lines) if line.startswith("ANEXO") or "\t" in line),
        len(lines),
    )
    return [line for line in lines[2:end] if line.strip()]


def _values(request: ImportedRequest) -> tuple[str, ...]:
    people = [request.signer, *(one.representative for one in request.partners)]
    values = [request.body.address.line, *(one.address.line for one in request.partners)]
    values += [person.name.upper() for person in people]
    values += [request.body.acronym, *(one.acronym for one in request.partners)]
    return tuple(value for value in values if value)


def _reason(original: str, drafted: str, values: Sequence[str]) -> Reason:
    if not original or not drafted:
        return "redacao"
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
