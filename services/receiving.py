"""A Word file of ours that comes back edited: what changed, what that means, what may be accepted.

Parts are told by the content controls that our files carry (and, where an editor has dropped them,
by their headings). A change that only puts another value where the text shows a field (a name, an
address, an action of the plan) is a change of data: it is taken into the record and the plan, and
the system drafts the next version. Anything else is wording: counsel accepts it clause by clause,
by an act, and the accepted body stands in the request of the next version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from document.canonical import stable
from document.diff import parts
from document.redline import Redline, RedlinePart, compared
from document.tree import NumberedDocument
from faults.errors import BadTemplate, StateError, UsageError
from importing.clause_markdown import markdown_of
from instruments.instrument import AcceptedWording, Request
from reading.docx import read_docx
from reading.limits import TEXT_LIMIT, read_bytes
from reading.outline import outline
from reading.source import Line, SourceText
from services.drafting import Draft, draft_all, read_draft
from services.lifecycle import instrument_of, number_of
from services.office import Office
from services.receiving_fields import FieldChange, field_changes, with_fields

ChangeKind = Literal["campo", "redacao", "estrutura"]
KINDS: dict[ChangeKind, str] = {
    "campo": "dado do cadastro ou do plano: pode ser aceito",
    "redacao": "redação: depende de análise jurídica",
    "estrutura": "parte incluída ou retirada: depende de análise jurídica",
}
FACE = "rosto"
"""The id under which our Word files keep the title, which has none of its own."""
CLOSING = "fecho"
SIGNATURES = "assinaturas"
CELLS = 64
"""More cells than a row of signature places can have."""

FRAMES = {
    FACE: "título",
    "abertura": "abertura",
    CLOSING: "fecho",
    SIGNATURES: "assinaturas",
}


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that came back otherwise: what kind of change it is, and the values that changed."""

    id: str
    title: str
    kind: ChangeKind
    part: RedlinePart
    fields: tuple[FieldChange, ...] = ()
    body: str = ""
    """The new body of a clause as our library writes it, when its wording changed."""


@dataclass(frozen=True)
class Received:
    """What came back, compared with the version that went out."""

    number: str
    version: int
    changes: tuple[PartChange, ...]
    redline: Redline
    notes: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """Every value that changed, each once."""
        return tuple(dict.fromkeys(one for part in self.changes for one in part.fields))

    @property
    def for_counsel(self) -> tuple[PartChange, ...]:
        """The changes that counsel looks at."""
        return tuple(one for one in self.changes if one.kind != "campo")


def receive(office: Office, text: str, path: Path) -> Received:
    """Compare a file that came back with the newest version of an instrument."""
    number = number_of(office, text)
    draft = read_draft(office, instrument_of(office, number))
    source = read_docx(path.name, read_bytes(path, TEXT_LIMIT))
    old = _registered(draft.document)
    new, notes = _found(old, source)
    titles = {**FRAMES, **_titles(draft.document)}
    request = draft.instrument.request
    changes = []
    shown = []
    for part_id in [*new, *(one for one in old if one not in new)]:
        before, after = old.get(part_id, ()), new.get(part_id, ())
        part = compared(part_id, titles.get(part_id, part_id), before, after)
        if part.state != "igual":
            found = field_changes(part, before, after, request)
            change = _change(part, found, draft.document)
            changes.append(change)
            part = RedlinePart(part.id, part.title, part.state, part.lines, _note(change))
        shown.append(part)
    version = draft.instrument.version
    names = (f"versão {version}", path.name)
    title = f"{draft.instrument.short_title}: arquivo recebido"
    return Received(
        str(number), version, tuple(changes), Redline(title, *names, tuple(shown)), notes
    )


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What of a file that came back is accepted: its values, and these clauses by this act."""

    fields: bool = False
    clauses: tuple[str, ...] = ()
    act: str = ""


def accept(office: Office, received: Received, acceptance: Acceptance) -> Draft:
    """Draft the next version with what is accepted. Raises UsageError or StateError."""
    if not acceptance.fields and not acceptance.clauses:
        raise UsageError("falta dizer o que aceitar.", "Use --aceitar campos ou --aceitar ID.")
    number = number_of(office, received.number)
    instrument = instrument_of(office, number)
    if instrument.version != received.version:
        raise StateError(
            f"a versão {received.version} já não é a atual ({instrument.version}).",
            "Receba o arquivo de novo.",
        )
    request = instrument.request
    if acceptance.fields:
        _check_agreeing(received.fields)
        request = with_fields(request, received.fields)
    if acceptance.clauses:
        request = _with_wordings(request, received, acceptance)
    try:
        return draft_all(office, [(request, False)])[0]
    except BadTemplate as error:
        raise StateError(
            f"com a redação aceita o texto não se sustenta: {error.message}",
            "Aceite também a redação da cláusula que cita essa parte, ou peça que a parte fique.",
        ) from error


def _check_agreeing(changes: Sequence[FieldChange]) -> None:
    """Raise UsageError when the file gives one field two values."""
    seen: dict[str, str] = {}
    for one in changes:
        if seen.setdefault(one.path, one.new) != one.new:
            raise UsageError(
                f"o arquivo diz dois valores para {one.path}: “{seen[one.path]}” e “{one.new}”.",
                "Peça ao partícipe que escreva o mesmo em todo o texto.",
            )


def _with_wordings(request: Request, received: Received, acceptance: Acceptance) -> Request:
    if not acceptance.act.strip():
        raise UsageError(
            "falta o ato que aceita a redação.", "Diga-o em --ato, como “Parecer nº 10/2026”."
        )
    bodies = {one.id: one.body for one in received.changes if one.kind == "redacao" and one.body}
    unknown = [name for name in acceptance.clauses if name not in bodies]
    if unknown:
        raise UsageError(
            f"“{unknown[0]}” não é uma cláusula com redação nova neste arquivo.",
            f"Cláusulas com redação nova: {', '.join(bodies) or 'nenhuma'}.",
        )
    kept = [one for one in request.wordings if one.clause not in acceptance.clauses]
    new = [
        AcceptedWording(clause=name, body=bodies[name], act=acceptance.act)
        for name in acceptance.clauses
    ]
    return request.model_copy(update={"wordings": (*kept, *new)})


def _change(
    part: RedlinePart, found: tuple[FieldChange, ...] | None, document: NumberedDocument
) -> PartChange:
    if part.state in ("incluida", "excluida"):
        return PartChange(part.id, part.title, "estrutura", part)
    if found is not None:
        return PartChange(part.id, part.title, "campo", part, found)
    is_clause = any(clause.id == part.id for clause in document.clauses)
    body = _body(part) if is_clause else ""
    return PartChange(part.id, part.title, "redacao", part, (), body)


def _body(part: RedlinePart) -> str:
    """The new body of a clause in the Markdown of the library."""
    lines = [line.after for line in part.lines if any(p.kind != "excluido" for p in line.pieces)]
    source = SourceText("clausula", "docx", tuple(Line(line) for line in lines if line.strip()))
    blocks = [block for block in outline(source).blocks if block.kind not in ("clausula", "titulo")]
    return markdown_of(blocks).text.strip()


def _note(change: PartChange) -> str:
    if change.kind != "campo":
        return f"Alteração de {KINDS[change.kind]}."
    told = "; ".join(f"{one.path}: “{one.new}”" for one in change.fields)
    return f"Alteração de {KINDS['campo']} ({told})."


def _titles(document: NumberedDocument) -> dict[str, str]:
    titles = {clause.id: clause.heading for clause in document.clauses}
    for annex in document.annexes:
        titles[annex.id] = annex.heading
        titles |= {section.id: f"seção {section.heading}" for section in annex.sections}
    return titles


def _registered(document: NumberedDocument) -> dict[str, list[str]]:
    """The canonical lines of each part, the title's under the id that the file gives it."""
    return {
        part_id or FACE: [line for line in lines if line]
        for part_id, lines in parts(document).items()
    }


@dataclass
class _Gathered:
    """The lines of the parts while the file is read."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    row: tuple[str, tuple[int, int]] | None = None
    column: int = -1

    def add(self, part: str, line: Line) -> None:
        lines = self.parts.setdefault(part, [])
        text = stable(line.text)
        if line.cell is None:
            self.row = None
            if text:
                lines.append(text)
            return
        table, row, column = line.cell
        if part == SIGNATURES:
            # A place is a cell: a name, a role and a party under each other.
            row, column = row * CELLS + column, row
        if self.row == (part, (table, row)):
            joint = " " if column == self.column and part != SIGNATURES else "\t"
            lines[-1] = f"{lines[-1]}{joint}{text}" if text or joint == "\t" else lines[-1]
        else:
            lines.append(text)
        self.row, self.column = (part, (table, row)), column


def _found(
    old: Mapping[str, Sequence[str]], source: SourceText
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The parts of the file, by their content controls or, without any, by their headings."""
    gathered = _Gathered()
    controlled = any(line.clause_id for line in source.lines)
    heads = {lines[0]: part for part, lines in old.items() if lines}
    current = FACE
    loose = 0
    for line in source.lines:
        if line.kind in ("cabecalho", "rodape"):
            continue
        if controlled:
            loose += line.clause_id is None and bool(line.text.strip())
            current = line.clause_id or current
        else:
            if current == CLOSING and len(gathered.parts.get(CLOSING, ())) >= len(old[CLOSING]):
                current = SIGNATURES
            if line.cell is None:
                current = heads.get(stable(line.text), current)
        gathered.add(current, line)
    found = {
        part: [line for line in lines if line.strip()] for part, lines in gathered.parts.items()
    }
    found = {part: lines for part, lines in found.items() if lines}
    if SIGNATURES in found:
        found[SIGNATURES] = _places(old.get(SIGNATURES, ()), found[SIGNATURES])
    notes: list[str] = list(source.notes)
    if not controlled:
        notes.append(
            "O arquivo perdeu os controles de conteúdo; as partes foram achadas pelo título."
        )
    if loose:
        notes.append(
            f"Parágrafos fora dos controles de conteúdo, lidos no lugar em que estão: {loose}."
        )
    return found, tuple(notes)


def _places(old: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The signature places as they were, where an editor has only laid them out otherwise."""
    if sorted(" ".join(lines).split()) == sorted(" ".join(old).split()):
        return list(old)
    return list(lines)
